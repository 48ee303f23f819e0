import { statSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Epoch, type Instant, type Layer, RigName, SmesherId } from '../contract/model/basics.ts'
import { cellsOf, type History } from './index.ts'
import type { Note } from './notes.ts'
import { historyFolder } from './testing/history-folder.io.ts'

let kept = historyFolder()
beforeEach(() => {
  kept = historyFolder()
})
afterEach(() => kept.end())

const home = RigName.parse('home')
const ids = Array.from({ length: 1_000 }, (_, index) => SmesherId.parse(index.toString(16).padStart(64, '0')))
const [first] = ids as [SmesherId]
const epochs = 200
const megabyte = 1_000_000

const inEpoch = (epoch: number): Note[] => [
  { note: 'outcomes', of: ids.map((id) => [id, epoch as Epoch, epoch % 7 === 0 ? 'late' : 'published']) },
  ...ids.map(
    (identity): Note => ({
      note: 'atx-seen',
      id: `${epoch} ${identity}`,
      identity,
      epoch: epoch as Epoch,
      at: null,
      node: home,
      numUnits: 4,
      coinbase: 'x1',
    }),
  ),
  ...ids.map(
    (identity): Note => ({
      note: 'reward-seen',
      id: `${epoch * 10} ${identity}`,
      identity,
      layer: (epoch * 10) as Layer,
      smidge: '7462784293',
      coinbase: 'x1',
      node: home,
    }),
  ),
  ...ids.map((identity): Note => {
    const what = { is: 'proof-progressed', identity, name: 'a', epoch: epoch as Epoch, step: 'done' } as const
    return { note: 'happening', happening: { key: `${epoch} ${identity}`, at: (kept.now() + epoch) as Instant, what } }
  }),
]

/** As a node that is out of its mind tells: proposals, and rewards of one layer after the other. */
const flood = (turn: number): Note[] => [
  ...Array.from({ length: 4_000 }, (_, index): Note => {
    const fields = { layer: `${turn} ${index}`, filler: 'x'.repeat(400) }
    return {
      note: 'told',
      at: (kept.now() + index) as Instant,
      what: { is: 'node-event', node: home, event: 'proposal', identity: first, failure: false, help: '', fields },
    }
  }),
  ...Array.from(
    { length: 6_000 },
    (_, index): Note => ({
      note: 'reward-seen',
      id: `f ${turn} ${index}`,
      identity: first,
      layer: (2_000 + turn) as Layer,
      smidge: '1',
      coinbase: 'x1',
      node: home,
    }),
  ),
  ...Array.from({ length: 50 }, (_, index): Note => {
    const since = kept.now() + index
    return { note: 'gap', node: home, cause: 'not-followed', since, until: since + 1 }
  }),
]

async function fill(history: History, floods: boolean): Promise<void> {
  for (let epoch = 1; epoch <= epochs; epoch += 1) {
    history.note(inEpoch(epoch))
    if (floods && epoch % 8 === 0) history.note(flood(epoch))
    await history.ask.gaps({ since: 0, until: 0, most: 1 })
  }
}

const outcomesOf = async (history: History): Promise<readonly string[]> => {
  const [one] = await history.ask.epochs([first], { from: 0, before: 1_000 })
  const { dropped, first: began } = await history.ask.gaps({ since: 0, until: 0, most: 1 })
  if (one === undefined) throw new Error('no answer')
  return cellsOf({ kept: one, times: null, gaps: [], first: began, dropped, now: kept.now(), most: 400, before: null }).map(({ is }) => is)
}

test('a thousand identities through two hundred epochs, with floods: no more than may be, and none of what they came to is pushed out', async () => {
  const history = await kept.open()
  await fill(history, true)
  expect(statSync(kept.path).size).toBeLessThan(280 * megabyte)
  const outcomes = await outcomesOf(history)
  expect(outcomes).toHaveLength(epochs)
  expect(new Set(outcomes)).toEqual(new Set(['published', 'late']))
  // The flood pushed out what is as a flood is, and that is told.
  const { rewards, paid, forgotten } = await history.ask.earned(first, 10)
  expect(rewards).toHaveLength(10)
  expect(paid.layers).toBeLessThan(200_000)
  expect(forgotten.layer).toBeGreaterThan(0)
}, 300_000)

test('in a file that may use too little for all of it, the oldest epochs go, and are said to be no longer kept', async () => {
  const history = await kept.open({ bytes: 8 * megabyte })
  await fill(history, false)
  await history.close()
  const again = await kept.open({ bytes: 8 * megabyte })
  expect(statSync(kept.path).size).toBeLessThan(24 * megabyte)
  const { dropped } = await again.ask.gaps({ since: 0, until: 0, most: 1 })
  const [one] = await again.ask.epochs([first], { from: 0, before: 1_000 })
  expect(one?.outcomes.length).toBeGreaterThan(10)
  expect(one?.outcomes.length).toBeLessThan(epochs)
  expect(dropped.outcomes).toBeGreaterThan(0)
  expect(Math.min(...(one?.outcomes.map(([epoch]) => epoch) ?? []))).toBe((dropped.outcomes ?? 0) + 1)
  const times = {
    genesisAt: kept.now() - 200.5 * 1_000,
    layerMs: 100,
    layersPerEpoch: 10,
    phaseShiftMs: 300,
    cycleGapMs: 100,
    gracePeriodMs: 10,
  }
  const asked = { times, gaps: [], first: times.genesisAt, dropped, now: kept.now(), most: 400, before: null }
  const cells = one === undefined ? [] : cellsOf({ ...asked, kept: one })
  expect(cells.slice(0, (dropped.outcomes ?? 0) - 1).every(({ is }) => is === 'forgotten')).toBe(true)
  expect(cells.some(({ is }) => is === 'not-seen' || is === 'unknown')).toBe(false)
}, 300_000)
