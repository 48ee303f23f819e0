import type { Smidge } from '../../electron/contract/model/earned.ts'
import { locale } from '../language/language.ts'

/** An amount is never rounded up: what is shown is owned. */
const of = (digits: number) => new Intl.NumberFormat(locale, { maximumFractionDigits: digits, roundingMode: 'trunc' })
const [usual, exact] = [of(3), of(9)]

/** 10⁹ smidge are one SMH; as text, so that no digit is lost on the way. */
const inSmh = (smidge: Smidge): Intl.StringNumericLiteral => {
  const digits = smidge.padStart(10, '0')
  return `${digits.slice(0, -9)}.${digits.slice(-9)}` as Intl.StringNumericLiteral
}

export const summed = (amounts: readonly Smidge[]): Smidge => String(amounts.reduce((sum, one) => sum + BigInt(one), 0n)) as Smidge

/** "134,330.117": SMH, whole to the last of nine digits. */
export const coinsExact = (smidge: Smidge): string => exact.format(inSmh(smidge))

/** "134.33": SMH with three digits; what is less than a thousandth has all its digits. */
export const coins = (smidge: Smidge): string => (BigInt(smidge) < 1_000_000n ? exact : usual).format(inSmh(smidge))
