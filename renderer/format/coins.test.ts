import { expect, test } from 'vitest'
import type { Smidge } from '../../electron/contract/model/earned.ts'
import { coins, coinsExact, summed } from './coins.ts'

const smidge = (text: string) => text as Smidge

test('smidge are shown as SMH: never rounded up, never as nothing, exact where it is asked for', () => {
  expect(coins(smidge('134330117293'))).toBe('134.33')
  expect(coins(smidge('999999999'))).toBe('0.999')
  expect(coins(smidge('7'))).toBe('0.000000007')
  expect(coins(smidge('0'))).toBe('0')
  expect(coinsExact(smidge('134330117293'))).toBe('134.330117293')
  expect(coinsExact(smidge('18446744073709551615'))).toBe('18,446,744,073.709551615')
  expect(summed([smidge('18446744073709551615'), smidge('1')])).toBe('18446744073709551616')
})
