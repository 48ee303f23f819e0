import { endConsent, stopConsent } from '../contract/consent.ts'
import { AppError } from '../contract/errors.ts'
import type { RigName } from '../contract/model/basics.ts'
import type { ServiceRow, SlotRow } from '../contract/model/rig.ts'
import { type Faults, faultLog, guarded } from '../faults/index.ts'
import { askStatus } from '../post/index.ts'
import type { Settings } from '../settings/index.ts'
import { kindOf } from './kinds.ts'
import type { LiveSlot } from './live-slot.io.ts'
import { Observer } from './observer.io.ts'
import type { ProcessIdentity } from './process-identity.io.ts'
import type { SlotDeps, StopRequest } from './program-spec.ts'
import type { SlotKey } from './slot.ts'
import { SlotTable } from './slot-table.io.ts'
import type { SlotProcess } from './standing.io.ts'
import { Surroundings } from './surroundings.io.ts'

export interface ServicesOptions {
  readonly profileFolder: string
  /** With absolute paths (`resolvePaths`). */
  readonly settings: Settings
  readonly now?: () => number
  readonly random?: () => number
  readonly log?: (line: string) => void
  /** Whether the profile is still ours: otherwise nothing is looked after, and nothing started. */
  readonly mayAct?: () => boolean
  /** Milliseconds between two looks; 1,000 when not given. */
  readonly tickMs?: number
}

export interface StartOptions {
  /** The batch that holds the slot may start it; nobody else may. */
  readonly batch?: string
}

export interface StopOptions extends StartOptions {
  /** Must be what its row says (`stopWords`) when the service is proving; a batch has its own consent. */
  readonly words?: string
  /** Processes that others have started and that a person agreed to end: for a batch only. */
  readonly agreed?: readonly ProcessIdentity[]
  /** Milliseconds after SIGTERM; what its kind needs (`kinds`), when not given. */
  readonly graceMs?: number
  /** Kill after the grace: as its kind allows, when not given. */
  readonly hard?: boolean
}

/** The programs of the rig on this machine: started, watched, adopted, stopped, held. One for each profile. */
export interface Services {
  /** Reads the slots, adopts what still runs, and begins to watch. Called once. */
  open(): Promise<void>
  setSettings(settings: Settings): Promise<void>
  rows(): readonly ServiceRow[]
  node(name: RigName): SlotRow | null
  /** Called after any change; returns the way to stop listening. */
  onChange(listener: () => void): () => void
  /** Throws `not_found`, `held_by_migration`, `already_running`, `program_missing`, `start_failed`. */
  start(key: SlotKey, options?: StartOptions): Promise<void>
  /**
   * Throws `not_found`, `held_by_migration`, `not_running`, `consent_mismatch`, `stop_failed`.
   * A process that somebody else started is stopped for a batch only, and only one that a person agreed to by its identity.
   */
  stop(key: SlotKey, options?: StopOptions): Promise<void>
  /** What runs in the slot's place now, our own run first, then what others have started. Throws `not_found`. */
  standing(key: SlotKey): Promise<readonly SlotProcess[]>
  /** One act: what may not be started again, or does not end, is left as it is. Throws what `stop` and `start` throw. */
  restart(key: SlotKey, options?: Omit<StopOptions, 'batch'>): Promise<void>
  /** Durable when it returns: until released nothing but the batch starts these slots, also after a restart of the app. */
  hold(batch: string, keys: readonly SlotKey[]): Promise<void>
  release(batch: string): Promise<void>
  /** Which slots each batch holds; `null`: the file of holds can't be read, and every slot counts as held. */
  holds(): Readonly<Record<string, readonly SlotKey[]>> | null
  /** What the running service is at, in one word (`lifePhase` of the room post); `null` when it does not run. */
  phase(name: RigName): string | null
  /** The file that a slot's program writes to. */
  logFile(key: SlotKey): string
  /** Stops watching. What runs goes on. */
  close(): Promise<void>
}

const agreedGraceMs = 5_000

class RigServices implements Services {
  readonly #table: SlotTable
  readonly #around: Surroundings
  readonly #observer: Observer
  readonly #changed: () => void
  readonly #listeners = new Set<() => void>()
  readonly #tickMs: number
  readonly #faults: Faults
  readonly #mayAct: () => boolean
  #timer: ReturnType<typeof setInterval> | null = null
  #looking: Promise<void> = Promise.resolve()
  #busy = false

