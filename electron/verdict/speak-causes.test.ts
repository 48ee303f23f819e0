import { describe, expect, test } from 'vitest'
import type { Epoch } from '../contract/model/basics.ts'
import type { LastEnd, NodeRow, SlotRow } from '../contract/model/rig.ts'
import { saw } from '../contract/seen.ts'
import { slotOf } from '../processes/testing/slot-of.ts'
import { newEpochEvidence } from '../sight/epoch-evidence.ts'
import { at, clock, idOf, minute, name, nodeRow, said, seenRow } from './testing/small-rig.ts'

const proving = { key: 'ok', post: 'proving', operator: 'off', event: 'none' } as const
const inRound = (epoch: number) => ({ ...newEpochEvidence(), registered: new Set([epoch as Epoch]) })
const sight = (epochs = newEpochEvidence(), shownAt = 0) => ({ identity: () => ({ epochs, unbrokenSince: 0, shownAt }) })
const answers = (now: number, part: Partial<NodeRow> = {}) => nodeRow({ seenAt: now as NodeRow['seenAt'], identities: [idOf(1)], ...part })
const slot = (state: SlotRow['state']): SlotRow => slotOf({ state })
const _begun = (at: number): SlotRow => slotOf({ state: 'running', pid: 5, ours: true, startedAt: at as SlotRow['startedAt'] })

describe('one cause is one alert', () => {
  const now = at(5, 4)
  const twice = (node: string, path: string) => [
    { id: 'key-loaded-elsewhere', verdict: 'fail', evidence: '', values: { id: idOf(2), node, path, runs: 'no' } } as const,
  ]
  const clocks = { ofNode: new Map([name('home'), name('attic')].map((node) => [node, clock.key] as const)) }

  test('a key that two nodes would load outranks a node that ended, is told once for both, and names all whom it concerns', () => {
    const nodes = [
      answers(now, { findings: twice('attic', '/attic/b1.key') }),
      nodeRow({ name: name('attic'), reach: 'silent', slot: slot('ended'), findings: twice('home', '/home/b1.key') }),
    ]
    const two = [
      seenRow({ node: name('attic'), state: 'node-silent' }),
      seenRow({ id: idOf(2), name: 'b1', service: null, state: 'key-twice', tone: 'bad' }),
    ]
    const { alerts, verdict } = said({ now, identities: two, nodes, ...clocks, ...sight(inRound(5)) })
    expect(alerts.map(({ words }) => words)).toEqual(['key-twice', 'node-ended'])
    expect(alerts[0]).toMatchObject({ id: `key-twice-${idOf(2)}`, tone: 'bad', values: { name: 'b1' } })
    expect(alerts[0]?.identities.toSorted()).toEqual([idOf(1), idOf(2)])
    expect(alerts[0]?.evidence).toEqual([saw('would-load-it', 'attic', '/attic/b1.key'), saw('would-load-it', 'home', '/home/b1.key')])
    expect(verdict.needs).toBe(2)
  })

  test('a profile whose disk is full is told once, whichever nodes need it', () => {
    const full = [{ id: 'disk-floor', verdict: 'warn', evidence: '', values: { path: '/profile', free: '0' } } as const]
    const nodes = [answers(now, { findings: full }), nodeRow({ name: name('attic'), seenAt: now as NodeRow['seenAt'], findings: full })]
    const { alerts } = said({ now, identities: [seenRow()], nodes, ...clocks, ...sight(inRound(5)) })
    expect(alerts.filter(({ values }) => values.finding === 'disk-floor')).toHaveLength(1)
  })

  test('one name too many in one folder is told once, and another fault of that folder by itself', () => {
    const findings = [
      { id: 'next-start-refused-duplicate-key', verdict: 'fail', evidence: '', values: { files: 'a.key, b.key', detail: '' } } as const,
      { id: 'key-under-two-names', verdict: 'fail', evidence: '', values: { id: idOf(1), files: 'a.key, b.key' } } as const,
      { id: 'coinbase-missing', verdict: 'fail', evidence: '', values: {} } as const,
    ]
    const nodes = [answers(now, { findings: [...findings] })]
    const { alerts } = said({ now, identities: [seenRow({ state: 'key-twice', tone: 'bad' })], nodes, ...sight(inRound(5)) })
    expect(alerts.map(({ id }) => id)).toEqual([`key-twice-${idOf(1)}`, 'findings-home'])
    expect(alerts[1]?.values).toMatchObject({ finding: 'coinbase-missing', more: '0' })
  })

  test('deleted keys of a running node: what its rows, its next start and the look for copies say is one alert', () => {
    const none = { id: 'next-start-creates-local-key', verdict: 'warn', evidence: saw('no-key-loads'), values: { beside: '' } } as const
    const nodes = [answers(now, { identities: [idOf(1), idOf(2)], findings: [none] })]
    const gone = { cell: { ...proving, key: 'absent' }, state: 'key-file-gone', tone: 'odd' } as const
    const two = [seenRow(gone), seenRow({ ...gone, id: idOf(2), name: 'b1', service: null })]
    const nowhere = { id: 'key-nowhere', verdict: 'fail', evidence: '/post/a1', values: { id: idOf(1), folder: '/post/a1' } } as const
    const keys = [{ key: idOf(1), identity: idOf(1), name: 'a1', checks: [nowhere], copies: [] }]
    const { alerts } = said({ now, identities: two, nodes, keys, ...sight(inRound(5)) })
    expect(alerts).toMatchObject([
      {
        id: 'keys-gone-home',
        words: 'key-file-gone',
        tone: 'bad',
        values: { names: 'a1, b1', count: '2' },
        identities: [idOf(1), idOf(2)],
      },
    ])
    expect(alerts[0]?.evidence).toEqual(
      expect.arrayContaining([saw('listed-by', 'home'), saw('no-key-loads'), saw('no-file-of-key', '/post/a1')]),
    )
    // Loaded by nobody it is another thing: no row speaks of the folder.
    expect(said({ now, identities: [seenRow()], nodes, keys, ...sight(inRound(5)) }).alerts.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['risk-home-next-start-creates-local-key', `key-nowhere-${idOf(1)}`]),
    )
  })

  test('of many names an alert tells three, and how many there are', () => {
    const rows = Array.from({ length: 10 }, (_, index) =>
      seenRow({ id: idOf(index), name: `a${index}`, service: null, state: 'node-silent' }),
    )
    const [alert] = said({ now, identities: rows, nodes: [answers(now, { reach: 'silent' })], services: [], ...sight() }).alerts
    expect(alert?.values).toMatchObject({ names: 'a0, a1, a2', count: '10' })
  })
})

