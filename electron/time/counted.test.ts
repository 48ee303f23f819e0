import { expect, test } from 'vitest'
import type { Bytes, Epoch, Layer } from '../contract/model/basics.ts'
import type { IdentityRow } from '../contract/model/identity.ts'
import type { NodeRow } from '../contract/model/rig.ts'
import {
  type EpochTimes,
  epochAt,
  epochStart,
  epochsIn,
  gapTimesOf,
  keepNewest,
  lastEpochs,
  layerAt,
  layerStart,
  layersBetween,
  type NetworkTimes,
  newest,
  oldest,
  plus,
} from './index.ts'

const [epoch, layer, bytes] = [5 as Epoch, 5 as Layer, 5 as Bytes]

test('no layer, no count of bytes and no bare number passes for an epoch', () => {
  const mixed = (times: NetworkTimes): unknown => [
    // @ts-expect-error a layer
    gapTimesOf(times, layer),
    // @ts-expect-error bytes
    gapTimesOf(times, bytes),
    // @ts-expect-error what arithmetic left bare
    epochStart(times, epoch + 1),
    // @ts-expect-error the layer of a moment
    epochStart(times, layerAt(times, 0)),
    // @ts-expect-error one end is a layer
    epochsIn({ from: epoch, to: layer }),
    // @ts-expect-error what epochs are kept by
    keepNewest(new Map<Layer, string>(), 1),
    // @ts-expect-error the newer of an epoch and a layer
    epochStart(times, newest([epoch, layer]) ?? epoch),
    epochStart(times, plus(epoch, 1)),
  ]
  expect(mixed).toBeTypeOf('function')
})

test('no epoch, no count of bytes and no bare number passes for a layer', () => {
  const mixed = (times: EpochTimes): unknown => [
    // @ts-expect-error an epoch
    layerStart(times, epoch),
    // @ts-expect-error bytes
    layerStart(times, bytes),
    // @ts-expect-error the epoch of a moment
    layersBetween(layer, epochAt(times, 0)),
    // @ts-expect-error what arithmetic left bare
    layersBetween(layer, layer + 1),
    layersBetween(layer, plus(layer, 1)),
  ]
  expect(mixed).toBeTypeOf('function')
})

test('rows hold each in its place', () => {
  // @ts-expect-error a layer for an epoch
  const lastAtx: IdentityRow['lastAtx'] = { publishEpoch: layer, at: null }
  // @ts-expect-error an epoch for a size
  const part: Pick<IdentityRow, 'sizeBytes'> = { sizeBytes: epoch }
  // @ts-expect-error an epoch for a layer
  const sync: NodeRow['sync'] = { synced: true, peers: 1, currentLayer: epoch, latestLayer: layer, processedLayer: layer }
  expect([lastAtx, part, sync]).toHaveLength(3)
})

test('bytes are not counted on like epochs and layers', () => {
  // @ts-expect-error bytes
  const mixed = (): unknown => [plus(bytes, 1)]
  expect(mixed).toBeTypeOf('function')
})

test('on and back, and how far', () => {
  expect([plus(epoch, 2), plus(epoch, -6)]).toEqual([7, -1])
  expect([layersBetween(layer, plus(layer, 3)), layersBetween(plus(layer, 3), layer)]).toEqual([3, -3])
})

test('the newest and the oldest of what is known; what is no number is never taken for one', () => {
  const none = Number.NaN as Epoch
  expect([newest([null, epoch, plus(epoch, 1), null, plus(epoch, -1)]), newest([null]), newest([])]).toEqual([6, null, null])
  expect([oldest([null, epoch, plus(epoch, 1), null, plus(epoch, -1)]), oldest([])]).toEqual([4, null])
  expect([newest([none, epoch]), newest([epoch, none]), oldest([none, epoch]), oldest([epoch, none])]).toEqual([none, none, none, none])
})

test('the last epochs, as far as there are any', () => {
  expect(lastEpochs(epoch, 2)).toEqual({ from: 3, to: 5 })
  expect(lastEpochs(plus(epoch, -4), 2)).toEqual({ from: 0, to: 1 })
  expect(epochsIn(lastEpochs(epoch, 2))).toEqual([3, 4, 5])
  expect(epochsIn({ from: epoch, to: plus(epoch, -1) })).toEqual([])
})

test('the oldest are forgotten, in whatever order they came', () => {
  const kept = new Set([9, 3, 7, 5].map((one) => one as Epoch))
  keepNewest(kept, 2)
  expect([...kept]).toEqual([9, 7])
})
