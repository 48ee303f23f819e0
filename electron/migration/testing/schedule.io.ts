import { AppError } from '../../contract/errors.ts'
import type { RigName } from '../../contract/model/basics.ts'
import type { BatchRow, MoveProcess } from '../../contract/model/migration.ts'
import { createMigration, type Migration } from '../index.ts'
import { freshSilenceMs } from '../machine.ts'
import { FailingDisk } from './failing-disk.ts'
import { type Aftermath, carryOut, type Happening } from './happenings.ts'
import { judgeEnd } from './judge-end.ts'
import type { Effect } from './memory-fs.ts'
import { type MemoryRig, names } from './memory-rig.ts'

export interface Outcome {
  readonly state: BatchRow['state'] | 'never-begun'
  readonly violations: readonly string[]
  readonly effects: number
}

const decoder = new TextDecoder()
/** So often a person resumes before giving up and aborting, and then before the test gives up. */
const patience = { resumes: 40, rounds: 80 }

/** One move with everything that happens besides; a person resumes it until it ends. */
export class Schedule {
  readonly rig: MemoryRig
  private readonly happenings: Happening[]
  private readonly found = new Set<string>()
  private migration: Migration
  /** Batches of which it was said that everything is put back. */
  private readonly accepted = new Set<string>()
  private steps = 0
  private happened = 0
  private touched = false
  /** To which a record was just written. */
  private journal: string | null = null
  private readonly doneMisled = new Set<string>()
  private total = 0
  private serviceRan = true
  /** After a power loss services are started again by others, once the batch has let go of them. */
  private powerStayed = true
  private loadableBefore: readonly RigName[]
  /** A proof of malfeasance was told to the person; whoever is asked later knows nothing of it. */
  private banTold = false
  private readonly failing = new FailingDisk()
  private readonly aftermath: Aftermath = { powerLoss: null, hurried: false, rolledBack: false, goesOn: false }

  constructor(rig: MemoryRig, happenings: readonly Happening[]) {
    this.rig = rig
    this.happenings = [...happenings]
    this.loadableBefore = rig.loadableAt()
    rig.meanwhile = {
      effect: (effect) => {
        const { path } = effect
        // Only an effect in such a folder can change what is loadable; what it did is seen at the next one, and at the end.
        if (this.touched || path.includes('/identities')) this.check()
        this.touched = path.includes('/identities')
        if (this.journal !== null) this.checkRecord(this.journal)
        this.journal = path.endsWith('/journal.jsonl') ? path : null
        this.happen(effect)
        return 'do'
      },
      question: (name) => this.happen(null, name),
    }
    this.migration = createMigration(rig.deps())
  }

  /** Never two loadable copies, never none at all: at every single effect. */
  private check(): void {
    const { rig } = this
    const loadable = rig.loadableAt()
    const come = loadable.filter((name) => !this.loadableBefore.includes(name))
    if (come.length > 0 && rig.third.isInTheWay(rig.nowMs)) this.found.add(`made loadable at ${come.join()} beside ${rig.third.name}`)
    if (come.length > 0 && rig.past.movedOn) this.found.add(`made loadable at ${come.join()}, and it had been moved on`)
    if (come.length > 0 && rig.nowMs - rig.keyLookedForAt > freshSilenceMs) this.found.add(`made loadable at ${come.join()} by an old look`)
    this.loadableBefore = loadable
    if (loadable.length > 1) this.found.add(`loadable at ${loadable.join(' and ')}`)
    const copies = [...rig.disk.names.values()].filter(({ seen }) => seen.length === 128 && decoder.decode(seen) === rig.moving.text)
    if (copies.length === 0) this.found.add('no copy of the key is left')
  }

  /** What the newest record says is so: a key out of use is in nobody's memory; and no step is begun on names or a memory of another time. */
  private checkRecord(journal: string): void {
    const { rig } = this
    const record = decoder.decode(rig.disk.names.get(journal)?.seen).trimEnd().split('\n').at(-1) ?? ''
    if (!record.includes('"kind":"DONE"')) return
    const isMisled = rig.past.movedOn || rig.nodes.nodes.some(({ rebound }) => rebound !== null)
    if (isMisled) this.doneMisled.add(record)
    else this.doneMisled.clear()
    // A record is read an effect late, and the step that was under way may have looked before.
    if (this.doneMisled.size > 2) this.found.add('goes on step by step, and its names or its memory are of another time')
    if (!record.includes('"step":"retire-key"')) return
    if (rig.nodes.find(names.source).running?.loaded.includes(rig.moving.id) === true)
      this.found.add('out of use by the journal, and a process at the source has it in memory')
  }

  private happen(effect: Effect | null, question = ''): void {
    this.total++
    const next = this.happenings[0]
    if (next === undefined || this.steps++ < next.after) return
    this.happenings.shift()
    this.happened++
    this.steps = 0
    const { rig, failing, aftermath } = this
    carryOut(next, { rig, failing, aftermath, effect, question, abortAll: () => this.abortAll() })
  }

  private abortAll(): void {
    for (const { batch } of this.migration.rows()) this.abort(batch).catch(() => undefined)
  }

  private async abort(batch: string): Promise<void> {
    await this.migration.abort(batch)
    this.accepted.add(batch)
  }

