import { execFile } from 'node:child_process'
import { mkdir, readFile, rm, stat } from 'node:fs/promises'
import { homedir, userInfo } from 'node:os'
import { dirname, isAbsolute } from 'node:path'
import { AppError } from '../contract/errors.ts'
import type { Autostart } from '../contract/model/autostart.ts'
import { saw } from '../contract/seen.ts'
import { inTurn } from '../faults/index.ts'
import { errorCode, hashText, putFile } from '../storage/index.ts'
import { type Command, type Scope, type StartPlan, startPlan } from './plan.ts'
import { sealOf } from './sealed.ts'

/** `code`: how it ended; `null`: it could not be run, or took too long. */
export type Run = (command: Command) => Promise<{ readonly code: number | null; readonly out: string }>

export interface AutostartOptions {
  readonly profileFolder: string
  /** Starts the console program; program first. */
  readonly consoleProgram: readonly [string, ...string[]]
  readonly scope: Scope
  /** For whom the system starts it. */
  readonly user: string | null
  readonly platform?: string
  readonly home?: string
  readonly run?: Run
}

const commandMs = 20_000
/** Units are short; whatever is longer is none of ours. */
const mostBytes = 64 * 1024

const runCommand: Run = ([program, ...args]) =>
  new Promise((resolve) => {
    execFile(program, args, { timeout: commandMs, maxBuffer: mostBytes, windowsHide: true }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : null
      resolve({ code, out: `${stdout}${stderr}`.trim() })
    })
  })

/** `null`: there is none. Throws what the system says. */
async function textAt({ file, encoding }: StartPlan): Promise<string | null> {
  try {
    if ((await stat(file)).size > mostBytes) return ''
    return (await readFile(file, encoding)).replace(/^\ufeff/, '')
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null
    throw new AppError('folder_unreadable', file)
  }
}

const none: Autostart = { kind: 'none', state: 'absent', file: '', text: '', seal: '', commands: [], linger: null }

/** `null`: this system has no way, or no file of it can hold these paths. */
function planOf({ profileFolder: profile, consoleProgram, scope, user, ...given }: AutostartOptions): StartPlan | null {
  const [program, ...args] = consoleProgram
  const xdg = process.env.XDG_CONFIG_HOME ?? ''
  const where = {
    platform: given.platform ?? process.platform,
    home: given.home ?? homedir(),
    configHome: given.home === undefined && isAbsolute(xdg) ? xdg : null,
    scope,
  }
  if (!isAbsolute(program)) return null
  const command = [program, ...args, 'serve', '--profile', profile] as const
  try {
    return startPlan({ command, profile, name: `smeshdesk-${hashText(profile).slice(0, 8)}`, user: scope === 'user' ? null : user }, where)
  } catch (error) {
    if (error instanceof AppError) return null
    throw error
  }
}

/** Starts at login, or with the computer: shown, written, and taken back. A file that anybody changed is neither replaced nor removed. */
class OwnAutostart {
  readonly #plan: StartPlan | null
  readonly #run: Run
  readonly #turns = inTurn()

  constructor(options: AutostartOptions) {
    this.#plan = planOf(options)
    this.#run = options.run ?? runCommand
  }

  async #stateOf(plan: StartPlan): Promise<Autostart['state']> {
    const found = await textAt(plan)
    if (found === null) return 'absent'
    if (sealOf(found) === null) return 'changed'
    if (found !== plan.text) return 'outdated'
    if (plan.isOn === null) return 'on'
    const { code } = await this.#run(plan.isOn)
    return code === null ? 'unknown' : code === 0 ? 'on' : 'off'
  }

  async #linger({ kind }: StartPlan): Promise<Autostart['linger']> {
    if (kind !== 'systemd-user') return null
    const { code, out } = await this.#run(['loginctl', 'show-user', userInfo().username, '--property=Linger'])
    // Of a user who is not logged in nothing is told, and then nothing lingers either.
    return code === null ? 'unknown' : /Linger=yes/.test(out) ? 'on' : 'off'
  }

  async show(): Promise<Autostart> {
    const plan = this.#plan
    if (plan === null) return none
    const state = await this.#stateOf(plan).catch(() => 'unknown' as const)
    const { kind, file, text } = plan
    const commands = plan.install.map((command) => [...command])
    return { kind, state, file, text, seal: sealOf(text) ?? '', commands, linger: await this.#linger(plan) }
  }

  async #all(commands: readonly Command[]): Promise<void> {
    for (const command of commands) {
      const { code, out } = await this.#run(command)
      if (code !== 0) throw new AppError('start_failed', `${command.join(' ')}: ${out || String(code)}`)
    }
  }

  /** Throws `not_allowed` for what is not as it was written. */
  async #ours(plan: StartPlan): Promise<Autostart['state']> {
    const state = await this.#stateOf(plan)
    if (state === 'changed') throw new AppError('not_allowed', saw('changed-by-hand', plan.file))
    return state
  }

  /** Writes what was shown, by its seal. Throws `plan_changed`, `not_allowed`, `folder_unreadable`, `start_failed`. */
  install(seal: string): Promise<Autostart> {
    return this.#turns.run(async () => {
      const plan = this.#plan
      if (plan === null) throw new AppError('not_allowed')
      if (seal !== sealOf(plan.text)) throw new AppError('plan_changed')
      const replace = (await this.#ours(plan)) !== 'absent'
      await mkdir(dirname(plan.file), { recursive: true })
      const content = plan.encoding === 'utf8' ? plan.text : Buffer.from(`\ufeff${plan.text}`, 'utf16le')
      await putFile(plan.file, content, { replace, mode: 0o644 })
      await this.#all(plan.install)
      return this.show()
    })
  }

  /** Takes back what was written; what runs goes on. Throws `not_found`, `not_allowed`, `folder_unreadable`, `start_failed`. */
  remove(): Promise<Autostart> {
    return this.#turns.run(async () => {
      const plan = this.#plan
      if (plan === null || (await this.#ours(plan)) === 'absent') throw new AppError('not_found')
      await this.#all(plan.remove)
      await rm(plan.file)
      await this.#all(plan.removed)
      return this.show()
    })
  }
}

export type HeldAutostart = Pick<OwnAutostart, keyof OwnAutostart>

export const createAutostart = (options: AutostartOptions): HeldAutostart => new OwnAutostart(options)