describe('what a node that is down costs', () => {
  const end: LastEnd = { at: at(2, 1) as never, meaning: 'unknown', exit: 0, signal: null, line: '', lines: [], by: 'nobody' }
  const down = (part: Partial<NodeRow>, lookedSince: number, now = at(20, 1)) =>
    said({ now, lookedSince, nodes: [answers(now, { reach: 'silent', ...part })], identities: [], ...sight() }).alerts[0]
  const ended = { slot: slotOf({ state: 'ended', lastEnd: end }), seenAt: end.at }
  test('what has passed without it, by the clock, and the round it can still be in', () => {
    expect(down(ended, at(1, 0))).toMatchObject({
      deadline: at(20, 10),
      costEpochs: 1,
      values: { passed: '18', from: '2', to: '19', unseen: '0', stake: '21' },
    })
    expect(down(ended, at(1, 0), at(20, 11))).toMatchObject({ deadline: at(21, 10), values: { stake: '22' } })
  })
  test('what nobody looked at, or of which only silence is known, was not observed', () => {
    expect(down(ended, at(10, 0))).toMatchObject({ values: { passed: '18', unseen: '8' } })
    expect(down({ seenAt: end.at }, at(1, 0))).toMatchObject({ values: { passed: '18', unseen: '18' } })
    const remembered = { nodeSeen: () => at(17, 1), wasOpen: () => false }
    const now = at(20, 1)
    const [alert] = said({ now, nodes: [answers(now, { reach: 'silent', seenAt: null })], identities: [], remembered, ...sight() }).alerts
    expect(alert).toMatchObject({ words: 'node-never', values: { passed: '3', from: '17', to: '19', unseen: '3' } })
  })
  test('before an epoch has passed it costs what any trouble does', () => {
    expect(down({ ...ended, seenAt: at(20, 0.5) as never }, at(1, 0))).toMatchObject({ costEpochs: 2, values: { node: 'home' } })
  })
})

test('a node that has not answered since the start is told after a minute, at once where it was told before', () => {
  const now = at(5, 1)
  const nodes = [answers(now, { reach: 'silent', seenAt: null })]
  const scene = {
    now,
    nodes,
    identities: [seenRow({ state: 'node-silent' })],
    lookedSince: now - 2_000,
    ...sight(newEpochEvidence(), now - 1_000),
  }
  expect(said(scene)).toMatchObject({ alerts: [], verdict: { calm: false, why: 'looking', needs: 0 } })
  const remembered = { nodeSeen: () => null, wasOpen: (id: string) => id === 'node-home' }
  expect(said({ ...scene, remembered }).alerts.map(({ id }) => id)).toEqual(['node-home'])
  expect(said({ ...scene, lookedSince: now - minute }).alerts.map(({ id }) => id)).toEqual(['node-home'])
})