  constructor(options: ServicesOptions) {
    const log = options.log ?? (() => undefined)
    this.#faults = faultLog(log)
    const changed = (): void => {
      for (const listener of this.#listeners) guarded(listener, this.#failed('telling of programs'))()
    }
    const deps: Omit<SlotDeps, 'heldBy'> = {
      profileFolder: options.profileFolder,
      now: options.now ?? Date.now,
      random: options.random ?? Math.random,
      log,
      faults: this.#faults,
      changed,
    }
    this.#table = new SlotTable(options.settings, deps)
    this.#changed = changed
    this.#around = new Surroundings(this.#table, deps.now)
    this.#observer = new Observer(this.#table, this.#around, deps)
    this.#tickMs = options.tickMs ?? 1_000
    this.#mayAct = options.mayAct ?? (() => true)
  }

  async open(): Promise<void> {
    await this.#table.open()
    await this.#look()
    // A process that only watches must not keep the app from ending.
    this.#timer = setInterval(() => this.#tick(), this.#tickMs).unref()
  }

  #tick(): void {
    if (this.#busy || !this.#mayAct()) return
    this.#busy = true
    this.#looking = this.#observer
      .tick()
      .catch(this.#failed('the look at programs'))
      .finally(() => {
        this.#busy = false
      })
  }

  #failed(source: string): (error: unknown) => void {
    return (error) => void this.#faults.tell(source, error)
  }

  async setSettings(settings: Settings): Promise<void> {
    await this.#table.setSettings(settings)
    await this.#look()
  }

  async #look(): Promise<void> {
    await this.#around.lookAtFolders()
    await this.#around.lookAtProcesses()
    await this.#around.askOperators()
    this.#changed()
  }

  rows(): readonly ServiceRow[] {
    return this.#observer.rows()
  }

  node(name: RigName): SlotRow | null {
    return this.#observer.slot({ kind: 'node', name })
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  async start(key: SlotKey, { batch }: StartOptions = {}): Promise<void> {
    const slot = this.#table.slot(key)
    this.#table.checkHold(key, batch ?? null)
    await this.#around.starting(slot, () => slot.start(batch ?? null, 'person')).finally(this.#changed)
  }

  async #isProving(slot: LiveSlot): Promise<boolean> {
    const { key, operatorAddress } = slot.spec
    const answer = operatorAddress === null ? null : await askStatus(operatorAddress)
    if (answer?.kind === 'answer') return answer.value.kind !== 'idle'
    return kindOf(key.kind).loses(await this.#observer.lifeOf(slot))
  }

  /** Throws `consent_mismatch` when stopping it now loses a proof and the words were not given. */
  async #checkConsent(slot: LiveSlot, { batch, words }: StopOptions): Promise<void> {
    const { key } = slot.spec
    if (batch !== undefined || words === (slot.outlasted ? endConsent(key.name) : stopConsent(key.name))) return
    if (slot.record.run !== null && (await this.#isProving(slot)))
      throw new AppError('consent_mismatch', `${key.name} is proving: what it has computed would be lost`)
  }

  /** A node that had its time and runs on is ended at once by a person's word for just that, never otherwise. */
  #howToStop({ spec: { key }, outlasted }: LiveSlot, { batch, words, graceMs, hard }: StopOptions): StopRequest {
    const kind = kindOf(key.kind)
    const agreed = outlasted && words === endConsent(key.name)
    return {
      graceMs: graceMs ?? (agreed ? agreedGraceMs : kind.graceMs),
      hard: agreed || (hard ?? kind.hard),
      by: batch === undefined ? 'person' : 'batch',
    }
  }

  async stop(key: SlotKey, options: StopOptions = {}): Promise<void> {
    const slot = this.#table.slot(key)
    this.#table.checkHold(key, options.batch ?? null)
    await this.#checkConsent(slot, options)
    const how = this.#howToStop(slot, options)
    const agreed = options.batch === undefined ? [] : (options.agreed ?? [])
    const ended = agreed.length > 0 && (await this.#around.stopExternal(slot, how, agreed).finally(this.#changed))
    if (ended && slot.record.run === null) return
    await slot.stop(how)
    await this.#around.lookAtProcesses()
    this.#changed()
  }

  standing(key: SlotKey): Promise<readonly SlotProcess[]> {
    return this.#around.standing(this.#table.slot(key))
  }

  async restart(key: SlotKey, options: Omit<StopOptions, 'batch'> = {}): Promise<void> {
    const slot = this.#table.slot(key)
    this.#table.checkHold(key, null)
    if (slot.record.run === null) throw new AppError('not_running', `${key.name} does not run as ours`)
    await this.#checkConsent(slot, options)
    // Asked before anything is stopped: what may not be started again stays as it runs.
    await this.#around.checkStart(slot).finally(this.#changed)
    await slot.restart(this.#howToStop(slot, options), (begin) => this.#around.starting(slot, begin)).finally(this.#changed)
  }

  hold(batch: string, keys: readonly SlotKey[]): Promise<void> {
    return this.#table.hold(batch, keys)
  }

  release(batch: string): Promise<void> {
    return this.#table.release(batch)
  }

  holds(): Readonly<Record<string, readonly SlotKey[]>> | null {
    return this.#table.holds()
  }

  phase(name: RigName): string | null {
    return this.#observer.phase(name)
  }

  logFile(key: SlotKey): string {
    return this.#table.slot(key).spec.logFile
  }

  async close(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer)
    this.#timer = null
    await this.#looking
    this.#listeners.clear()
    await Promise.all(this.#table.all().map((slot) => slot.close()))
  }
}

/** The services (and nodes) of a profile on this machine (docs/protocol.md §14). Nothing happens before `open`. */
export const createServices = (options: ServicesOptions): Services => new RigServices(options)
