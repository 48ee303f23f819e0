import fc from 'fast-check'
import type { Check, Epoch } from '../../contract/model/basics.ts'
import type { NodeRow, SlotRow } from '../../contract/model/rig.ts'
import { allCells, shownState } from '../../identities/cells.ts'
import { slotOf } from '../../processes/testing/slot-of.ts'
import { newEpochEvidence } from '../../sight/epoch-evidence.ts'
import type { SeenRow } from '../../sight/index.ts'
import { createEpochBook } from '../epoch-book.ts'
import { at, idOf, minute, name, nodeRow, type Scene, seenRow, serviceRow } from './small-rig.ts'

/* Any state × any moment × any findings × any history. */
const verdicts = ['pass', 'pass', 'pass', 'warn', 'unknown', 'fail'] as const
const findings = fc.array(
  fc.record({
    id: fc.constantFrom('service-data-incomplete', 'next-start-remote', 'lock-file-shared'),
    verdict: fc.constantFrom(...verdicts),
  }),
  { maxLength: 1 },
)
const withText = (found: readonly Pick<Check, 'id' | 'verdict'>[]) => found.map((one) => ({ ...one, evidence: '', values: {} }))

const slots: readonly SlotRow['state'][] = [
  'running',
  'running',
  'external',
  'stopped',
  'ended',
  'latched',
  'backing-off',
  'starting',
  'unknown',
]
const reaches: readonly NodeRow['reach'][] = ['answers', 'answers', 'answers', 'unknown', 'starting', 'silent', 'garbled', 'hangs']

const rowArbitrary = fc
  .record({
    cell: fc.constantFrom(...allCells),
    banned: fc.integer({ min: 0, max: 9 }).map((drawn) => drawn === 0),
    started: fc.option(fc.constant(2_000), { nil: null }),
    healthy: fc.boolean(),
    held: fc.integer({ min: 0, max: 9 }).map((drawn) => drawn === 0),
  })
  .map(({ cell, banned, started, healthy, held }): Partial<SeenRow> => {
    const calm = { key: 'ok', post: 'idle', operator: 'idle', event: 'none' } as const
    const facts = {
      banned: banned && !healthy,
      heldByMigration: held && !healthy,
      sinceFirstAnswerMs: healthy ? null : started,
      unaskedMs: null,
      keyReturned: false,
      listedBeforeFileWent: false,
      servesOtherNode: false,
      unconnectedMs: null,
    }
    const { overlay, state } = shownState(healthy ? calm : cell, facts)
    return { cell: healthy ? calm : cell, overlay, state: state.key, tone: state.tone }
  })

export const epochBetween = (min: number, max: number) => fc.integer({ min, max }).map((epoch) => epoch as Epoch)
const evidenceArbitrary = fc
  .record({
    registered: fc.array(epochBetween(3, 6), { maxLength: 4 }),
    atxs: fc.array(fc.record({ epoch: epochBetween(2, 5), minutes: fc.integer({ min: 3, max: 14 }) }), { maxLength: 3 }),
    absent: fc.array(epochBetween(3, 5), { maxLength: 2 }),
    unbroken: fc.boolean(),
    shownAt: fc.constantFrom(at(5, 0), at(5, 12), at(5, 20)),
  })
  .map(({ registered, atxs, absent, unbroken, shownAt }) => ({
    epochs: {
      ...newEpochEvidence(),
      registered: new Set(registered),
      atxs: new Map(atxs.map(({ epoch, minutes }) => [epoch, { at: at(epoch, minutes), seenAt: at(epoch, minutes) }])),
      absent: new Map(absent.map((epoch) => [epoch, at(epoch + 1, 1)])),
    },
    unbrokenSince: unbroken ? at(2, 0) : null,
    shownAt,
  }))

const soundRig = { reach: 'answers', nodeFindings: [], ended: false, history: '' } as const

export const randomScene = fc
  .record({
    rows: fc.array(fc.record({ row: rowArbitrary, seen: evidenceArbitrary, service: fc.constantFrom(...slots), of: findings }), {
      minLength: 1,
      maxLength: 4,
    }),
    reach: fc.constantFrom(...reaches),
    nodeFindings: findings,
    ended: fc.boolean(),
    /** Every other rig has nothing wrong with it but what its identities bring along. */
    sound: fc.boolean(),
    minutes: fc.double({ min: 0, max: 29.9, noNaN: true }),
    history: fc.string({ unit: fc.constantFrom(...'4:p 5:m 4:q 3:l 5:n '.split(/(?=\d)/)), maxLength: 3 }),
  })
  .map(({ rows: drawn, minutes, sound, ...rest }): Scene => {
    const { reach, nodeFindings, ended, history } = sound ? soundRig : rest
    const rows = sound ? drawn.map((row) => ({ ...row, service: 'running' as const, of: [] })) : drawn
    const now = at(5, minutes)
    const ids = rows.map((_row, index) => idOf(index))
    const file = { version: 1, identities: Object.fromEntries(ids.map((id) => [id, history.trim()])), seen: [] }
    return {
      now,
      identities: rows.map(({ row }, index) => seenRow({ id: idOf(index), name: `i${index}`, service: name(`i${index}`), ...row })),
      services: rows.map(({ service, of }, index) =>
        serviceRow({ name: name(`i${index}`), identity: idOf(index), findings: withText(of) }, { state: service, startClosed: null }),
      ),
      nodes: [
        nodeRow({
          reach,
          seenAt: (now - 1_000) as NodeRow['seenAt'],
          identities: ids,
          findings: withText(nodeFindings),
          slot: ended ? slotOf({ state: 'ended' }) : null,
        }),
      ],
      identity: (id) => rows[ids.indexOf(id)]?.seen ?? null,
      lookedSince: at(5, 0) - 2 * minute,
      book: createEpochBook(JSON.stringify(file)),
    }
  })
