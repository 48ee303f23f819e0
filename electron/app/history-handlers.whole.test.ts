import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Epoch, type Instant, type Layer, RigName, SmesherId } from '../contract/model/basics.ts'
import type { NodeTold } from '../contract/model/history.ts'
import type { History } from '../history/index.ts'
import type { Note } from '../history/notes.ts'
import { historyFolder } from '../history/testing/history-folder.io.ts'
import { historyHandlers } from './history-handlers.ts'
import type { Session } from './session.io.ts'

const hour = 3_600_000
const day = 24 * hour
const [home, attic] = [RigName.parse('home'), RigName.parse('attic')]
const [a1, b1, lone] = ['0a', '0b', '0c'].map((pair) => SmesherId.parse(pair.repeat(32))) as [SmesherId, SmesherId, SmesherId]
/** Epochs of ten days; the gap of epoch e is open from day 10 e + 2 to day 10 e + 3. */
const clock = { genesisAt: 0, layerMs: hour, layersPerEpoch: 240, phaseShiftMs: 3 * day, cycleGapMs: day, gracePeriodMs: hour }
const start = 5 * day

let kept = historyFolder(start)
beforeEach(() => {
  kept = historyFolder(start)
})
afterEach(() => kept.end())

const context = { signal: new AbortController().signal, connection: {} }

async function opened() {
  const history = await kept.open()
  const identities = [
    { id: a1, node: home },
    { id: b1, node: attic },
    { id: lone, node: null },
  ]
  const rows = () => ({ identities, clocks: new Map([['net', clock]]), ofNode: new Map([home, attic].map((node) => [node, 'net'])) })
  const handlers = historyHandlers({ session: () => ({ history, rows }) as unknown as Session, now: kept.now })
  const { grid, strips, events, proofs, page } = handlers
  return {
    history,
    grid: async (id: SmesherId, before?: number) =>
      (await grid({ id, ...(before === undefined ? {} : { before: before as Epoch }) }, context)).cells.map(
        ({ epoch, is }) => `${epoch} ${is}`,
      ),
    strips: (ids: SmesherId[], most: number) => strips({ ids, most }, context),
    events: (asked: Omit<Parameters<typeof events>[0], 'limit'>, limit = 100) => events({ ...asked, limit }, context),
    proofs: (id: SmesherId) => proofs({ id }, context),
    cells: async (id: SmesherId) => (await grid({ id }, context)).cells,
    page: (asked: Parameters<typeof page>[0]) => page(asked, context),
  }
}

const outcome = (history: History, id: SmesherId, epoch: number) =>
  history.note([{ note: 'outcomes', of: [[id, epoch as Epoch, 'published']] }])

test('where nobody looked at its node an epoch is not seen; of another node’s identities it is unknown', async () => {
  const { history, grid, strips } = await opened()
  await kept.advance(60 * day)
  for (const id of [a1, b1, lone]) outcome(history, id, 1)
  history.note([{ note: 'gap', node: home, cause: 'not-followed', since: 32 * day, until: 33 * day }])
  history.note([{ note: 'gap', node: null, cause: 'closed', since: 42 * day, until: 43 * day }])
  expect(await grid(a1)).toEqual(['1 published', '2 unknown', '3 not-seen', '4 not-seen', '5 unknown', '6 open'])
  expect(await grid(b1)).toEqual(['1 published', '2 unknown', '3 unknown', '4 not-seen', '5 unknown', '6 open'])
  expect(await grid(a1, 3)).toEqual(['1 published', '2 unknown'])
  // Without a node no clock says which epochs there are.
  expect(await grid(lone)).toEqual(['1 published'])
  expect(await strips([b1, lone, a1], 2)).toEqual([
    {
      id: b1,
      cells: [
        { epoch: 5, is: 'unknown' },
        { epoch: 6, is: 'open' },
      ],
    },
    { id: lone, cells: [{ epoch: 1, is: 'published' }] },
    {
      id: a1,
      cells: [
        { epoch: 5, is: 'unknown' },
        { epoch: 6, is: 'open' },
      ],
    },
  ])
})

