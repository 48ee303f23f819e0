import { spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { until } from '../host/until.ts'
import type { KillRig } from './rig.ts'

export interface Program {
  readonly name: string
  readonly program: string
  readonly arguments: readonly string[]
  /** The words of its command line that tell it apart. */
  readonly sign: readonly [flag: string, folder: string]
}

/** Nodes and services as the settings on disk have them now. */
export function programsOf(rig: KillRig, kinds: 'nodes' | 'services'): Program[] {
  const flag = kinds === 'nodes' ? '-d' : '--dir'
  return rig.settings()[kinds].map((one) => ({ ...one, sign: [flag, one.dataFolder] as const }))
}

function commandLine(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1').split('\0')
  } catch {
    return [] // ended meanwhile
  }
}

const processes = (): { pid: number; argv: string[] }[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), argv: commandLine(name) }))

/** Process ids of a program, whoever started it. */
export const pidsOf = ({ sign: [flag, folder] }: Program): number[] =>
  processes()
    .filter(({ argv }) => argv.some((word, index) => word === flag && argv[index + 1] === folder))
    .map(({ pid }) => pid)

/** Starts a program as an init system does: by itself, on its own log. */
export function launch(rig: KillRig, { name, program, arguments: args }: Program): void {
  mkdirSync(join(rig.folder, 'init-logs'), { recursive: true })
  const log = openSync(join(rig.folder, 'init-logs', `${name}.log`), 'a')
  const child = spawn(program, args, { cwd: rig.folder, detached: true, stdio: ['ignore', log, log] })
  closeSync(log)
  child.on('error', () => undefined)
  child.unref()
}

/** Ends everything whose command line names the rig's folder, the host included: nobody else's does. */
export async function endAll(rig: KillRig): Promise<void> {
  const ours = () => processes().filter(({ argv }) => argv.some((word) => word.startsWith(rig.folder)))
  const signal = (name: NodeJS.Signals) => {
    for (const { pid } of ours()) {
      try {
        process.kill(pid, name)
      } catch {
        // ended meanwhile
      }
    }
  }
  signal('SIGTERM')
  await until('all programs of the rig end', { deadlineMs: 5_000 }, () => ours().length === 0).catch(() => signal('SIGKILL'))
}
