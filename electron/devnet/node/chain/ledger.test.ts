import { expect, it } from 'vitest'
import type { Atx, Layer } from './chain-types.ts'
import { hashedLayers, rewardsOf } from './ledger.ts'

const hex = (bytes: Uint8Array | null) => (bytes === null ? null : Buffer.from(bytes).toString('hex'))
const layer = (number: number, slots: Layer['slots'] = []): Layer => ({ number, slots })

it('pays layer 41 as it was recorded: 18, 11, 24 and 11 slots of 64', () => {
  const slots = [['a', 18] as const, ['b', 11] as const, ['c', 24] as const, ['d', 11] as const]
  const paid = rewardsOf([layer(40), layer(41, slots)], (id) => ({ id }) as Atx)
  expect(paid.map(({ layer: number, amount }) => [number, amount])).toEqual([
    [41, 134_330_117_293n],
    [41, 82_090_627_234n],
    [41, 179_106_823_057n],
    [41, 82_090_627_234n],
  ])
})

it('hashes empty layers as they were recorded', () => {
  const [first, second, third] = hashedLayers([layer(39), layer(40), layer(41, [['a', 1]])])
  expect([hex(first?.before ?? null), hex(first?.after ?? null)?.slice(0, 10)]).toEqual(['', 'af1349b9f5'])
  expect([hex(second?.before ?? null), hex(second?.after ?? null)?.slice(0, 10)]).toEqual([hex(first?.after ?? null), '82878ed8a4'])
  expect([second?.block, third?.block?.length]).toEqual([null, 20])
})
