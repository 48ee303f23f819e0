import { describe, expect, it } from 'vitest'
import type { Bytes, Epoch, Layer } from '../../electron/contract/model/basics.ts'
import { count, list, percent, rate, size } from './numbers.ts'

const GiB = 1024 ** 3

describe('numbers', () => {
  it('groups thousands', () => {
    expect([0, 999, 1000, 248705, -12482, 1234567.5].map(count)).toEqual(['0', '999', '1,000', '248,705', '−12,482', '1,234,567.5'])
  })
  it('writes sizes in binary units', () => {
    expect(size(812 as Bytes)).toBe('812 bytes')
    expect(size((64 * 1024) as Bytes)).toBe('64 KiB')
    expect(size((768 * GiB) as Bytes)).toBe('768 GiB')
    expect(size((31 * 64 * GiB) as Bytes)).toBe('1.94 TiB')
    expect(size((11.3 * GiB) as Bytes)).toBe('11.3 GiB')
  })
  it('takes no epoch and no layer for a size', () => {
    // @ts-expect-error an epoch
    const ofEpoch = () => size(3 as Epoch)
    // @ts-expect-error a layer
    const ofLayer = () => size(3 as Layer)
    expect([ofEpoch, ofLayer]).toHaveLength(2)
  })
  it('writes rates in decimal units', () => {
    expect([0, 900, 68e6, 182.4e6, 1.25e9].map(rate)).toEqual(['0 B/s', '900 B/s', '68 MB/s', '182 MB/s', '1.3 GB/s'])
  })
  it('never rounds a part up to the whole, nor a start down to nothing', () => {
    expect([0, 0.0004, 0.436, 0.9999, 1].map(percent)).toEqual(['0 %', '1 %', '43 %', '99 %', '100 %'])
  })
  it('lists as a sentence does', () => {
    expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(list)).toEqual(['', 'a', 'a and b', 'a, b and c'])
  })
})
