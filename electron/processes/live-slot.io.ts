import { AppError } from '../contract/errors.ts'
import { endingOf } from '../contract/model/endings.ts'
import { inTurn } from '../faults/index.ts'
import { type Around, asksToRun, closedBy, type Desired, decide, desiredOf, refused, type SlotFacts } from './decide.ts'
import { nameEnding } from './ending.io.ts'
import { kindOf } from './kinds.ts'
import { newRun } from './new-run.io.ts'
import { identifyProcess, isSameProcess, type ProcessIdentity } from './process-identity.io.ts'
import { findByEnvironment } from './process-look.io.ts'
import { type ProgramSpec, type SlotDeps, type StopRequest, tokenName } from './program-spec.ts'
import { externalEnd, type LastEnd, newRecord, type Run, type SlotRecord } from './slot.ts'
import { afterEnd, afterRest, afterStart } from './slot-changes.ts'
import { writeRecord } from './slot-files.io.ts'
import { type Spawned, spawnProgram } from './spawn.io.ts'
import { type StopResult, soon, stopProcess } from './stop.io.ts'
import { usersOfFolder } from './users-of-folder.io.ts'

/** One slot: its record, the process in it, and one thing at a time. */
export class LiveSlot {
  spec: ProgramSpec
  record: SlotRecord
  adopted = false
  stopping = false
  unsure = false
  externalPid: number | null = null
  /** It was told to stop, had its time, and still runs. */
  outlasted = false
  /** Why its due start was refused; `null`: none was. */
  waits: string | null = null
  readonly #deps: SlotDeps
  #spawned: Spawned | null = null
  /** One after the other: a start never meets a stop. */
  readonly #turns = inTurn()
  #closed = false

  constructor(spec: ProgramSpec, record: SlotRecord | null, deps: SlotDeps) {
    this.spec = spec
    this.record = record ?? newRecord(spec.key)
    this.#deps = deps
  }

  async #keep(record: SlotRecord): Promise<void> {
    if (this.#deps.mayAct()) await writeRecord(this.#deps.profileFolder, record)
    this.record = record
    this.#deps.changed()
  }

