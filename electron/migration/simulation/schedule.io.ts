import { AppError } from '../../contract/errors.ts'
import type { RigName } from '../../contract/model/basics.ts'
import type { BatchRow, MoveProcess } from '../../contract/model/migration.ts'
import { createMigration, type Migration } from '../index.ts'
import { freshSilenceMs } from '../machine.ts'
import { FailingDisk } from './failing-disk.ts'
import { judgeEnd } from './judge-end.ts'
import type { Effect } from './memory-fs.ts'
import { type MemoryRig, names } from './memory-rig.ts'

export const happeningKinds = [
  'start-source',
  'start-target',
  'start-both',
  'kill',
  'lose-power',
  'abort',
  'error',
  'copy-elsewhere',
  'list-elsewhere',
  'altered-elsewhere',
  'stranger-elsewhere',
  'link-elsewhere',
  'take-other-key',
  'rebind-source',
  'rebind-target',
  'back-up',
  'roll-back',
  'older-rows',
  'ban',
  'sleep',
] as const

/** What happens besides, `after` so many effects and questions since the one before. */
export interface Happening {
  readonly after: number
  readonly kind: (typeof happeningKinds)[number]
  /** Which un-synced effects a power loss keeps, as bits; and whether lost bytes are torn, or a person is in a hurry. */
  readonly kept: number
  readonly torn: boolean
}

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
  private total = 0
  private powerLoss: Happening | null = null
  private serviceRan = true
  /** After a power loss services are started again by others, once the batch has let go of them. */
  private powerStayed = true
  private loadableBefore: readonly RigName[]
  /** A person who is told of another copy has everything put back first, and puts it right then. */
  private hurried = false
  /** The profile became one of before: then to rest frozen, or to know of no move, is an honest end. */
  private rolledBack = false
  /** Meanwhile a later move has taken the key away. */
  private goesOn = false
  /** A proof of malfeasance was told to the person; whoever is asked later knows nothing of it. */
  private banTold = false
  private readonly failing = new FailingDisk()

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
    if (come.length > 0 && rig.movedOn) this.found.add(`made loadable at ${come.join()}, and it had been moved on`)
    if (come.length > 0 && rig.nowMs - rig.keyLookedForAt > freshSilenceMs) this.found.add(`made loadable at ${come.join()} by an old look`)
    this.loadableBefore = loadable
    if (loadable.length > 1) this.found.add(`loadable at ${loadable.join(' and ')}`)
    const copies = [...rig.disk.names.values()].filter(({ seen }) => seen.length === 128 && decoder.decode(seen) === rig.moving.text)
    if (copies.length === 0) this.found.add('no copy of the key is left')
  }

  private happen(effect: Effect | null, question = ''): void {
    this.total++
    const next = this.happenings[0]
    if (next === undefined || this.steps++ < next.after) return
    this.happenings.shift()
    this.happened++
    this.steps = 0
    this.carryOut(next, effect, question)
  }

  private carryOut(next: Happening, effect: Effect | null, question: string): void {
    const { rig } = this
    switch (next.kind) {
      case 'start-source':
        rig.start(names.source)
        return
      case 'start-target':
        rig.start(names.target)
        return
      case 'start-both':
        rig.hostileInit()
        return
      case 'kill':
        rig.dead = true
        return
      case 'lose-power':
        rig.dead = true
        this.powerLoss = next
        return
      case 'abort':
        for (const { batch } of this.migration.rows()) this.abort(batch).catch(() => undefined)
        return
      case 'copy-elsewhere':
      case 'list-elsewhere':
      case 'altered-elsewhere':
      case 'stranger-elsewhere':
      case 'link-elsewhere':
        this.hurried ||= next.torn
        if (next.kind === 'link-elsewhere') rig.linkKeyOutside()
        else rig.third.turnsUp(next.kind, rig.nowMs)
        return
      case 'take-other-key':
        // No look before a start sees what happens in its very moment.
        if (question !== 'start') rig.takeOtherKey()
        return
      case 'rebind-source':
      case 'rebind-target':
        // No look before a start sees what happens in its very moment.
        if (question !== 'start') rig.rebind(next.kind === 'rebind-source' ? names.source : names.target)
        return
      case 'older-rows':
        // Not in the moment of an effect on it, nor between the last look at it and an act.
        if (question === 'wait') rig.bringOlderRows()
        return
      case 'ban':
        rig.banned = true
        return
      case 'back-up':
        rig.backUp()
        return
      case 'roll-back':
        rig.dead = true
        this.rolledBack = true
        this.goesOn ||= next.torn
        return
      case 'sleep':
        rig.sleepUnless(effect)
        return
      case 'error':
        if (effect !== null) this.failing.fail(effect)
        return
    }
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
    // Locks are gone with the program that held them.
    rig.open.locked.clear()
    if (this.powerLoss !== null) rig.losePower(this.powerLoss.kept, this.powerLoss.torn)
    if (this.powerLoss !== null) this.powerStayed = false
    this.powerLoss = null
    if (this.rolledBack) rig.rollBack()
    if (this.rolledBack && this.goesOn) rig.moveOn()
    // What a power loss brings back nobody did.
    this.loadableBefore = rig.loadableAt()
    this.check()
    rig.hostileInit()
    // They run for a while, and sign, before anybody starts the program again.
    rig.pass(2_500)
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
    if (elsewhere && this.hurried && row.canAbort) return this.abort(row.batch)
    if (elsewhere) this.mend()
    if (row.problem?.code === 'binding-changed') this.mend()
    if (row.problem?.code === 'banned') {
      if (this.banTold && row.canAbort) return this.abort(row.batch)
      this.banTold = true
      this.rig.banned = false
    }
    if (row.problem?.code === 'rows-of-another-time') this.rig.bringRowsBack()
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
      if (round > 3 + 3 * this.happened && !this.rolledBack)
        this.found.add(`still ${this.row()?.state} after ${round} rounds: ${this.row()?.problem?.code}`)
      const row = this.row()
      const complaint = this.failing.complaint(row, this.rig.dead)
      const mendable = row?.problem?.code === 'binding-changed' || row?.problem?.code === 'rows-of-another-time'
      if (complaint !== null && !mendable && !this.rolledBack) this.found.add(complaint)
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
    if (!this.rolledBack && state === 'moved' && this.accepted.has(this.row()?.batch ?? ''))
      this.found.add('moved, but putting back was promised')
    if (state === 'moved' && this.banTold && !this.rolledBack) this.found.add('moved, although a ban was told')
    const services = { ran: this.serviceRan, powerStayed: this.powerStayed }
    if (!this.rolledBack) for (const says of judgeEnd(rig, state, services)) this.found.add(says)
    if (!this.rolledBack && state !== 'moved' && state !== 'aborted')
      this.found.add(`ended as ${state}: ${this.row()?.problem?.code ?? ''} ${this.row()?.problem?.detail ?? ''}`)
    rig.pass(5_000)
    return { state, violations: [...this.found, ...rig.nodes.violations, ...rig.nodes.unasked], effects: this.total }
  }
}
