import { goDurationMs } from './go-duration.ts'
import type { PoetTiming } from './known-networks.ts'

/** A PoET as it is asked: `host:port`, whether by TLS, and what stands before `/v1/info`. */
export interface PoetPlace {
  readonly address: string
  readonly secure: boolean
  readonly path: string
}

/** Reads the address of a PoET as configurations have it; `null` for what is no http or https address, or has a name and password in it. */
export function poetPlace(text: string): PoetPlace | null {
  if (text.length > 300 || !URL.canParse(text)) return null
  const { protocol, hostname, port, pathname, username, password } = new URL(text)
  if (!['http:', 'https:'].includes(protocol) || username + password !== '') return null
  const secure = protocol === 'https:'
  return { address: `${hostname}:${port || (secure ? 443 : 80)}`, secure, path: `${pathname.replace(/\/+$/, '')}/v1/info` }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null
const yearMs = 366 * 86_400_000

/** A duration as the gateway writes it: seconds, with up to nine decimals. */
const spanOf = (value: unknown): number | null => {
  if (typeof value !== 'string' || !/^\d{1,12}(?:\.\d{1,9})?s$/.test(value)) return null
  const ms = goDurationMs(value)
  return ms === null || ms > yearMs ? null : ms
}

function objectIn(body: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(body)
    return isObject(value) ? value : null
  } catch {
    return null
  }
}

/** The public key that a PoET signs its proofs with, base64 of 32 bytes, as configurations name it; `null` when there is none. */
export function parsePoetKey(body: string): string | null {
  const key = objectIn(body)?.servicePubkey
  return typeof key === 'string' && /^[A-Za-z0-9+/]{43}=$/.test(key) ? key : null
}

/**
 * Reads `GET /v1/info` of a PoET: its phase shift and cycle gap. It knows nothing of the grace period, which is the node's own.
 * `null` when it makes no sense; a gap of nothing is none.
 */
export function parsePoetInfo(body: string): PoetTiming | null {
  const value = objectIn(body)
  if (value === null) return null
  const phaseShiftMs = spanOf(value.phaseShift)
  const cycleGapMs = spanOf(value.cycleGap)
  if (phaseShiftMs === null || cycleGapMs === null || cycleGapMs === 0) return null
  return { phaseShiftMs, cycleGapMs, gracePeriodMs: null }
}
