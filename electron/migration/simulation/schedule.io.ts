import { AppError } from '../../contract/errors.ts'
import type { RigName } from '../../contract/model/basics.ts'
import type { BatchRow } from '../../contract/model/migration.ts'
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
  'take-other-key',
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
const patience = { resumes: 25, rounds: 50 }

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
        this.hurried ||= next.torn
        if (next.kind === 'copy-elsewhere') rig.third.copyTurnsUp(rig.nowMs)
        else rig.third.listingTurnsUp(rig.nowMs)
        return
      case 'take-other-key':
        // No look before a start sees what happens in its very moment.
        if (question !== 'start') rig.takeOtherKey()
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
    if (this.powerLoss !== null) rig.losePower(this.powerLoss.kept, this.powerLoss.torn)
    if (this.powerLoss !== null) this.powerStayed = false
    this.powerLoss = null
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
    await this.migration.begin({ ...request, hash: plan.hash, words: plan.consentWords })
  }

  private mend(): void {
    this.rig.third.mend()
    this.rig.pass(1_000)
  }

  private async goOn(round: number): Promise<void> {
    const row = this.row()
    if (row === undefined) return this.begin()
    if (row.activity === 'ended') return
    const elsewhere = row.problem?.code === 'key-elsewhere'
    if (elsewhere && this.hurried && row.canAbort) return this.abort(row.batch)
    if (elsewhere) this.mend()
    if (round > patience.resumes && row.canAbort) return this.abort(row.batch)
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
      if (round > 3 + 2 * this.happened) this.found.add(`still ${this.row()?.state} after ${round} rounds: ${this.row()?.problem?.code}`)
      const row = this.row()
      const complaint = this.failing.complaint(row, this.rig.dead)
      if (complaint !== null) this.found.add(complaint)
      const frozen = row?.activity === 'frozen' && !this.failing.hasFrozen(row)
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
    if (state === 'moved' && this.accepted.has(this.row()?.batch ?? '')) this.found.add('moved, but putting back was promised')
    const services = { ran: this.serviceRan, powerStayed: this.powerStayed }
    for (const says of judgeEnd(rig, state, services)) this.found.add(says)
    if (state !== 'moved' && state !== 'aborted')
      this.found.add(`ended as ${state}: ${this.row()?.problem?.code ?? ''} ${this.row()?.problem?.detail ?? ''}`)
    rig.pass(5_000)
    return { state, violations: [...this.found, ...rig.nodes.violations], effects: this.total }
  }
}
