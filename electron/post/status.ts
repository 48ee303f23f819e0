import type { Bytes } from '../contract/model/basics.ts'

/** What `GET /status` of a post-service says (docs/protocol.md §6). */
export type OperatorStatus =
  | { readonly kind: 'idle' }
  | {
      readonly kind: 'proving'
      /** Nonces of the current pass, `end` exclusive; `0..0` right after the start. */
      readonly nonces: { readonly start: number; readonly end: number }
      /** End of the lowest contiguous finished range of this pass, 0 while the k2pow runs. */
      readonly position: Bytes
    }
  /** A proof is ready, or its generation failed: the service doesn't tell which. */
  | { readonly kind: 'done' }

const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0

const hasOnly = (value: unknown, keys: readonly string[]): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).sort().join() === [...keys].sort().join()

/** Parses the body of `/status`; `null` when it is not a post-service that speaks. Strict: an unknown shape is foreign, never guessed at. */
export function parseStatus(body: string): OperatorStatus | null {
  let value: unknown
  try {
    value = JSON.parse(body)
  } catch {
    return null
  }
  if (value === 'Idle') return { kind: 'idle' }
  if (value === 'DoneProving') return { kind: 'done' }
  if (!hasOnly(value, ['Proving'])) return null
  const proving = value.Proving
  if (!hasOnly(proving, ['nonces', 'position']) || !isCount(proving.position)) return null
  const nonces = proving.nonces
  if (!hasOnly(nonces, ['start', 'end']) || !isCount(nonces.start) || !isCount(nonces.end) || nonces.end < nonces.start) return null
  return { kind: 'proving', nonces: { start: nonces.start, end: nonces.end }, position: proving.position as Bytes }
}

/** Number of the current pass, from 1; `null` before the first nonces are known. */
export function passOf(status: OperatorStatus): number | null {
  if (status.kind !== 'proving') return null
  const width = status.nonces.end - status.nonces.start
  return width === 0 ? null : Math.floor(status.nonces.start / width) + 1
}
