import { join } from 'node:path'
import { AppError } from '../contract/errors.ts'
import type { RigState } from '../contract/model/rig.ts'
import { saw } from '../contract/seen.ts'
import type { CoreOptions } from '../core.ts'
import { type Faults, faultLog, inTurn } from '../faults/index.ts'
import type { ProfileOwner } from '../migration/index.ts'
import type { Mirror } from '../rpc/index.ts'
import { restoreSettings, settingsFileOf } from '../settings/index.ts'
import { seen } from '../verdict/index.ts'
import { openBefore } from './open-before.io.ts'
import { openPlayground, type Playground } from './playground.io.ts'
import { createPublisher, type Publisher } from './publisher.io.ts'
import { createRigLine, type RigLine } from './rig-line.ts'
import { problemOf } from './rig-problem.ts'
import type { Open } from './rigs.ts'
import { openSession, type Session } from './session.io.ts'
import { startPrograms, stopPrograms } from './simulated-programs.io.ts'
import { removeSimulatedRig, writeSimulatedRig } from './simulated-rig.io.ts'

/** Which rig is open: none yet, the simulated one, or the user's own. One at a time. */
class OpenRigs {
  readonly #options: CoreOptions
  readonly #owner: ProfileOwner
  readonly #line: RigLine
  readonly #faults: Faults
  readonly #mirror: Mirror
  readonly #publisher: Publisher
  readonly #open: Open = { session: null, playground: null, kind: 'none' }
  readonly #simulated: string
  readonly #turns = inTurn()
  readonly #closing = new AbortController()
  readonly profileFolder: string

