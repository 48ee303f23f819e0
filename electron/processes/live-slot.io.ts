import { AppError } from '../contract/errors.ts'
import { nameEnding } from './ending.io.ts'
import { kindOf } from './kinds.ts'
import { judgeEnding } from './latching.ts'
import { newRun } from './new-run.io.ts'
import { identifyProcess, isSameProcess, type ProcessIdentity } from './process-identity.io.ts'
import { type ProgramSpec, type SlotDeps, type StopRequest, tokenName } from './program-spec.ts'
import { isDue, lawAfterEnd, lawAfterPerson, lawAfterStart } from './restart-law.ts'
import { externalEnd, keptLaw, type LastEnd, newRecord, type Run, type SlotRecord } from './slot.ts'
import { writeRecord } from './slot-files.io.ts'
import { type Spawned, spawnProgram } from './spawn.io.ts'
import { type StopResult, soon, stopProcess } from './stop.io.ts'
import { findByEnvironment, usersOfFolder } from './users-of-folder.io.ts'

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
  readonly #deps: SlotDeps
  #spawned: Spawned | null = null
  #queue: Promise<unknown> = Promise.resolve()
  #closed = false

  constructor(spec: ProgramSpec, record: SlotRecord | null, deps: SlotDeps) {
    this.spec = spec
    this.record = record ?? newRecord(spec.key)
    this.#deps = deps
  }

  /** One after the other: a start never meets a stop. */
  #alone<Result>(act: () => Promise<Result>): Promise<Result> {
    const turn = this.#queue.then(act, act)
    this.#queue = turn.catch(() => undefined)
    return turn
  }

  async #keep(record: SlotRecord): Promise<void> {
    await writeRecord(this.#deps.profileFolder, record)
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

  /** Takes over what a former run of the app left behind: by identity, or by token when it was killed before the second record. */
  adopt(): Promise<void> {
    return this.#alone(async () => {
      const { run } = this.record
      if (run === null) return
      // Without `/proc` nobody can say what became of a start that was never confirmed.
      this.unsure = run.identity === null && process.platform !== 'linux'
      if (this.unsure) return
      const pid = run.identity === null ? findByEnvironment(tokenName, run.token) : null
      const identity = run.identity ?? (pid === null ? null : await identifyProcess(pid))
      const alive = identity === null ? 'gone' : await isSameProcess(identity)
      this.unsure = alive === 'unknown'
      if (alive === 'gone') return this.#ended(run, { exit: null, signal: null })
      this.adopted = true
      await this.#keep({ ...this.record, run: { ...run, stage: 'running', identity } })
    })
  }

  /** Starts the program. Throws `held_by_migration`, `already_running`, `program_missing`, `start_failed`. */
  start(batch: string | null, by: 'person' | 'law'): Promise<void> {
    return this.#alone(() => this.#start(batch, by))
  }

  async #start(batch: string | null, by: 'person' | 'law'): Promise<void> {
    this.#checkOpen()
    if (by === 'law' && (this.record.wanted !== 'running' || this.record.run !== null || !isDue(this.record.law, this.#deps.now()))) return
    await this.#checkStart(batch)
    const law = lawAfterStart(by === 'person' ? lawAfterPerson(this.record.law) : this.record.law, this.#deps.now())
    const run = await newRun(this.spec, this.#deps.now())
    await this.#keep({ ...this.record, wanted: 'running', law: keptLaw(law), run })
    await this.#launch(run, batch)
  }

  /** Stop and start as one act: what does not end is not started, and no other act of ours comes between. */
  restart(how: StopRequest, starting: (begin: () => Promise<void>) => Promise<void>): Promise<void> {
    return this.#alone(async () => {
      this.#checkOpen()
      this.#checkHold(null)
      await this.#stop(how)
      await starting(() => this.#start(null, 'person'))
    })
  }

  async #checkStart(batch: string | null): Promise<void> {
    const { key, program, dataFolder } = this.spec
    this.#checkHold(batch)
    if (this.record.run !== null)
      throw new AppError('already_running', `${key.name} runs already`, { pid: this.record.run.identity?.pid ?? null })
    if (program === null) throw new AppError('program_missing', `no program is named for ${key.name}`)
    const { users } = dataFolder === null ? { users: [] } : await usersOfFolder(dataFolder)
    const user = users.find(kindOf(key.kind).collides)
    if (user !== undefined)
      throw new AppError('already_running', `process ${user.pid} uses ${dataFolder} (${user.seenBy}: ${user.evidence})`, { pid: user.pid })
  }

  /** What was asked for while the app closes is not begun: another one may have the profile by then. */
  #checkOpen(): void {
    if (this.#closed) throw new AppError('not_allowed', 'Smeshdesk is closing')
  }

  #checkHold(batch: string | null): void {
    const holder = this.#deps.heldBy(this.spec.key)
    if (holder !== null && holder !== batch) throw new AppError('held_by_migration', `${this.spec.key.name} is held by batch ${holder}`)
  }

  async #launch(run: Run, batch: string | null): Promise<void> {
    try {
      // Asked once more with nothing in between: a hold may have come while the record was written.
      this.#checkHold(batch)
      const { program, args, cwd, logFile } = run
      this.#spawned = await spawnProgram({ program, args, cwd, logFile, env: { ...this.spec.env, [tokenName]: run.token } })
    } catch (cause) {
      const line = cause instanceof Error ? cause.message : 'not started'
      const code = cause instanceof AppError ? cause.code : 'start_failed'
      await this.#settle(run, { meaning: code.replaceAll('_', '-'), exit: null, signal: null, line, lines: [line] })
      throw cause instanceof AppError ? cause : new AppError('start_failed', line)
    }
    this.adopted = false
    this.externalPid = null
    const { identity, ended } = this.#spawned
    void ended
      .then((ending) => (this.#closed ? undefined : this.#alone(() => this.#ended(run, ending))))
      .catch((error: unknown) => this.#deps.faults.tell(`the end of ${this.spec.key.name}`, error))
    await this.#keepAnyway({ ...this.record, run: { ...run, stage: 'running', identity } })
  }

  async #ended(run: Run, { exit, signal }: { exit: number | null; signal: string | null }): Promise<void> {
    if (this.record.run?.token !== run.token) return
    const named = await nameEnding(kindOf(this.spec.key.kind), run, { exit, signal, wasRunning: this.stopping })
    await this.#settle(run, { ...named, exit, signal })
  }

  /** Writes down that a run is over, and when the next try is due. */
  async #settle(run: Run, end: Omit<LastEnd, 'at' | 'by'>): Promise<void> {
    this.#spawned = null
    this.adopted = false
    this.unsure = false
    this.outlasted = false
    const { now, random } = this.#deps
    const after = lawAfterEnd(this.record.law, {
      now: now(),
      ranMs: now() - run.at,
      ...judgeEnding(this.record.lastEnd, end),
      random: random(),
    })
    const due = kindOf(this.spec.key.kind).restarts === 'law' ? after : { ...after, nextAt: null }
    const asked = this.stopping || this.record.wanted === 'stopped'
    const lastEnd: LastEnd = { ...end, at: now(), by: asked ? (this.record.stopAsked ?? 'person') : 'nobody' }
    await this.#keepAnyway({ ...this.record, run: null, law: asked ? this.record.law : keptLaw(due), lastEnd })
  }

  /** A process that stood here without being ours is gone. `by`: who ended it, as far as we know. */
  noteExternalEnd(by: 'batch' | 'nobody'): Promise<void> {
    return this.#alone(async () => {
      if (this.#closed || this.record.run !== null) return
      const lastEnd: LastEnd = { meaning: externalEnd, exit: null, signal: null, at: this.#deps.now(), line: '', lines: [], by }
      await this.#keepAnyway({ ...this.record, lastEnd })
    })
  }

  /** Stops the process; what it wanted to be is written down first, so that nothing starts it again. Throws `not_running`, `stop_failed`. */
  stop(how: StopRequest): Promise<void> {
    return this.#alone(() => this.#stop(how))
  }

  async #stop(how: StopRequest): Promise<void> {
    this.#checkOpen()
    const { run, wanted } = this.record
    await this.#keep({ ...this.record, wanted: 'stopped', stopAsked: how.by, law: keptLaw(lawAfterPerson(this.record.law)) })
    // Waiting for its next try: that is over now.
    if (run === null && wanted === 'running') return
    if (run?.identity == null) throw new AppError('not_running', `${this.spec.key.name} does not run`)
    const ended = this.#spawned?.ended ?? null
    this.stopping = true
    this.#deps.changed()
    try {
      const result = await this.#end(run.identity, how)
      this.outlasted = result.kind === 'still-running'
      if (result.kind === 'still-running' || result.kind === 'not-told')
        throw new AppError('stop_failed', `${this.spec.key.name}: ${result.kind}`)
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
  async settled(): Promise<void> {
    await this.#queue
  }

  /** Nothing is written any more; what runs goes on, and the next start of the app finds out what became of it. */
  async close(): Promise<void> {
    this.#closed = true
    await this.#queue
  }

  /** A due start that was refused is tried again later, not at every look. */
  postpone(ms: number): void {
    this.record = { ...this.record, law: { ...this.record.law, nextAt: this.#deps.now() + ms } }
  }

  /** Looks whether an adopted process still runs. Our own children tell by themselves. */
  watch(): Promise<void> {
    if (this.#spawned !== null || this.record.run === null) return Promise.resolve()
    return this.#alone(async () => {
      const { run } = this.record
      if (this.#spawned !== null || run?.identity == null) return
      const alive = await isSameProcess(run.identity)
      this.unsure = alive === 'unknown'
      if (alive === 'gone') await this.#ended(run, { exit: null, signal: null })
    })
  }
}
