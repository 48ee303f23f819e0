// Nor does a move make one: what a page or a terminal gets of moves that rest, are frozen, stumble or are refused, and what stands in their
// journals, are keys, values and the outside's own lines.
import { expect, test } from 'vitest'
import { AppError } from '../contract/errors.ts'
import type { BatchRow } from '../contract/model/migration.ts'
import { seenParts } from '../contract/seen.ts'
import { createMigration, type Migration } from '../migration/index.ts'
import { FailingDisk } from '../migration/testing/failing-disk.ts'
import { carryOut, happeningKinds } from '../migration/testing/happenings.ts'
import { makeKey } from '../migration/testing/keys.io.ts'
import type { Effect } from '../migration/testing/memory-fs.ts'
import { MemoryRig, names } from '../migration/testing/memory-rig.ts'
import { sentencesIn } from './testing/sentences.ts'

const keys = [makeKey(), makeKey(), makeKey()] as const

/** A row with what its records name, each by itself. */
const apart = (row: BatchRow) => ({ ...row, journal: row.journal.map(({ text }) => text.split(/ (?=[\w-]+=)/)) })

/** One move in which something happens again and again; a person lets it go on, starts the program again, has all put back, closes it. */
class TroubledMove {
  readonly told: unknown[] = []
  readonly rows: BatchRow[] = []
  private readonly rig = new MemoryRig(keys)
  private readonly failing = new FailingDisk()
  private readonly aftermath = { powerLoss: null, hurried: false, rolledBack: false, goesOn: false }
  private migration: Migration
  private steps = 0

  constructor(kind: (typeof happeningKinds)[number], after: number) {
    const happen = (effect: Effect | null, question = ''): void => {
      if (this.steps++ % 60 !== after) return
      const { rig, failing, aftermath } = this
      const abortAll = () => void this.migration.abort(this.row?.batch ?? '').catch(() => undefined)
      carryOut({ after, kind, kept: 0, torn: false }, { rig, failing, aftermath, effect, question, abortAll })
    }
    this.rig.meanwhile = {
      effect: (effect) => {
        happen(effect)
        return 'do'
      },
      question: (name) => happen(null, name),
    }
    this.migration = createMigration(this.rig.deps())
  }

  private get row(): BatchRow | undefined {
    return this.migration.rows()[0]
  }

  /** What comes of it, and what is shown then. */
  private async ask(act: () => Promise<unknown>): Promise<void> {
    const answer = await act().catch((error: unknown) => (error instanceof AppError ? error.message : String(error)))
    await this.migration.rested()
    this.rows.push(...this.migration.rows())
    this.told.push(answer, this.migration.rows().map(apart), this.migration.lost())
  }

  private async begin(): Promise<void> {
    const request = { identity: this.rig.moving.id, source: names.source, target: names.target }
    const scan = await this.migration.scan(request).catch(() => null)
    this.told.push(scan)
    const { hash = '', consentWords = '' } = scan?.plan ?? {}
    for (const words of ['no', consentWords]) await this.ask(() => this.migration.begin({ ...request, hash, words }))
  }

  async live(): Promise<void> {
    await this.begin()
    const own = () => ({ batch: this.row?.batch ?? 'none', words: this.row?.plan.consentWords ?? '' })
    await this.ask(() => this.migration.resume(own().batch, 'no'))
    for (const how of ['disarm', 'put-back'] as const) {
      await this.ask(() => this.migration.resume(own().batch, own().words))
      await this.ask(() => this.migration.resolve(own().batch, how, own().words))
    }
    this.migration = createMigration(this.rig.deps())
    await this.ask(() => this.migration.open())
    await this.ask(() => this.migration.abort(own().batch))
    await this.ask(() => this.migration.resolve(own().batch, 'close', own().words))
    await this.ask(() => this.migration.letGo('none', ''))
  }
}

/** What a step notes when it is begun anew, or gives way. */
const gaveWay = /^(?:fall-back|restart|freeze|begin-undo|stays-stopped) /
const [problems, details] = [new Set<string>(), new Set<string>()]

test.each(happeningKinds)('of moves in which at many moments there is: %s', async (kind) => {
  const moves = [5, 17, 29, 41, 53].map((after) => new TroubledMove(kind, after))
  for (const move of moves) await move.live()
  expect(sentencesIn(moves.map(({ told }) => told))).toEqual([])
  for (const { problem, journal } of moves.flatMap(({ rows }) => rows)) {
    problems.add(problem?.code ?? '')
    for (const text of [problem?.detail ?? '', ...journal.map((one) => one.text).filter((text) => gaveWay.test(text))])
      for (const [, key = ''] of text.matchAll(seenParts)) details.add(key)
  }
})

test('these moves had many problems, of which many things were said', () => {
  const were = ['source-active', 'target-active', 'key-elsewhere', 'key-linked', 'binding-changed', 'banned', 'needs-consent']
  expect([...problems]).toEqual(expect.arrayContaining([...were, 'rows-of-another-time', 'disk-failing']))
  const said = ['listed-by', 'more-names', 'no-key', 'not-as-planned', 'process', 'process-in', 'runs-without-it']
  expect([...details]).toEqual(expect.arrayContaining(said))
})
