import type { ErrorCode } from './errors.ts'

/** A pipe for text between one page and its host; the only thing that a shell has to supply. Frames are JSON text (docs/security.md, frames). */
export interface Channel {
  /** Never throws; after the close it does nothing. */
  send(text: string): void
  onFrame(listener: (text: string) => void): void
  /** Called once, whichever side closed. */
  onClose(listener: () => void): void
  close(): void
}

/** An expected failure on the wire; `internal` carries `data.reference`, which stands in the host's log. */
export interface WireError {
  readonly code: ErrorCode
  readonly message: string
  readonly data?: unknown
}

/** Page to host. `took` says how many values of a watch were used, which lets the host send as many more. */
export type ClientFrame =
  | { readonly t: 'call'; readonly id: number; readonly path: string; readonly input?: unknown }
  | { readonly t: 'cancel'; readonly id: number }
  | { readonly t: 'took'; readonly id: number; readonly count: number }

/** Host to page: one `ok` or `fail` per call; any number of `next`, then `end` or `fail`, per watch. */
export type HostFrame =
  | { readonly t: 'ok'; readonly id: number; readonly value: unknown }
  | { readonly t: 'next'; readonly id: number; readonly value: unknown }
  | { readonly t: 'end'; readonly id: number }
  | { readonly t: 'fail'; readonly id: number; readonly error: WireError }
