import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { NodeRow, ServiceRow } from '../contract/model/rig.ts'
import { allCells, shownState } from '../identities/cells.ts'
import { newEpochEvidence } from '../identities/epoch-evidence.ts'
import type { SeenRow } from '../identities/index.ts'
import { createEpochBook } from './epoch-book.ts'
import { at, idOf, minute, name, nodeRow, type Scene, said, seenRow, serviceRow } from './testing/small-rig.ts'

/* Any state × any moment × any findings × any history: whatever a rig looks like, its screens say one thing. */
const verdicts = ['pass', 'pass', 'pass', 'warn', 'unknown', 'fail'] as const
const findings = fc.array(
  fc.record({ id: fc.constantFrom('service-data-incomplete', 'next-start-remote', 'lock-shared'), verdict: fc.constantFrom(...verdicts) }),
  { maxLength: 1 },
)
const withText = (found: readonly { id: string; verdict: (typeof verdicts)[number] }[]) =>
  found.map((one) => ({ ...one, evidence: '', values: {} }))

const slots: readonly ServiceRow['state'][] = [
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
  })
  .map(({ cell, banned, started, healthy }): Partial<SeenRow> => {
    const calm = { key: 'ok', post: 'idle', operator: 'idle', event: 'none' } as const
    const facts = {
      banned: banned && !healthy,
      heldByMigration: false,
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

const evidenceArbitrary = fc
  .record({
    registered: fc.array(fc.integer({ min: 3, max: 6 }), { maxLength: 4 }),
    atxs: fc.array(fc.record({ epoch: fc.integer({ min: 2, max: 5 }), minutes: fc.integer({ min: 3, max: 14 }) }), { maxLength: 3 }),
    absent: fc.array(fc.integer({ min: 3, max: 5 }), { maxLength: 2 }),
    unbroken: fc.boolean(),
  })
  .map(({ registered, atxs, absent, unbroken }) => ({
    epochs: {
      ...newEpochEvidence(),
      registered: new Set(registered),
      atxs: new Map(atxs.map(({ epoch, minutes }) => [epoch, { at: at(epoch, minutes), seenAt: at(epoch, minutes) }])),
      absent: new Map(absent.map((epoch) => [epoch, at(epoch + 1, 1)])),
    },
    unbrokenSince: unbroken ? at(2, 0) : null,
    shownAt: at(5, 0),
  }))

const soundRig = { reach: 'answers', nodeFindings: [], ended: false, history: '' } as const

const scene = fc
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
    const slot = {
      state: 'ended',
      lastEnd: null,
      nextTryAt: null,
      heldBy: null,
      startClosed: null,
      stopClosed: null,
      restartClosed: null,
      outlasted: false,
      stopWords: null,
    } as const
    return {
      now,
      identities: rows.map(({ row }, index) => seenRow({ id: idOf(index), name: `i${index}`, service: name(`i${index}`), ...row })),
      services: rows.map(({ service, of }, index) =>
        serviceRow({ name: name(`i${index}`), identity: idOf(index), state: service, startClosed: null, findings: withText(of) }),
      ),
      nodes: [
        nodeRow({
          reach,
          seenAt: (now - 1_000) as NodeRow['seenAt'],
          identities: ids,
          findings: withText(nodeFindings),
          slot: ended ? slot : null,
        }),
      ],
      identity: (id) => rows[ids.indexOf(id)]?.seen ?? null,
      lookedSince: at(5, 0) - 2 * minute,
      book: createEpochBook(JSON.stringify(file)),
    }
  })

const runs = { numRuns: 1_000 }
const order = ['bad', 'odd', 'warn', 'active', 'idle']

test('a row asks for a person exactly when it is counted and an alert names it', () => {
  fc.assert(
    fc.property(scene, (one) => {
      const { identities, alerts, verdict } = said(one)
      const asking = identities.filter(({ attention }) => attention).map(({ id }) => id)
      const named = new Set(alerts.flatMap(({ identities: ids }) => ids))
      expect([...asking].sort()).toEqual([...named].sort())
      expect(verdict.needs).toBe(asking.length)
      expect(new Set(alerts.map(({ id }) => id)).size).toBe(alerts.length)
    }),
    runs,
  )
})

test('calm never stands beside a trouble', () => {
  fc.assert(
    fc.property(scene, (one) => {
      const { identities, alerts, verdict } = said(one)
      if (!verdict.calm) return
      expect(alerts).toEqual([])
      expect(verdict).toMatchObject({ needs: 0, unknown: 0, why: null, tone: 'good' })
      for (const { tone, standing, attention } of identities) {
        expect(attention).toBe(false)
        expect(['idle', 'active', 'good']).toContain(tone)
        expect(['ahead', 'due', 'proving', 'published']).toContain(standing.is)
      }
      for (const { reach } of one.nodes ?? []) expect(reach).toBe('answers')
      const idle = new Set(identities.filter(({ state }) => state === 'not-enrolled').map(({ service }) => service))
      for (const { name: service, state, findings: found } of one.services ?? []) {
        // Nobody misses the service of an identity that no node is to load.
        if (!idle.has(service)) expect(['running', 'external', 'starting']).toContain(state)
        expect(found.every(({ verdict: is }) => is === 'pass')).toBe(true)
      }
    }),
    runs,
  )
})

test('the worst stands first, and the verdict has its tone; green is only the ATX of this epoch', () => {
  fc.assert(
    fc.property(scene, (one) => {
      const { identities, alerts, verdict } = said(one)
      const places = alerts.map(({ tone }) => order.indexOf(tone))
      expect(places).toEqual([...places].sort((left, right) => left - right))
      expect(alerts.map(({ rank }) => rank)).toEqual(alerts.map((_alert, rank) => rank))
      if (alerts.length > 0) expect(verdict.tone).toBe(alerts[0]?.tone)
      for (const { tone, standing, state } of identities)
        if (tone === 'good')
          expect([state, standing.is]).toEqual(state === 'accepted' ? ['accepted', 'proving'] : ['published', 'published'])
      for (const { tone, attention, standing } of identities)
        if ((tone === 'bad' || tone === 'odd' || tone === 'warn') && !attention)
          expect(['not-registered', 'published-late']).toContain(standing.is)
    }),
    runs,
  )
})