  private row(): BatchRow | undefined {
    return this.migration.rows().findLast(({ state }) => state !== 'aborted') ?? this.migration.rows().at(-1)
  }

  /** The program was killed: the nodes are started by whoever, then the program again. */
  private async startAgain(): Promise<void> {
    const { rig } = this
    rig.letGoOfLocks()
    if (this.aftermath.powerLoss !== null) rig.losePower(this.aftermath.powerLoss.kept, this.aftermath.powerLoss.torn)
    if (this.aftermath.powerLoss !== null) this.powerStayed = false
    this.aftermath.powerLoss = null
    if (this.aftermath.rolledBack) rig.past.rollBack()
    if (this.aftermath.rolledBack && this.aftermath.goesOn) rig.past.moveOn()
    // What a power loss brings back nobody did.
    this.loadableBefore = rig.loadableAt()
    this.check()
    rig.hostileInit()
    // They run for a while, and sign, before anybody starts the program again: at any moment of a layer.
    rig.pass(2_000 + ((this.total * 137) % 1_000))
    this.migration = createMigration(rig.deps())
    await this.migration.open()
  }

  private async begin(): Promise<void> {
    const request = { identity: this.rig.moving.id, source: names.source, target: names.target }
    this.serviceRan = this.rig.service.running
    const { plan } = await this.migration.scan(request)
    if (plan === null) return this.mend()
    this.agreeTo(plan.ends)
    await this.migration.begin({ ...request, hash: plan.hash, words: plan.consentWords })
  }

  /** What screens name is what a person's words agree to; who only uses a folder never. */
  private agreeTo(named: readonly MoveProcess[] = []): void {
    for (const { pid, what } of named) if (what !== 'other') this.rig.nodes.agreed.add(pid)
  }

  private mend(): void {
    this.rig.mendElsewhere()
    this.rig.bindAsPlanned()
    this.rig.banned = false
    this.rig.pass(1_000)
  }

  private async goOn(round: number): Promise<void> {
    const row = this.row()
    if (row === undefined) return this.begin()
    if (row.activity === 'ended') return
    const elsewhere = row.problem?.code === 'key-elsewhere' || row.problem?.code === 'key-linked'
    if (elsewhere && this.aftermath.hurried && row.canAbort) return this.abort(row.batch)
    if (elsewhere) this.mend()
    if (row.problem?.code === 'binding-changed') this.mend()
    if (row.problem?.code === 'banned') {
      if (this.banTold && row.canAbort) return this.abort(row.batch)
      this.banTold = true
      this.rig.banned = false
    }
    if (row.problem?.code === 'rows-of-another-time') this.rig.past.bringRowsBack()
    if (round > patience.resumes && row.canAbort) return this.abort(row.batch)
    this.agreeTo(row.inTheWay)
    await this.migration.resume(row.batch, row.plan.consentWords)
  }

  /** Runs until the move has ended, whatever happens besides. */
  async run(): Promise<Outcome> {
    for (let round = 0; round < patience.rounds; round++) {
      try {
        if (this.rig.dead) await this.startAgain()
        await this.goOn(round)
      } catch (error) {
        if (!this.rig.dead && !(error instanceof AppError) && !String(error).includes('EIO')) throw error
      }
      await this.migration.rested()
      // Every pause must be due to something that happened: nobody resumes for ever.
      if (round > 3 + 3 * this.happened && !this.aftermath.rolledBack)
        this.found.add(`still ${this.row()?.state} after ${round} rounds: ${this.row()?.problem?.code}`)
      const row = this.row()
      const complaint = this.failing.complaint(row, this.rig.dead)
      const mendable = row?.problem?.code === 'binding-changed' || row?.problem?.code === 'rows-of-another-time'
      if (complaint !== null && !mendable && !this.aftermath.rolledBack) this.found.add(complaint)
      const frozen = row?.activity === 'frozen' && !mendable && !this.failing.hasFrozen(row)
      if (!this.rig.dead && (row?.activity === 'ended' || frozen)) break
    }
    // The next start of the program tidies what an error or a crash right after the end left behind.
    this.rig.meanwhile = { effect: () => 'do', question: () => undefined }
    await createMigration(this.rig.deps()).open()
    return this.judge()
  }

  private judge(): Outcome {
    const { rig } = this
    const state = this.row()?.state ?? 'never-begun'
    this.check()
    if (!this.aftermath.rolledBack && state === 'moved' && this.accepted.has(this.row()?.batch ?? ''))
      this.found.add('moved, but putting back was promised')
    if (state === 'moved' && this.banTold && !this.aftermath.rolledBack) this.found.add('moved, although a ban was told')
    const services = { ran: this.serviceRan, powerStayed: this.powerStayed }
    if (!this.aftermath.rolledBack) for (const says of judgeEnd(rig, state, services)) this.found.add(says)
    if (!this.aftermath.rolledBack && state !== 'moved' && state !== 'aborted')
      this.found.add(`ended as ${state}: ${this.row()?.problem?.code ?? ''} ${this.row()?.problem?.detail ?? ''}`)
    rig.pass(5_000)
    return { state, violations: [...this.found, ...rig.nodes.violations, ...rig.nodes.unasked], effects: this.total }
  }
}