  constructor(options: CoreOptions, mirror: Mirror, owner: ProfileOwner) {
    this.#options = options
    this.#owner = owner
    this.profileFolder = options.profileFolder
    this.#faults = faultLog(options.platform.log)
    this.#mirror = mirror
    this.#simulated = join(options.profileFolder, 'simulated')
    this.#line = createRigLine(mirror, options.profileFolder)
    const failed = (error: unknown) => this.#line.notShown(this.#faults.tell('the rows of the rig', error).reference)
    const heard = { failed, went: () => this.#line.shown() }
    this.#publisher = createPublisher(mirror, heard)
  }

  #say(change: Partial<RigState>): void {
    this.#line.say({ kind: this.#open.kind, ...change })
    if (!this.#closing.signal.aborted) this.#publisher.soon()
  }

  async #openFolder(folder: string, kind: 'own' | 'simulated'): Promise<Session> {
    const { version, platform } = this.#options
    const changed = () => this.#publisher.soon()
    const session = await openSession({ folder, version, log: platform.log, faults: this.#faults, changed, owner: this.#owner })
    this.#open.session = session
    this.#open.kind = kind
    // Also what no page has asked for: a network that is made settles what its rig is.
    if (kind === 'own') session.settings.onChange(async () => this.#sayKind(session))
    this.#publisher.follow(session.rows)
    const failed = (error: unknown) => void this.#faults.tell('the playground’s clock', error)
    const told = () => this.#mirror.state().rig.simulation !== null && this.#sayPlayground()
    const playground = { folder, consoleProgram: platform.consoleProgram, session, changed: told, closing: this.#closing.signal, failed }
    if (kind === 'simulated' && this.#owner.isOurs()) {
      const opened = await openPlayground(playground)
      this.#open.playground = opened
      if (opened !== null) this.#publisher.follow(session.rows, (clock) => opened.shown(clock))
    }
    this.#say({ settingsFile: settingsFileOf(folder), editable: folder !== this.#simulated, problem: null })
    this.#publisher.now()
    return session
  }

  #sayPlayground(): void {
    this.#say({ simulation: this.#open.playground?.simulation() ?? null })
    this.#publisher.now()
  }

  openBefore(): Promise<void> {
    return this.#behindThePage(async () => {
      this.#say({ starting: { step: 'opening', done: 0, of: 1 } })
      const before = await openBefore(this.#options.profileFolder, this.#simulated)
      if (before !== null) await this.#openFolder(before.folder, before.kind)
      this.#sayPlayground()
    })
  }

  /** Puts a kept version in the place of settings that can't be read, and opens the rig. Throws `not_allowed`, `not_found`. */
  async restoreSettings(name: string): Promise<void> {
    await this.#turns.run(async () => {
      this.#checkOpen()
      if (this.#open.session !== null) throw new AppError('not_allowed')
      await restoreSettings(this.#options.profileFolder, name)
      this.#say({ problem: null })
    })
    void this.openBefore()
  }

  /** Throws `not_allowed` while no rig is open. */
  session(): Session {
    if (this.#open.session === null) throw new AppError('not_allowed')
    return this.#open.session
  }

  /** The same, to act on it. Throws `profile_in_use` too, once the profile may be another's. */
  acting(): Session {
    this.#checkOpen()
    return this.session()
  }

  /** How the simulated rig runs. Throws `not_running` while none is ready. */
  playground(): Playground {
    this.#checkOpen()
    if (this.#open.playground === null || this.#turns.busy()) throw new AppError('not_running')
    return this.#open.playground
  }

  /** Acts on the user's own rig, opened when it was not, in turn with all else. Throws `simulated_and_real` while the playground is open. */
  async withOwn<T>(act: (session: Session) => Promise<T>): Promise<T> {
    this.#checkOpen()
    return this.#turns.run(async () => {
      this.#checkOpen()
      if (this.#open.session?.settings.folder === this.#simulated) throw new AppError('simulated_and_real')
      const session = this.#open.session ?? (await this.#openFolder(this.#options.profileFolder, 'own'))
      try {
        return await act(session)
      } finally {
        this.#sayKind(session)
      }
    })
  }

  /** Acts on the rig that is open, in turn with every change of its settings. Throws `not_allowed` while none is. */
  withOpen<T>(act: (session: Session) => Promise<T>): Promise<T> {
    return this.#turns.run(async () => act(this.acting()))
  }

  /** The first entry of an own rig decides whether it is simulated. */
  #sayKind(session: Session): void {
    const kind = session.settings.current().simulated ? 'simulated' : 'own'
    if (kind !== this.#open.kind) {
      this.#open.kind = kind
      this.#say({})
    }
    this.#publisher.soon()
  }

  #checkOpen(): void {
    if (this.#closing.signal.aborted) throw new AppError('not_allowed', saw('closing'))
    if (this.#owner.isOurs()) return
    this.lose()
    throw new AppError('profile_in_use', this.profileFolder, { reason: 'taken' })
  }

  /** The profile may be another's: from now on this one only shows what it saw, and says why. May be repeated. */
  lose(): void {
    if (!this.#line.lose()) return
    this.#open.session?.lose().catch((error: unknown) => void this.#faults.tell('the loss of the profile', error))
  }

  /** A person has seen this alert. Durable when it returns. Throws `not_found` when it is not open. */
  async acknowledge(alert: string): Promise<void> {
    await seen(this.acting().kept, this.#mirror.state().alerts[alert])
    this.#publisher.soon()
  }

  startSimulated(): void {
    this.#checkOpen()
    if (this.#open.kind === 'own') throw new AppError('simulated_and_real')
    if (this.#turns.busy() || this.#open.session !== null) throw new AppError('already_running')
    void this.#behindThePage(() => this.#makeSimulated())
  }

  stopSimulated(): void {
    this.#checkOpen()
    const { session, kind } = this.#open
    if (kind !== 'simulated' || session?.settings.folder !== this.#simulated) throw new AppError('not_running')
    void this.#behindThePage(async () => {
      // Asked twice, or ended since by what ran before it.
      if (this.#open.session === session) await this.#endSimulated(session)
    })
  }

  /** In turn, after what was asked for before; its failure becomes the rig's problem. */
  #behindThePage(act: () => Promise<void>): Promise<void> {
    return this.#turns.run(async () => {
      try {
        if (!this.#closing.signal.aborted) await act()
      } catch (error) {
        if (this.#closing.signal.aborted) return
        this.#options.platform.log(`the rig: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
        // A start that fails leaves its reason on the screen, and the file as it is.
        this.#say({ problem: problemOf(error, settingsFileOf(this.profileFolder)) })
      } finally {
        this.#say({ starting: null })
      }
    })
  }

  async #makeSimulated(): Promise<void> {
    const step = (name: string, done: number) => this.#say({ starting: { step: name, done, of: 5 }, problem: null })
    await writeSimulatedRig({ folder: this.#simulated, consoleProgram: this.#options.platform.consoleProgram }, step)
    await startPrograms(await this.#openFolder(this.#simulated, 'simulated'), { step, closing: this.#closing.signal })
    await this.#open.playground?.openFirstGap(step)
    this.#sayPlayground()
  }

  async #endSimulated(session: Session): Promise<void> {
    this.#say({ starting: { step: 'stopping', done: 0, of: 1 } })
    this.#open.playground?.close()
    await stopPrograms(session)
    await session.close()
    Object.assign(this.#open, { session: null, playground: null, kind: 'none' } satisfies Open)
    this.#publisher.follow(null)
    this.#say({ editable: true, simulation: null, settingsFile: settingsFileOf(this.#options.profileFolder) })
    this.#publisher.now()
    await removeSimulatedRig(this.#simulated)
  }

  /** What runs ends first, moves after their step; nothing that was asked for begins any more. */
  async close(): Promise<void> {
    this.#closing.abort()
    // A move rests at once, whatever else is under way; a command that runs may still open a session.
    await this.#open.session?.migration.close()
    await this.#turns.run(async () => {
      this.#publisher.stop()
      this.#open.playground?.close()
      await this.#open.session?.close()
    })
  }
}

export type Rigs = Omit<Pick<OpenRigs, keyof OpenRigs>, 'openBefore'>

/** Opens, behind the page's back, what was open before; settings that can't be read are a problem on the screen, not the end of the app. */
export function openRigs(options: CoreOptions, mirror: Mirror, owner: ProfileOwner): Rigs {
  const rigs = new OpenRigs(options, mirror, owner)
  void rigs.openBefore()
  return rigs
}
