import { join } from 'node:path'
import { AppError } from '../contract/errors.ts'
import type { RigState } from '../contract/model/rig.ts'
import type { CoreOptions } from '../core.ts'
import type { Mirror } from '../rpc/index.ts'
import { readSettings, settingsFileOf } from '../settings/index.ts'
import { createPublisher, noRows, type Publisher } from './publisher.io.ts'
import { openSession, type Session } from './session.io.ts'
import { startPrograms, stillRuns, stopPrograms } from './simulated-programs.io.ts'
import { hasSimulatedRig, writeSimulatedRig } from './simulated-rig.io.ts'

/** Which rig is open: none yet, the simulated one, or the user's own. One at a time. */
export interface Rigs {
  /** Throws `not_allowed` while no rig is open. */
  session(): Session
  /** The user's own rig, opened when it was not. Throws `simulated_and_real` while a simulated one is open. */
  ownSession(): Promise<Session>
  startSimulated(): void
  stopSimulated(): void
  /** The settings changed: opens an own rig that has something to show. */
  changed(): void
  close(): Promise<void>
}

interface Open {
  session: Session | null
  kind: RigState['kind']
  busy: boolean
}

/** The rig's line of the state; a shell's facts and the profile never change. */
export const firstRigState = ({ profileFolder, platform, version }: CoreOptions): RigState => ({
  kind: 'none',
  profile: profileFolder,
  settingsFile: settingsFileOf(profileFolder),
  version,
  host: platform.host,
  starting: null,
  problem: null,
})

class OpenRigs implements Rigs {
  readonly #options: CoreOptions
  readonly #mirror: Mirror
  readonly #publisher: Publisher
  readonly #open: Open = { session: null, kind: 'none', busy: false }
  readonly #simulated: string
  #turn: Promise<void> = Promise.resolve()

  constructor(options: CoreOptions, mirror: Mirror) {
    this.#options = options
    this.#mirror = mirror
    this.#simulated = join(options.profileFolder, 'simulated')
    this.#publisher = createPublisher(mirror, () => this.#open.session?.rows() ?? noRows)
  }

  #say(change: Partial<RigState>): void {
    this.#mirror.update({ rig: { ...this.#mirror.state().rig, kind: this.#open.kind, ...change } })
  }

  async #openFolder(folder: string, kind: 'own' | 'simulated'): Promise<Session> {
    const { version, platform } = this.#options
    const session = await openSession({ folder, version, log: platform.log, changed: () => this.#publisher.soon() })
    this.#open.session = session
    this.#open.kind = kind
    this.#say({ settingsFile: settingsFileOf(folder), problem: null })
    this.#publisher.now()
    return session
  }

  openBefore(): Promise<void> {
    return this.#alone(async () => {
      this.#say({ starting: { step: 'opening', done: 0, of: 1 } })
      await this.#openAtStart()
    })
  }

  /** What was open before: an own rig from its settings, or a simulated one whose programs still run. */
  async #openAtStart(): Promise<void> {
    const { profileFolder } = this.#options
    const settings = await readSettings(profileFolder)
    if (settings !== null && settings.nodes.length + settings.services.length > 0)
      await this.#openFolder(profileFolder, settings.simulated ? 'simulated' : 'own')
    else if ((await hasSimulatedRig(this.#simulated)) && (await stillRuns(this.#simulated)))
      await this.#openFolder(this.#simulated, 'simulated')
  }

  /** A start that fails leaves a sentence on the screen, and the file as it is. */
  #problem(error: unknown): void {
    this.#say({ problem: error instanceof Error ? error.message : String(error) })
  }

  session(): Session {
    if (this.#open.session === null) throw new AppError('not_allowed', 'no rig is open')
    return this.#open.session
  }

  async ownSession(): Promise<Session> {
    await this.#turn
    if (this.#open.kind === 'simulated') throw new AppError('simulated_and_real', 'a simulated rig is open')
    return this.#open.session ?? this.#openFolder(this.#options.profileFolder, 'own')
  }

  changed(): void {
    this.#publisher.soon()
  }

  startSimulated(): void {
    if (this.#open.kind === 'own') throw new AppError('simulated_and_real', 'your own rig is open')
    if (this.#open.busy || this.#open.session !== null) throw new AppError('already_running', 'a simulated rig runs or is on its way')
    void this.#alone(() => this.#makeSimulated())
  }

  stopSimulated(): void {
    const { session, kind } = this.#open
    if (kind !== 'simulated' || session === null || session.settings.folder !== this.#simulated)
      throw new AppError('not_running', 'no simulated rig is open')
    void this.#alone(() => this.#endSimulated(session))
  }

  /** One opening or closing at a time; its failure becomes the rig's problem. */
  #alone(act: () => Promise<void>): Promise<void> {
    if (!this.#open.busy) this.#turn = this.#busyWith(act)
    return this.#turn
  }

  async #busyWith(act: () => Promise<void>): Promise<void> {
    this.#open.busy = true
    try {
      await act()
    } catch (error) {
      this.#options.platform.log(`the rig: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
      this.#problem(error)
    } finally {
      this.#open.busy = false
      this.#say({ starting: null })
    }
  }

  async #makeSimulated(): Promise<void> {
    const step = (name: string, done: number) => this.#say({ starting: { step: name, done, of: 4 }, problem: null })
    step('data', 0)
    await writeSimulatedRig({ folder: this.#simulated, consoleProgram: this.#options.platform.consoleProgram })
    step('network', 1)
    const session = await this.#openFolder(this.#simulated, 'simulated')
    await startPrograms(session, step)
  }

  async #endSimulated(session: Session): Promise<void> {
    this.#say({ starting: { step: 'stopping', done: 0, of: 1 } })
    await stopPrograms(session)
    await session.close()
    this.#open.session = null
    this.#open.kind = 'none'
    this.#publisher.now()
  }

  async close(): Promise<void> {
    await this.#turn
    this.#publisher.stop()
    await this.#open.session?.close()
  }
}

/** Opens, behind the page's back, what was open before; settings that can't be read are a problem on the screen, not the end of the app. */
export function openRigs(options: CoreOptions, mirror: Mirror): Rigs {
  const rigs = new OpenRigs(options, mirror)
  void rigs.openBefore()
  return rigs
}
