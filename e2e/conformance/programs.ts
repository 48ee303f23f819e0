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
  /** What was taken on trust. */
  notes(): readonly string[]
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
    notes: () => [],
  }
}

/** The question that each program answers with its version. */
const QUESTIONS: Readonly<Record<string, string>> = { 'go-spacemesh': 'version', postcli: '-h' }
const NOT_TOLD = 'not told'

/** What a real program calls itself; postcli calls itself nothing, but its usage text is like no other. */
function versionOf(path: string, program: string): string | null {
  const { stdout, stderr } = spawnSync(path, [QUESTIONS[program] ?? '--version'], { encoding: 'utf8', timeout: 60_000 })
  if (program === 'postcli') return /-labelsPerUnit/.test(`${stdout}${stderr}`) ? NOT_TOLD : null
  return /\d+\.\d+\.\d+/.exec(stdout ?? '')?.[0] ?? null
}

const namesOf = (program: string, version: string): readonly string[] => [
  program,
  `${program}-${version}`,
  `${program}-v${version}`,
  ...(program === 'post-service' ? ['service'] : []),
]

/** Real programs: in `folder` itself or one folder below, each asked for its version once. */
export function realPrograms(folder: string): Programs {
  const root = resolve(folder)
  const places = [
    root,
    ...readdirSync(root, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [join(root, entry.name)] : [])),
  ]
  const known = new Map<string, string | null>()
  const notes = new Set<string>()
  const find = (program: string, version: string): string | null => {
    const paths = places.flatMap((place) => namesOf(program, version).map((name) => join(place, name)))
    for (const path of paths.filter((one) => existsSync(one))) {
      const told = known.get(path) ?? versionOf(path, program)
      known.set(path, told)
      if (told === NOT_TOLD) notes.add(`note: ${program} tells no version, taken for ${version}`)
      if (told === version || told === NOT_TOLD) return path
    }
    return null
  }
  return { simulated: false, speed: 1, folder: root, find, notes: () => [...notes] }
}
