import type { Bytes, Instant } from '../contract/model/basics.ts'
import type { Progress } from '../contract/model/identity.ts'
import type { LoggedProof } from '../contract/model/rig.ts'
import { type OperatorStatus, passOf } from '../post/index.ts'

/** Positions of the current pass, as they were seen; what speed and end are estimated from. */
export interface PassTrack {
  readonly key: string
  readonly first: { readonly position: Bytes; readonly at: number } | null
  readonly last: { readonly position: Bytes; readonly at: number } | null
}

export const noPass: PassTrack = { key: '', first: null, last: null }

export const noProgress: Progress = {
  phase: 'none',
  nonces: null,
  pass: null,
  positionBytes: null,
  totalBytes: null,
  bytesPerSecond: null,
  expectedAt: null,
}

/** Follows the position within one pass; each pass starts anew, its k2pow first. */
export function trackPass(before: PassTrack, status: OperatorStatus, at: number): PassTrack {
  if (status.kind !== 'proving') return noPass
  const key = `${status.nonces.start}..${status.nonces.end}`
  const same = before.key === key && (before.last?.position ?? 0) <= status.position
  const seen = { position: status.position, at }
  if (status.position === 0) return { key, first: null, last: null }
  return same && before.first !== null ? { key, first: before.first, last: seen } : { key, first: seen, last: seen }
}

function speedOf({ first, last }: PassTrack): number | null {
  if (first === null || last === null || last.at <= first.at || last.position <= first.position) return null
  return ((last.position - first.position) * 1000) / (last.at - first.at)
}

/** Progress for the row. The end is that of this pass; further passes may follow, so it is never the end of the proof. */
export function progressOf(status: OperatorStatus | null, track: PassTrack, totalBytes: Bytes | null): Progress {
  if (status === null || status.kind === 'idle') return { ...noProgress, totalBytes }
  if (status.kind === 'done') return { ...noProgress, phase: 'done', totalBytes }
  const speed = speedOf(track)
  const left = totalBytes === null ? null : Math.max(0, totalBytes - status.position)
  const started = track.last
  const pass = passOf(status)
  return {
    phase: status.position === 0 ? 'k2pow' : 'reading',
    nonces: status.nonces.end === 0 ? null : status.nonces,
    pass,
    positionBytes: status.position,
    totalBytes,
    bytesPerSecond: speed,
    readBytes: pass === null || totalBytes === null ? null : (((pass - 1) * totalBytes + status.position) as Bytes),
    source: 'operator',
    expectedAt: speed === null || left === null || started === null ? null : (Math.round(started.at + (left * 1000) / speed) as Instant),
  }
}

/** The same by the log of its service, where nobody else tells: a proof in the making, and of its position that it is at least there. */
export function loggedProgress(proof: LoggedProof | undefined, totalBytes: Bytes | null): Progress {
  if (proof === undefined || (proof.phase !== 'k2pow' && proof.phase !== 'reading')) return { ...noProgress, totalBytes }
  const { phase, nonces, pass, positionBytes, readBytes, bytesPerSecond, at } = proof
  const left = totalBytes === null || positionBytes === null ? null : Math.max(0, totalBytes - positionBytes)
  const isEndKnown = phase === 'reading' && left !== null && bytesPerSecond !== null
  return {
    phase,
    nonces,
    pass,
    positionBytes,
    totalBytes,
    bytesPerSecond,
    readBytes,
    source: 'log',
    expectedAt: isEndKnown ? (Math.round(at + (left * 1_000) / bytesPerSecond) as Instant) : null,
  }
}