  /** For what has happened already, whatever the disk says of it; the next start of the app finds it out by itself as well. */
  async #keepAnyway(record: SlotRecord): Promise<void> {
    await this.#keep(record).catch((cause: unknown) => {
      this.record = record
      this.#deps.log(`the slot of ${this.spec.key.name} could not be written: ${cause instanceof Error ? cause.message : 'unknown'}`)
      this.#deps.changed()
    })
  }

  /** All that a decision about it rests on, without what has to be looked at. */
  facts(looked: Partial<SlotFacts> = {}): SlotFacts {
    const { spec, record } = this
    const { heldBy, isDamaged, limits } = this.#deps
    return {
      spec,
      record,
      damaged: isDamaged(spec.key),
      limits: limits(),
      // Asked when it counts: it looks at folders.
      get heldBy() {
        return heldBy(spec.key)
      },
      closing: this.#closed,
      process: null,
      followed: this.#spawned !== null || this.adopted,
      around: null,
      users: null,
      ...looked,
    }
  }

  /** Takes over what a former run of the app left behind: by identity, or by token when it was killed before the second record. */
  adopt(): Promise<void> {
    return this.#turns.run(async () => {
      const { run } = this.record
      if (run === null) return
      const pid = run.identity === null ? findByEnvironment(tokenName, run.token) : null
      const identity = run.identity ?? (pid === null ? null : await identifyProcess(pid))
      // Without `/proc` nobody can say what became of a start that was never confirmed.
      const lost = process.platform === 'linux' ? 'gone' : 'unknown'
      await this.#follow(run, identity, identity === null ? lost : await isSameProcess(identity))
    })
  }

  /** Looks whether an adopted process still runs. Our own children tell by themselves. */
  watch(): Promise<void> {
    if (this.#spawned !== null || this.record.run === null) return Promise.resolve()
    return this.#turns.run(async () => {
      const { run } = this.record
      if (this.#spawned !== null || run?.identity == null) return
      await this.#follow(run, run.identity, await isSameProcess(run.identity))
    })
  }

  async #follow(run: Run, identity: ProcessIdentity | null, alive: SlotFacts['process']): Promise<void> {
    this.unsure = alive === 'unknown'
    for (const action of decide(this.facts({ process: alive }), desiredOf(this.record), this.#deps.now())) {
      if (action.do === 'note-end') await this.#ended(run, { exit: null, signal: null })
      if (action.do !== 'adopt') continue
      this.adopted = true
      await this.#keep({ ...this.record, run: { ...run, stage: 'running', identity } })
    }
  }

  /**
   * Starts the program, if nothing speaks against it in this very moment. `around`: as of a fresh look. Throws `held_by_migration`,
   * `already_running`, `program_missing`, `start_failed`, `hash_mismatch`.
   */
  start(desired: Desired, around: Around): Promise<void> {
    return this.#turns.run(() => this.#start(desired, around))
  }

  async #start(desired: Desired, around: Around): Promise<void> {
    const { dataFolder } = this.spec
    const { users } = dataFolder === null ? { users: [] } : await usersOfFolder(dataFolder)
    for (const action of decide(this.facts({ around, users }), desired, this.#deps.now())) {
      if (action.do === 'refuse') throw refused(action)
      if (action.do !== 'start') continue
      const { by, asked } = desired
      const run = await newRun(this.spec, this.#deps.now())
      await this.#keep(afterStart(this.record, { run, law: action.law, by: asked ? by : null }))
      await this.#launch(run, desired)
    }
  }

  /** Stop and start as one act: what does not end is not started, and no other act of ours comes between. */
  restart(how: StopRequest, starting: (begin: (around: Around) => Promise<void>) => Promise<void>): Promise<void> {
    return this.#turns.run(async () => {
      await this.#stop(how)
      await starting((around) => this.#start(asksToRun(how.by), around))
    })
  }

  async #launch(run: Run, desired: Desired): Promise<void> {
    try {
      const still = await this.#deps.gate.prove(run.program)
      // Asked once more with nothing in between: a hold may have come while the record was written, and Smeshdesk may be closing.
      const closed = closedBy(this.facts(), desired)
      if (closed !== null) throw refused(closed)
      const { program, args, cwd, logFile } = run
      this.#spawned = await spawnProgram({ program, args, cwd, logFile, env: { ...this.spec.env, [tokenName]: run.token } }, still)
    } catch (cause) {
      const failed = cause instanceof AppError ? cause : new AppError('start_failed', String(cause))
      await this.#settle(run, { meaning: endingOf(failed.code), exit: null, signal: null, line: failed.message, lines: [failed.message] })
      throw failed
    }
    this.adopted = false
    this.waits = null
    this.externalPid = null
    const { identity, ended } = this.#spawned
    void ended
      .then((ending) => (this.#closed ? undefined : this.#turns.run(() => this.#ended(run, ending))))
      .catch((error: unknown) => this.#deps.faults.tell(`the end of ${this.spec.key.name}`, error))
    await this.#keepAnyway({ ...this.record, run: { ...run, stage: 'running', identity } })
  }

  async #ended(run: Run, { exit, signal }: { exit: number | null; signal: string | null }): Promise<void> {
    if (this.record.run?.token !== run.token) return
    const named = await nameEnding(kindOf(this.spec.key.kind), run, { exit, signal, wasRunning: this.stopping })
    await this.#settle(run, { ...named, exit, signal })
  }

  async #settle(run: Run, end: Omit<LastEnd, 'at' | 'by'>): Promise<void> {
    this.#spawned = null
    this.adopted = false
    this.unsure = false
    this.outlasted = false
    const { now, random } = this.#deps
    await this.#keepAnyway(afterEnd(this.record, { run, end, stopping: this.stopping, now: now(), random: random() }))
  }

  /** A process that stood here without being ours is gone. `by`: who ended it, as far as we know. */
  noteExternalEnd(by: 'batch' | 'nobody'): Promise<void> {
    return this.#turns.run(async () => {
      if (this.#closed || this.record.run !== null) return
      const lastEnd: LastEnd = { meaning: externalEnd, exit: null, signal: null, at: this.#deps.now(), line: '', lines: [], by }
      await this.#keepAnyway({ ...this.record, lastEnd })
    })
  }

  /** Stops the process; what it wanted to be is written down first, so that nothing starts it again. Throws `not_running`, `stop_failed`. */
  stop(how: StopRequest): Promise<void> {
    return this.#turns.run(() => this.#stop(how))
  }

  async #stop(how: StopRequest): Promise<void> {
    for (const action of decide(this.facts(), { wanted: 'stopped', by: how.by, asked: true }, this.#deps.now())) {
      if (action.do === 'refuse') throw refused(action)
      if (action.do === 'rest') await this.#keep(afterRest(this.record, how.by))
      if (action.do === 'end') await this.#stopRun(how)
    }
  }

  async #stopRun(how: StopRequest): Promise<void> {
    const { run } = this.record
    if (run?.identity == null) return
    const ended = this.#spawned?.ended ?? null
    this.stopping = true
    this.#deps.changed()
    try {
      const result = await this.#end(run.identity, how)
      this.outlasted = result.kind === 'still-running'
      if (result.kind === 'still-running' || result.kind === 'not-told') throw new AppError('stop_failed', this.spec.key.name)
      // Nobody tells how an adopted process ended.
      const termed = kindOf(this.spec.key.kind).endsBySignal ? 'SIGTERM' : null
      const unknown = { exit: null, signal: result.kind === 'was-gone' ? null : result.killed ? 'SIGKILL' : termed }
      await this.#ended(run, (await soon(ended, 1_000)) ?? unknown)
    } finally {
      this.stopping = false
      this.#deps.changed()
    }
  }

  /** By identity; our own child by its handle, where the system does not tell identities (Windows: it ends hard there). */
  async #end(identity: ProcessIdentity, how: StopRequest): Promise<StopResult> {
    const result = await stopProcess(identity, { ...how, group: true })
    if (result.kind !== 'not-told' || this.#spawned === null) return result
    this.#spawned.end()
    return (await soon(this.#spawned.ended, how.graceMs)) === null ? { kind: 'still-running' } : { kind: 'stopped', killed: true }
  }

  /** Fulfils when everything that was asked of the slot so far is done. */
  settled(): Promise<void> {
    return this.#turns.settled()
  }

  /** Nothing is written any more; what runs goes on, and the next start of the app finds out what became of it. */
  async close(): Promise<void> {
    this.#closed = true
    await this.#turns.settled()
  }

  /** A due start that was refused is tried again later, not at every look. */
  postpone(ms: number, why: string): void {
    this.waits = why
    this.record = { ...this.record, law: { ...this.record.law, nextAt: this.#deps.now() + ms } }
  }
}
