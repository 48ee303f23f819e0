import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type ConsoleProgram, SHIMS, shimText } from './shim.ts'

export interface InstallOptions {
  readonly program: ConsoleProgram
  /** Divides protocol-internal waits of the programs; 1 when left out. */
  readonly speed?: number
  /** Bytes per second at which a simulated service reads its data, before `speed`. */
  readonly readRate?: number
  /** File of the playground whose clock the programs live by; the computer's when left out. */
  readonly playground?: string
  /** File to which every node appends its signed acts. */
  readonly oracle?: string
}

/** A script is run by the Node that runs us, anything else by itself. */
export function consoleProgramAt(file: string): ConsoleProgram {
  const path = resolve(file)
  return { interpreter: /\.[cm]?[jt]s$/.test(path) ? process.execPath : null, file: path }
}

/** The console program that is running now: a script under Node, or a single executable. */
export function runningProgram(): ConsoleProgram {
  const script = process.argv[1]
  return script !== undefined && /\.[cm]?[jt]s$/.test(script) ? consoleProgramAt(script) : { interpreter: null, file: process.execPath }
}

/** Writes the simulated programs as executable files into `folder`; returns the names written. */
export function installPrograms(folder: string, options: InstallOptions): readonly string[] {
  const target = resolve(folder)
  mkdirSync(target, { recursive: true })
  for (const { file, name, version } of SHIMS) {
    const environment = {
      SMESHDESK_DEVNET_VERSION: version,
      SMESHDESK_DEVNET_PROGRAMS: target,
      ...(options.speed !== undefined && { SMESHDESK_DEVNET_SPEED: String(options.speed) }),
      ...(options.readRate !== undefined && { SMESHDESK_DEVNET_READ_RATE: String(options.readRate) }),
      ...(options.playground !== undefined && { SMESHDESK_DEVNET_PLAYGROUND: resolve(options.playground) }),
      ...(options.oracle !== undefined && { SMESHDESK_DEVNET_ORACLE: resolve(options.oracle) }),
    }
    const path = join(target, file)
    writeFileSync(path, shimText({ program: options.program, name, environment }), { mode: 0o755 })
    chmodSync(path, 0o755)
  }
  return SHIMS.map(({ file }) => file)
}
