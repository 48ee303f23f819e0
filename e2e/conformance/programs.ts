import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { installPrograms } from '../../electron/devnet/install/install.ts'

/** The programs that cases and runs are carried out on. */
export interface Programs {
  readonly simulated: boolean
  /** Divides waits; 1 for real programs. */
  readonly speed: number
  readonly folder: string
  /** Path of a program of exactly this version, null when there is none. */
  find(program: string, version: string): string | null
}

/** Writes devnet's programs into `folder`, run from `entry`. */
export function devnetPrograms(folder: string, entry: string, speed: number): Programs {
  installPrograms(folder, { program: { interpreter: process.execPath, file: entry }, speed })
  return {
    simulated: true,
    speed,
    folder,
    find: (program, version) => {
      const path = join(folder, `${program}-${version}`)
      return existsSync(path) ? path : null
    },
  }
}

/** What a real program calls itself: `go-spacemesh version`, `post-service --version`. */
function versionOf(path: string, program: string): string | null {
  const args = program === 'go-spacemesh' ? ['version'] : ['--version']
  const { stdout } = spawnSync(path, args, { encoding: 'utf8', timeout: 10_000 })
  return /\d+\.\d+\.\d+/.exec(stdout ?? '')?.[0] ?? null
}

/** Real programs: in `folder` itself or one folder below, each asked for its version once. */
export function realPrograms(folder: string): Programs {
  const root = resolve(folder)
  const places = [
    root,
    ...readdirSync(root, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [join(root, entry.name)] : [])),
  ]
  const known = new Map<string, string | null>()
  const find = (program: string, version: string): string | null => {
    for (const place of places)
      for (const name of [program, `${program}-${version}`, `${program}-v${version}`, ...(program === 'post-service' ? ['service'] : [])]) {
        const path = join(place, name)
        if (!existsSync(path)) continue
        if (!known.has(path)) known.set(path, versionOf(path, program))
        if (known.get(path) === version) return path
      }
    return null
  }
  return { simulated: false, speed: 1, folder: root, find }
}
