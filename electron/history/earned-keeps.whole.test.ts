import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Bytes, type Epoch, type Instant, type Layer, RigName } from '../contract/model/basics.ts'
import type { AtxSeen, RewardSeen, Smidge } from '../contract/model/earned.ts'
import { idOf } from '../verdict/testing/small-rig.ts'
import { type History, heardNotes } from './index.ts'
import type { Note } from './notes.ts'
import { historyFolder } from './testing/history-folder.io.ts'

let kept = historyFolder()
beforeEach(() => {
  kept = historyFolder()
})
afterEach(() => kept.end())

const [home, attic] = [RigName.parse('home'), RigName.parse('attic')]
const smesher = idOf(1)
const atx = (epoch: number): AtxSeen => ({ id: `a${epoch}`, smesher, publishEpoch: epoch as Epoch, coinbase: 'x1', numUnits: 2 })
const reward = (layer: number, total: string): RewardSeen => ({
  smesher,
  layer: layer as Layer,
  total: total as Smidge,
  layerReward: total as Smidge,
  coinbase: 'x1',
})
const hears = (history: History) => heardNotes(history.note, 0).remembers

test('what nodes tell of work and pay is kept once, over nodes, repetitions and an end without a goodbye; the last word on a layer stands', async () => {
  const first = await kept.open()
  const tell = hears(first)
  tell.earned(home, [atx(7), atx(8)], [reward(70, '9007199254740993'), reward(71, '5')])
  tell.earned(attic, [atx(8)], [reward(71, '5')])
  tell.events(home, [
    {
      at: (kept.now() + 8) as never,
      kind: 'atx-published',
      failure: false,
      smesher,
      help: '',
      fields: { publish: '8', target: '9', atx: 'a8' },
    },
  ])
  await first.ask.earned(smesher, 1)
  await kept.kill()
  const next = await kept.open()
  hears(next).earned(attic, [atx(8), atx(9)], [reward(71, '6')])
  const of = { numUnits: 2, coinbase: 'x1' }
  expect(await next.ask.earned(smesher, 10)).toEqual({
    atxs: [
      { id: 'a9', epoch: 9, at: null, node: attic, ...of },
      { id: 'a8', epoch: 8, at: kept.now() + 8, node: home, ...of },
      { id: 'a7', epoch: 7, at: null, node: home, ...of },
    ],
    rewards: [
      { layer: 71, total: '6', coinbase: 'x1', node: attic },
      { layer: 70, total: '9007199254740993', coinbase: 'x1', node: home },
    ],
    paid: { layers: 2, total: '9007199254740999' },
    forgotten: { epoch: null, layer: null },
  })
  expect(await next.ask.paid(smesher, { from: 7, before: 8, perEpoch: 10 })).toEqual([{ epoch: 7, layers: 2, total: '9007199254740999' }])
  expect((await next.ask.epochs([smesher], { from: 0, before: 100 }))[0]?.atxs).toEqual([7, 8, 9])
})

test('what the log of a service told of a proof is kept by its own times; a speed that was seen stays, and so does what became of it', async () => {
  const history = await kept.open()
  const at = (after: number) => (kept.now() + after) as Instant
  const logged = (epoch: number, part: object = {}): Note => ({
    note: 'proof-logged',
    identity: smesher,
    epoch: epoch as Epoch,
    how: 'done',
    seen: { began: at(10), ended: at(20), pass: 3, bytesPerSecond: 50, readBytes: 900 as Bytes, ...part },
  })
  const happened = (epoch: number, step: 'began' | 'taken', seen?: object): Note => ({
    note: 'happening',
    happening: {
      key: `${epoch} ${step}`,
      at: at(99),
      what: { is: 'proof-progressed', identity: smesher, name: 'a', epoch: epoch as Epoch, step, ...(seen && { seen }) } as never,
    },
  })
  history.note([happened(7, 'taken', { pass: 1, bytesPerSecond: 80, source: 'operator', bytes: 100 }), logged(7), logged(8), logged(8)])
  history.note([logged(9, { began: null, pass: null, bytesPerSecond: null, readBytes: null }), happened(9, 'taken')])
  expect(await history.ask.proofs(smesher, 10)).toEqual([
    { epoch: 9, began: null, ended: at(20), how: 'taken', passes: null, bytesPerSecond: null, bytes: null, source: 'log' },
    { epoch: 8, began: at(10), ended: at(20), how: 'done', passes: 3, bytesPerSecond: 50, bytes: 900, source: 'log' },
    { epoch: 7, began: at(10), ended: at(20), how: 'taken', passes: 3, bytesPerSecond: 80, bytes: 900, source: 'operator' },
  ])
})
