import { goDurationMs } from '../go-duration.ts'
import type { FlagKind } from './flag-table.ts'

/** Digits of Go's number texts: one underscore may stand between two of them. */
const digits = (set: string): string => `[${set}]+(?:_[${set}]+)*`
const wholeNumber = new RegExp(`^(?:0|[1-9](?:_?[0-9]+)*|0[xX]_?${digits('0-9a-fA-F')}|0[bB]_?${digits('01')}|0[oO]?_?${digits('0-7')})$`)

/** A whole number as Go's parser takes it with any base; `null` for anything else. */
export function goWholeNumber(text: string): bigint | null {
  if (text.length > 80 || !wholeNumber.test(text)) return null
  const plain = text.replaceAll('_', '')
  return BigInt(/^0[0-7]+$/.test(plain) ? `0o${plain.slice(1)}` : plain.toLowerCase())
}

const within = (text: string, max: bigint): boolean => {
  const whole = goWholeNumber(text)
  return whole !== null && whole <= max
}

const int64 = 2n ** 63n
function isInt(text: string): boolean {
  const negative = text.startsWith('-')
  return within(/^[+-]/.test(text) ? text.slice(1) : text, negative ? int64 : int64 - 1n)
}

/** `true`, `false`, or `null` for what the program refuses as a switch's value. */
export function goTruth(text: string): boolean | null {
  if (/^(?:1|t|T|TRUE|true|True)$/.test(text)) return true
  return /^(?:0|f|F|FALSE|false|False)$/.test(text) ? false : null
}

/** Address lists may stand in brackets, parts by comma. */
export const listParts = (text: string): readonly string[] => {
  const inner = /^\[([\s\S]*)\]$/.exec(text)?.[1] ?? text
  return inner === '' ? [] : inner.split(',')
}

const isTime = (text: string): boolean =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(Date.parse(text.replace(',', '.')))

/** Padded base64 of any length, as the node's decoder takes it: only the letters matter to it, not what their last bits say. */
const isBase64 = (text: string): boolean => /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text)

export type Section = Readonly<Record<string, unknown>>
export const isSection = (value: unknown): value is Section => typeof value === 'object' && value !== null && !Array.isArray(value)

/** One PoET as the flag or the file gives it; `null` when the node would not take it. */
export function poetOf(entry: unknown): { readonly address: string; readonly pubkey: string | null } | null {
  if (!isSection(entry)) return null
  const fields = Object.fromEntries(Object.entries(entry).map(([key, value]) => [key.toLowerCase(), value]))
  const { address = '', pubkey = null } = fields
  if (typeof address !== 'string' || (pubkey !== null && (typeof pubkey !== 'string' || !isBase64(pubkey)))) return null
  return { address: address.slice(0, 300), pubkey: typeof pubkey === 'string' && pubkey !== '' ? pubkey.slice(0, 100) : null }
}

/** The list behind `--poet-servers`; `null` when it is no JSON list of PoETs. */
export function poetList(text: string): readonly unknown[] | null {
  try {
    const list: unknown = JSON.parse(text)
    if (list === null) return []
    return Array.isArray(list) && list.every((entry) => poetOf(entry) !== null) ? list : null
  } catch {
    return null
  }
}

const isAccount = (text: string): boolean => {
  const at = text.indexOf('=')
  return at !== -1 && /^\d{1,20}$/.test(text.slice(at + 1)) && BigInt(text.slice(at + 1)) < 2n ** 64n
}

const takes: Readonly<Record<FlagKind, (text: string) => boolean>> = {
  switch: (text) => goTruth(text) !== null,
  text: () => true,
  texts: () => true,
  int: isInt,
  uint32: (text) => within(text, 2n ** 32n - 1n),
  uint64: (text) => within(text, 2n ** 64n - 1n),
  duration: (text) => goDurationMs(text) !== null,
  fraction: (text) => /^[+-]?(?:\d+\/\d*[1-9]\d*|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,6})?)$/.test(text),
  time: isTime,
  poets: (text) => poetList(text) !== null,
  addresses: (text) => listParts(text).every((part) => /^\/[a-z0-9]+\/\S+$/.test(part)),
  accounts: (text) => text.split(',').every(isAccount),
  hex32: (text) => /^[0-9a-fA-F]{64}$/.test(text),
  provider: (text) => text === '' || (/^\d{1,10}$/.test(text) && Number(text) < 2 ** 32),
  'randomx-mode': (text) => text === 'fast' || text === 'light',
  deprecated: () => false,
}

/** Whether the program takes this text for a flag of this kind. */
export const takesValue = (kind: FlagKind, text: string): boolean => takes[kind](text)
