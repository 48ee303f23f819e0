import { endConsent, stopConsent } from '../contract/consent.ts'
import { AppError } from '../contract/errors.ts'
import type { RigName } from '../contract/model/basics.ts'
import type { ServiceRow, SlotRow } from '../contract/model/rig.ts'
import { saw } from '../contract/seen.ts'
import { type Faults, faultLog, guarded } from '../faults/index.ts'
import { askStatus } from '../post/index.ts'
import type { Settings } from '../settings/index.ts'
import { asksToRun, batchOf, refusalOf, refused } from './decide.ts'
import { kindOf } from './kinds.ts'
import type { LiveSlot } from './live-slot.io.ts'
import { memoryNow } from './memory.io.ts'
import { Observer } from './observer.io.ts'
import type { ProcessLook } from './process-look.io.ts'
import { openGate, type ProgramDeps, type ProgramGate, type StopRequest } from './program-spec.ts'
import type { ProgramsOptions, StartOptions, StopOptions } from './programs.io.ts'
import type { Owner, SlotKey } from './slot.ts'
import { SlotTable } from './slot-table.io.ts'
import type { SlotProcess } from './standing.io.ts'
import { type Begin, Surroundings } from './surroundings.io.ts'

const person: Owner = { person: true }
const agreedGraceMs = 5_000

/** The programs of the rig on this machine: started, watched, adopted, stopped, held. One for each profile. */
class RigPrograms {
  readonly #table: SlotTable
  readonly #around: Surroundings
  readonly #observer: Observer
  readonly #changed: () => void
  readonly #listeners = new Set<() => void>()
  readonly #tickMs: number
  readonly #faults: Faults
  readonly #mayAct: () => boolean
  readonly #gate: ProgramGate
  #timer: ReturnType<typeof setInterval> | null = null
  #looking: Promise<void> = Promise.resolve()
  #busy = false

