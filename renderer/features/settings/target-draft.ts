import type { NoticeWay } from '../../../electron/contract/model/notice.ts'
import { noticesWords } from '../../words/notices.ts'

const words = noticesWords.add

export type Kind = Exclude<NoticeWay['kind'], 'desktop'>
export const kinds: readonly Kind[] = ['mail', 'ntfy', 'discord', 'telegram', 'json']

type FieldKey = 'address' | 'token' | 'chat' | 'server' | 'user' | 'password' | 'from' | 'to'
export type Typed = Readonly<Partial<Record<FieldKey, string>>>
export type Tls = Extract<NoticeWay, { kind: 'mail' }>['tls']

interface FieldOf {
  readonly key: FieldKey
  readonly said: readonly [label: string, help: string]
  readonly optional?: boolean
  readonly secret?: boolean
}

const { fields } = words
/** What a form asks for, by the kind of target. */
export const fieldsOf: Readonly<Record<Kind, readonly FieldOf[]>> = {
  json: [{ key: 'address', said: fields.address }],
  ntfy: [
    { key: 'address', said: fields.ntfy },
    { key: 'token', said: fields.ntfyToken, optional: true, secret: true },
  ],
  discord: [{ key: 'address', said: fields.discord }],
  telegram: [
    { key: 'token', said: fields.token, secret: true },
    { key: 'chat', said: fields.chat },
  ],
  mail: [
    { key: 'server', said: fields.server },
    { key: 'user', said: fields.user, optional: true },
    { key: 'password', said: fields.password, optional: true, secret: true },
    { key: 'from', said: fields.from },
    { key: 'to', said: fields.to },
  ],
}

/** The way as typed so far. */
export function wayOf(kind: Kind, typed: Typed, tls: Tls): NoticeWay {
  const is = (key: FieldKey): string => (key === 'password' ? (typed[key] ?? '') : (typed[key] ?? '').trim())
  const orNull = (key: FieldKey): string | null => is(key) || null
  switch (kind) {
    case 'json':
    case 'discord':
      return { kind, address: is('address') }
    case 'ntfy':
      return { kind, address: is('address'), token: orNull('token') }
    case 'telegram':
      return { kind, address: 'https://api.telegram.org', token: is('token'), chat: is('chat') }
    case 'mail':
      return { kind, server: is('server'), tls, user: orNull('user'), password: orNull('password'), from: is('from'), to: is('to') }
  }
}

const isTaken = (name: string, names: readonly string[]): boolean => names.some((one) => one.toLowerCase() === name.toLowerCase())
/** The name, or with the first number that makes it another's. */
export const freeName = (name: string, names: readonly string[], nth = 1): string => {
  const one = nth === 1 ? name : `${name} ${nth}`
  return isTaken(one, names) ? freeName(name, names, nth + 1) : one
}

const isWeb = (address: string): boolean => URL.canParse(address) && /^https?:$/.test(new URL(address).protocol)
const isName = (name: string): boolean => /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,39}$/u.test(name)

/** Why it can't be added yet, in words; empty while nothing is typed, `null`: it can. */
export function missing({ kind, typed, name }: { kind: Kind; typed: Typed; name: string }, names: readonly string[]): string | null {
  if (!isName(name)) return words.wrongName
  if (isTaken(name, names)) return words.taken
  if (Object.values(typed).every((text) => text === '')) return ''
  if (fieldsOf[kind].some(({ key, optional }) => !optional && (typed[key] ?? '').trim() === '')) return words.missing
  return typed.address !== undefined && kind !== 'telegram' && kind !== 'mail' && !isWeb(typed.address.trim()) ? words.wrongAddress : null
}
