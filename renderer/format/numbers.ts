import type { Bytes } from '../../electron/contract/model/basics.ts'
import { locale } from '../language/language.ts'

/** Numbers as every screen writes them, in the language of the page. */
const numbers = [0, 1, 2].map((digits) => new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }))
const anyNumber = new Intl.NumberFormat(locale, { maximumFractionDigits: 20 })
const byteNumber = new Intl.NumberFormat(locale, { style: 'unit', unit: 'byte', unitDisplay: 'long' })
const lists = new Intl.ListFormat(locale)
const plurals = new Intl.PluralRules(locale)

/** 248705 → "248,705". Not for years and ports. */
export const count = (value: number): string => anyNumber.format(value).replace('-', '−')

const fixed = (value: number, digits: 0 | 1 | 2): string => numbers[digits]?.format(value) ?? ''

const binary = ['', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const

/** Binary sizes: "812 bytes", "768 GiB", "1,728 GiB", "1.94 TiB". Below two of a unit the smaller one is exacter. */
export const size = (bytes: Bytes): string => {
  let value: number = bytes
  let unit = 0
  while (value >= 1024 && unit < binary.length - 1) {
    value /= 1024
    unit += 1
  }
  if (unit === 0) return byteNumber.format(Math.round(value))
  const whole = Math.abs(value - Math.round(value)) < 0.005
  return `${fixed(value, whole || value >= 100 ? 0 : value < 10 ? 2 : 1)} ${binary[unit] ?? ''}`
}

/** A size that came as text, in bytes. */
export const sizeOf = (bytes: string | undefined): string => size(Number(bytes ?? 0) as Bytes)

const decimal = ['B/s', 'kB/s', 'MB/s', 'GB/s'] as const

/** Decimal rates: "182 MB/s". */
export const rate = (bytesPerSecond: number): string => {
  let value = bytesPerSecond
  let unit = 0
  while (value >= 999.5 && unit < decimal.length - 1) {
    value /= 1000
    unit += 1
  }
  return `${fixed(value, value < 9.95 && unit > 0 ? 1 : 0)} ${decimal[unit] ?? ''}`
}

/** A part of a whole, 0 to 1, as "43 %"; never 100 % before the whole is there, never 0 % after the start. */
export const percent = (part: number): string => {
  if (part >= 1) return '100 %'
  if (part <= 0) return '0 %'
  return `${Math.min(99, Math.max(1, Math.floor(part * 100)))} %`
}

/** What a language has for each of its plurals; `other` for those that it does not tell apart. */
export type PluralForms = { readonly other: string } & Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>

/** "1 identity", "3 identities". */
export const counted = (value: number, forms: PluralForms): string => `${count(value)} ${forms[plurals.select(value)] ?? forms.other}`

/** "attic", "attic and home", "attic, home and zoo". */
export const list = (names: readonly string[]): string => lists.format(names)