  constructor(options: ProgramsOptions) {
    const log = options.log ?? (() => undefined)
    this.#faults = faultLog(log)
    const changed = (): void => {
      for (const listener of this.#listeners) guarded(listener, this.#failed('telling of programs'))()
    }
    const deps: ProgramDeps = {
      profileFolder: options.profileFolder,
      now: options.now ?? Date.now,
      random: options.random ?? Math.random,
      log,
      mayAct: options.mayAct ?? (() => true),
      faults: this.#faults,
      changed,
      gate: options.gate ?? openGate,
      memory: options.memory ?? memoryNow,
    }
    this.#table = new SlotTable(options.settings, deps)
    this.#changed = changed
    this.#gate = deps.gate
    this.#around = new Surroundings(this.#table, deps)
    this.#observer = new Observer(this.#table, this.#around, deps)
    this.#tickMs = options.tickMs ?? 1_000
    this.#mayAct = deps.mayAct
  }

  /** Reads the slots, adopts what still runs, and begins to watch. Called once. */
  async open(): Promise<void> {
    await this.#table.open()
    await this.#look()
    if (!this.#mayAct()) await this.#observer.lookAtLogs()
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
    await this.#around.lockFolders()
    await this.#around.lookAtProcesses()
    await this.#around.askOperators()
    this.#changed()
  }

  /** Of the PoST services. */
  readonly rows = (): readonly ServiceRow[] => this.#observer.rows()

  /** Of any program, by its process and its entry alone; `null` when there is no such slot. */
  readonly slot = (key: SlotKey): SlotRow | null => this.#observer.slot(key)

  /** Whether a process stands in a slot's place, whoever started it, by the last look: without all else that its row says. */
  readonly isUp = (key: SlotKey): boolean => {
    const slot = this.#table.find(key)
    return slot !== null && (slot.record.run !== null || slot.externalPid !== null)
  }

  /** Called after any change; returns the way to stop listening. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Throws `not_found`, `held_by_migration`, `already_running`, `program_missing`, `start_failed`, `hash_mismatch`. */
  async start(key: SlotKey, { by = person }: StartOptions = {}): Promise<void> {
    const slot = this.#table.slot(key)
    const desired = asksToRun(by)
    await this.#around.starting(slot, desired, (around) => slot.start(desired, around)).finally(this.#changed)
  }

  async #isProving(slot: LiveSlot): Promise<boolean> {
    const { key, operatorAddress } = slot.spec
    const answer = operatorAddress === null ? null : await askStatus(operatorAddress)
    if (answer?.kind === 'answer') return answer.value.kind !== 'idle'
    return kindOf(key.kind).loses(await this.#observer.lifeOf(slot))
  }

  /** Throws `consent_mismatch` when stopping it now loses a proof and the words were not given. */
  async #checkConsent(slot: LiveSlot, { by = person, words }: StopOptions): Promise<void> {
    const { key } = slot.spec
    if (batchOf(by) !== null || words === (slot.outlasted ? endConsent(key.name) : stopConsent(key.name))) return
    if (slot.record.run !== null && (await this.#isProving(slot))) throw new AppError('consent_mismatch', saw('proof-lost', key.name))
  }

  /** A node that had its time and runs on is ended at once by a person's word for just that, never otherwise. */
  #howToStop({ spec: { key }, outlasted }: LiveSlot, { by = person, words, graceMs, hard }: StopOptions): StopRequest {
    const kind = kindOf(key.kind)
    const agreed = outlasted && words === endConsent(key.name)
    return {
      graceMs: graceMs ?? (agreed ? agreedGraceMs : kind.graceMs),
      hard: agreed || (hard ?? kind.hard),
      by,
    }
  }

  /**
   * Throws `not_found`, `held_by_migration`, `not_running`, `consent_mismatch`, `stop_failed`.
   * A process that somebody else started is stopped for a batch only, and only one that a person agreed to by its identity.
   */
  async stop(key: SlotKey, options: StopOptions = {}): Promise<void> {
    const slot = this.#table.slot(key)
    const batch = batchOf(options.by ?? person)
    this.#table.checkHold(key, batch)
    await this.#checkConsent(slot, options)
    const how = this.#howToStop(slot, options)
    const agreed = batch === null ? [] : (options.agreed ?? [])
    const ended = agreed.length > 0 && (await this.#around.stopExternal(slot, how, agreed).finally(this.#changed))
    if (ended && slot.record.run === null) return
    await slot.stop(how)
    await this.#around.lookAtProcesses()
    this.#changed()
  }

  /**
   * What runs in the slot's place now, our own run first, then what others have started. `look`: where one at all processes was just taken. Throws
   * `not_found`.
   */
  standing(key: SlotKey, look?: ProcessLook): Promise<readonly SlotProcess[]> {
    return this.#around.standing(this.#table.slot(key), look)
  }

  /** One act: what may not be started again, or does not end, is left as it is. Throws what `stop` and `start` throw. */
  async restart(key: SlotKey, options: Omit<StopOptions, 'by'> = {}): Promise<void> {
    const slot = this.#table.slot(key)
    this.#table.checkHold(key, null)
    if (slot.record.run === null) throw new AppError('not_running', key.name)
    await this.#checkConsent(slot, options)
    // Asked before anything is stopped: what may not be started again stays as it runs.
    const refusal = refusalOf(slot.facts({ around: await this.#around.look(slot).finally(this.#changed) }))
    if (refusal !== null) throw refused(refusal)
    await this.#gate.prove(slot.spec.program ?? '')
    const starting = (begin: Begin) => this.#around.starting(slot, asksToRun(person), begin)
    await slot.restart(this.#howToStop(slot, options), starting).finally(this.#changed)
  }

  /** Durable when it returns: until released nothing but the batch starts these slots, also after a restart of the app. */
  readonly hold = (batch: string, keys: readonly SlotKey[]): Promise<void> => this.#table.hold(batch, keys)

  readonly release = (batch: string): Promise<void> => this.#table.release(batch)

  /** Which slots each batch holds; `null`: the file of holds can't be read, and every slot counts as held. */
  readonly holds = (): Readonly<Record<string, readonly SlotKey[]>> | null => this.#table.holds()

  /** What the running service is at, in one word (`lifePhase` of the room post); `null` when it does not run. */
  readonly phase = (name: RigName): string | null => this.#observer.phase(name)

  /** The file that a slot's program writes to. */
  readonly logFile = (key: SlotKey): string => this.#table.slot(key).spec.logFile

  /** Stops watching. What runs goes on. */
  async close(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer)
    this.#timer = null
    await this.#looking
    this.#listeners.clear()
    await Promise.all(this.#table.all().map((slot) => slot.close()))
    await this.#around.locks.close()
  }
}

export type Programs = Pick<RigPrograms, keyof RigPrograms>

/** The programs of a profile on this machine (docs/protocol.md §14). Nothing happens before `open`. */
export const createPrograms = (options: ProgramsOptions): Programs => new RigPrograms(options)