test('an identity that nobody knows has no epochs, proofs or events', async () => {
  const { grid, proofs, events } = await opened()
  const stranger = SmesherId.parse('ff'.repeat(32))
  expect(await grid(stranger)).toEqual([])
  expect(await proofs(stranger)).toEqual({ proofs: [] })
  expect(await events({ identity: stranger })).toMatchObject({ entries: [], more: false })
})

test('every time without a look is in one page of what happened, whatever its length', async () => {
  const { history, events } = await opened()
  const told = (after: number): NodeTold => ({
    is: 'node-event',
    node: home,
    event: 'post-start',
    identity: a1,
    failure: false,
    help: '',
    fields: { n: String(after) },
  })
  await kept.advance(1_000)
  history.note(
    Array.from({ length: 10 }, (_, place) => ({ note: 'told', at: (start + 10 * place) as Instant, what: told(place) }) as const),
  )
  const gaps = [-8, 5, 21, 38, 55, 85, 95].map(
    (at) => ({ note: 'gap', node: null, cause: 'closed', since: start + at, until: start + at + 3 }) as const,
  )
  history.note(gaps)
  const seen: number[] = []
  let before: string | undefined
  for (let pages = 0; pages < 9; pages += 1) {
    const page = await events(before === undefined ? {} : { before }, 3)
    seen.push(...page.gaps.map(({ since }) => since - start))
    before = page.entries.at(-1)?.key
    if (!page.more) break
  }
  expect(new Set(seen)).toEqual(new Set([-8, 5, 21, 38, 55, 85, 95]))
  history.note([attic, home].map((node) => ({ note: 'gap', node, cause: 'not-followed', since: start + 40, until: start + 41 }) as const))
  const nodesOf = async (asked: { identity?: SmesherId }) => (await events(asked)).gaps.flatMap(({ node }) => node ?? []).toSorted()
  expect([await nodesOf({}), await nodesOf({ identity: a1 }), await nodesOf({ identity: lone })]).toEqual([[attic, home], [home], []])
  // A damaged row ends no page too early.
  kept.sql("UPDATE happenings SET what = '{' WHERE at = (SELECT max(at) FROM happenings)")
  expect(await events({}, 3)).toMatchObject({ more: true, entries: [{}, {}, {}] })
})

test('a page of epochs has all that is kept of each; the next one begins where it ended, and where the span begins it ends', async () => {
  const { history, page, cells } = await opened()
  await kept.advance(60 * day)
  outcome(history, a1, 4)
  history.note([{ note: 'atx-seen', id: 'x', identity: a1, epoch: 4 as Epoch, at: null, node: home, numUnits: 2, coinbase: 'c' }])
  const reward = (layer: number): Note => ({
    note: 'reward-seen',
    id: `${layer}`,
    identity: a1,
    layer: layer as Layer,
    smidge: '5',
    coinbase: 'c',
    node: home,
  })
  history.note([reward(4 * 240), reward(5 * 240 - 1), reward(5 * 240)])
  const proof = {
    is: 'proof-progressed',
    identity: a1,
    name: 'a',
    epoch: 4 as Epoch,
    step: 'done',
    seen: { pass: 2, bytesPerSecond: 7, bytes: 20, source: 'log' },
  } as const
  history.note([{ note: 'happening', happening: { key: 'p', at: (44 * day) as Instant, what: proof } }])
  const first = await page({ id: a1, limit: 2 })
  expect(first.epochs.map(({ epoch, is, paid }) => [epoch, is, paid])).toEqual([
    [6, 'open', null],
    [5, 'unknown', { layers: 1, total: '5' }],
  ])
  expect(first.more).toBe(true)
  const next = await page({ id: a1, limit: 2, from: 4 as Epoch, before: 5 as Epoch })
  expect(next).toMatchObject({
    epochs: [
      {
        epoch: 4,
        is: 'published',
        atxs: [{ id: 'x', numUnits: 2 }],
        proof: { passes: 2, bytes: 20, source: 'log' },
        paid: { layers: 2, total: '10' },
      },
    ],
    more: false,
  })
  expect((await page({ id: a1, limit: 2, before: 5 as Epoch })).more).toBe(true)
  expect((await cells(a1)).find(({ epoch }) => epoch === 4)?.paid).toEqual({ layers: 2, total: '10' })
  expect((await page({ id: lone, limit: 2 })).epochs).toEqual([])
})
