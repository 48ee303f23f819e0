import { AppError } from '../../contract/errors.ts'
import type { BatchRow } from '../../contract/model/migration.ts'
import { parseJournal } from '../../storage/index.ts'
import { createMigration, type Migration } from '../index.ts'
import { parseNote } from '../tombstone.ts'
import { failure } from './memory-fs.ts'
import { type MemoryRig, names } from './memory-rig.ts'
import { readContent } from './memory-rows.ts'

/** What happens besides, `after` so many effects and questions since the one before. */
export interface Happening {
  readonly after: number
  readonly kind: 'start-source' | 'start-target' | 'start-both' | 'kill' | 'lose-power' | 'abort' | 'error'
  /** Which un-synced effects a power loss keeps, as bits; and whether lost bytes are torn. */
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
  private steps = 0
  private happened = 0
  private touched = false
  private total = 0
  private powerLoss: Happening | null = null
  private serviceRan = true
  /** After a power loss services are started again by others, once the batch has let go of them. */
  private powerStayed = true

  constructor(rig: MemoryRig, happenings: readonly Happening[]) {
    this.rig = rig
    this.happenings = [...happenings]
    rig.meanwhile = {
      effect: ({ path }) => {
        // Only an effect in such a folder can change what is loadable; what it did is seen at the next one, and at the end.
        if (this.touched || path.includes('/identities')) this.check()
        this.touched = path.includes('/identities')
        this.happen(path)
        return 'do'
      },
      question: () => this.happen(null),
    }
    this.migration = createMigration(rig.deps())
  }

  /** Never two loadable copies, never none at all: at every single effect. */
  private check(): void {
    const { rig } = this
    if (rig.loadableAt().length > 1) this.found.add(`loadable at ${rig.loadableAt().join(' and ')}`)
    const copies = [...rig.disk.names.values()].filter(({ seen }) => seen.length === 128 && decoder.decode(seen) === rig.moving.text)
    if (copies.length === 0) this.found.add('no copy of the key is left')
  }

  private happen(path: string | null): void {
    this.total++
    const next = this.happenings[0]
    if (next === undefined || this.steps++ < next.after) return
    this.happenings.shift()
    this.happened++
    this.steps = 0
    this.carryOut(next, path)
  }

  private carryOut(next: Happening, path: string | null): void {
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
        for (const { batch } of this.migration.rows()) this.migration.abort(batch).catch(() => undefined)
        return
      case 'error':
        if (path !== null) throw failure('EIO', path)
        return
    }
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
    if (plan === null) return this.rig.pass(1_000)
    await this.migration.begin({ ...request, hash: plan.hash, words: plan.consentWords })
  }

  private async goOn(round: number): Promise<void> {
    const row = this.row()
    if (row === undefined) return this.begin()
    if (row.activity === 'ended') return
    if (round > patience.resumes && row.canAbort) return this.migration.abort(row.batch)
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
      if (!this.rig.dead && row?.activity === 'frozen') this.found.add(`frozen: ${row.problem?.code}`)
      if (!this.rig.dead && (row?.activity === 'ended' || row?.activity === 'frozen')) break
    }
    // The next start of the program tidies what an error or a crash right after the end left behind.
    this.rig.meanwhile = { effect: () => 'do', question: () => undefined }
    await createMigration(this.rig.deps()).open()
    return this.judge()
  }

  private judgeJournals(): void {
    for (const [path, { seen }] of this.rig.disk.names)
      if (path.endsWith('/journal.jsonl') && parseJournal(decoder.decode(seen)).state === 'broken') this.found.add(`${path} is broken`)
  }

  private judge(): Outcome {
    const { rig } = this
    const state = this.row()?.state ?? 'never-begun'
    this.check()
    this.judgeJournals()
    if (state === 'moved') this.judgeMoved()
    else if (state === 'aborted') this.judgeAborted()
    else this.found.add(`ended as ${state}: ${this.row()?.problem?.code ?? ''} ${this.row()?.problem?.detail ?? ''}`)
    rig.pass(5_000)
    return { state, violations: [...this.found, ...rig.nodes.violations], effects: this.total }
  }

  private note(folder: string, kind: 'MOVED' | 'LEASE') {
    const bytes = this.rig.disk.names.get(`${folder}/smeshdesk/${kind}-${this.rig.moving.id.slice(0, 16)}.json`)?.seen
    return bytes === undefined ? null : parseNote(decoder.decode(bytes))
  }

  private judgeMoved(): void {
    const { rig } = this
    if (this.note('/attic', 'MOVED')?.says !== 'left') this.found.add('moved, but no tombstone is left')
    if (this.note('/home', 'LEASE')?.says !== 'lives') this.found.add('moved, but no lease is left')
    if (rig.loadableAt().join() !== names.target) this.found.add(`moved, but loadable at ${rig.loadableAt().join()}`)
    if (!rig.nodes.find(names.target).running?.loaded.includes(rig.moving.id)) this.found.add('moved, but the target has not loaded it')
    if (rig.service.node !== names.target || (!rig.service.running && this.powerStayed))
      this.found.add('moved, but the service is elsewhere')
  }

  private judgeAborted(): void {
    const { rig } = this
    if (this.note('/attic', 'MOVED')?.says === 'left') this.found.add('aborted, but the tombstone says left')
    if (readContent(rig.disk, '/home/local.sql').rows[rig.moving.id] !== undefined)
      this.found.add('aborted, but rows are left at the target')
    if (rig.loadableAt().join() !== names.source) this.found.add(`aborted, but loadable at ${rig.loadableAt().join()}`)
    if (!rig.nodes.find(names.source).running?.loaded.includes(rig.moving.id)) this.found.add('aborted, but the source has not loaded it')
    if (rig.service.node !== names.source || (rig.service.running !== this.serviceRan && this.powerStayed))
      this.found.add('aborted, but the service is elsewhere')
    const left = [...rig.disk.names.keys()].filter((path) => /^\/(attic|home)\/(identities\/)?[^/]+(tmp|staged|moved|before)-/.test(path))
    if (left.length > 0) this.found.add(`aborted, but ${left.join()} is left`)
  }
}
