import type { ClientFrame, HostFrame } from '../contract/wire.ts'

/** Limits of one connection; bytes of UTF-8. */
export const limits = {
  clientFrameBytes: 256 * 1024,
  hostFrameBytes: 1024 * 1024,
  callsInFlight: 64,
  /** Values of one watch that are sent but not yet taken; a slower reader makes the source wait. */
  watchWindow: 8,
} as const

/** Why a frame was refused; each ends the connection, for a right page never sends one. */
export type FrameFault = 'too-large' | 'not-json' | 'not-a-frame'

const encoder = new TextEncoder()

/** Whether the text takes more than `limit` bytes as UTF-8; counts only when the length leaves a doubt. */
export const exceeds = (text: string, limit: number): boolean =>
  text.length > limit || (text.length * 3 > limit && encoder.encode(text).length > limit)

type Fields = Readonly<Record<string, unknown>>

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)

const hasOnly = (fields: Fields, ...keys: readonly string[]): boolean => Object.keys(fields).every((key) => keys.includes(key))

const isCount = (value: unknown, most: number): value is number =>
  Number.isSafeInteger(value) && Number(value) >= 1 && Number(value) <= most

const toFrame = (fields: Fields): ClientFrame | null => {
  const { t, id, path, count } = fields
  if (!isCount(id, Number.MAX_SAFE_INTEGER)) return null
  switch (t) {
    case 'call':
      return hasOnly(fields, 't', 'id', 'path', 'input') && typeof path === 'string' && path.length <= 200
        ? { t, id, path, input: fields.input }
        : null
    case 'cancel':
      return hasOnly(fields, 't', 'id') ? { t, id } : null
    case 'took':
      return hasOnly(fields, 't', 'id', 'count') && isCount(count, limits.watchWindow) ? { t, id, count } : null
    default:
      return null
  }
}

/** Reads one frame from a page; trusts nothing about it. */
export const parseClientFrame = (text: string): ClientFrame | FrameFault => {
  if (exceeds(text, limits.clientFrameBytes)) return 'too-large'
  try {
    const value: unknown = JSON.parse(text)
    return (isFields(value) ? toFrame(value) : null) ?? 'not-a-frame'
  } catch {
    return 'not-json'
  }
}

/** The frame as text, or `null` when it is over the limit to the page. */
export const encodeHostFrame = (frame: HostFrame): string | null => {
  const text = JSON.stringify(frame)
  return exceeds(text, limits.hostFrameBytes) ? null : text
}
