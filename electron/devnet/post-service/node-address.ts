/** The node's address as the service's own reader takes it apart. */
export interface NodeAddress {
  readonly scheme: string | null
  readonly host: string
  readonly port: number
  /** As printed while connecting. */
  readonly shown: string
}

export type AddressOutcome = { readonly ok: true; readonly address: NodeAddress } | { readonly ok: false; readonly why: string }

const refused = (why: string): AddressOutcome => ({ ok: false, why })
const FORBIDDEN = /[^!#-;=?-Z[\]_a-z~]/

/** guess: which malformed address gets which of these words was read, not recorded; they all end the program at once. */
export function parseNodeAddress(text: string): AddressOutcome {
  if (text === '') return refused('empty string')
  if (FORBIDDEN.test(text)) return refused('invalid uri character')
  const match = /^(?:([A-Za-z][A-Za-z0-9+.-]*):\/\/)?([^/?#]*)([/?#].*)?$/.exec(text)
  const scheme = match?.[1]?.toLowerCase() ?? null
  const authority = match?.[2] ?? ''
  if (authority === '') return refused('invalid format')
  if (scheme === null && match?.[3] !== undefined) return refused('invalid format')
  const host = /^(?:[^@]*@)?(\[[0-9a-fA-F:.]+\]|[^:[\]]*)(?::([0-9]*))?$/.exec(authority)
  if (host === null || host[1] === undefined) return refused('invalid authority')
  const port = host[2] === undefined || host[2] === '' ? (scheme === 'https' ? 443 : 80) : Number(host[2])
  if (port > 65_535) return refused('invalid port')
  const shown = scheme === null ? text : `${scheme}://${authority}${match?.[3] ?? '/'}`
  return { ok: true, address: { scheme, host: host[1].replace(/^\[|\]$/g, ''), port, shown } }
}
