import type { Bytes, Instant } from '../contract/model/basics.ts'
import type { LoggedProof } from '../contract/model/rig.ts'
import { dataFileIndex } from './data-files.ts'
import { parseServiceLine, type ServicePhase, serviceTextPhase } from './service-log.ts'

interface FileSeen {
  /** From 0. */
  readonly index: number
  /** Milliseconds, by the service's clock. */
  readonly at: number
}

/** One proof, as the lines of its service tell of it (docs/protocol.md §13); times are the service's own, in whole seconds. */
interface LogProof {
  /** 64 lower-case hex characters; `null`: its beginning was not read. */
  readonly challenge: string | null
  readonly phase: LoggedProof['phase']
  readonly began: number | null
  readonly ended: number | null
  readonly at: number
  readonly nonces: LoggedProof['nonces']
  /** Of this pass, the first and the last data file whose reading was told. */
  readonly files: { readonly first: FileSeen; readonly last: FileSeen } | null
  /** How long this pass read, by its own word, and how long the one before it did, which read everything. */
  readonly readMs: number | null
  readonly wholeMs: number | null
}

export interface LogProofs {
  readonly now: LogProof | null
  /** Oldest first. */
  readonly ended: readonly LogProof[]
}

export const noLogProofs: LogProofs = { now: null, ended: [] }

/** A node asks for a proof in two weeks: what is older than these was kept, or is not told any more. */
const endedMost = 8

const begun = (challenge: string | null, began: number | null, at: number): LogProof => ({
  challenge,
  began,
  at,
  phase: 'k2pow',
  ended: null,
  nonces: null,
  files: null,
  readMs: null,
  wholeMs: null,
})

const spanOf = (text: string): number | null => {
  const [, minutes, seconds] = /^finished reading POST data in (\d{1,6})m (\d{1,2})s/.exec(text) ?? []
  return minutes === undefined || seconds === undefined ? null : (Number(minutes) * 60 + Number(seconds)) * 1_000
}

function withFile(proof: LogProof, path: string, at: number): LogProof {
  const index = dataFileIndex(path.split(/[/\\]/).at(-1) ?? '')
  if (index === null) return proof
  const seen = { index, at }
  // Files are read in order: one before the first belongs to another pass, whose beginning was not read.
  const first = proof.files === null || index < proof.files.first.index ? seen : proof.files.first
  return { ...proof, files: { first, last: seen } }
}

const over = ({ now, ended }: LogProofs, phase: 'done' | 'failed', at: number): LogProofs =>
  now === null ? { now, ended } : { now: null, ended: [...ended, { ...now, phase, ended: at, at }].slice(-endedMost) }

/** By what a line says of the proof in the making, which is `now`; all else says nothing of it. */
function afterPhase(proofs: LogProofs, phase: ServicePhase, { now, at, text }: { now: LogProof; at: number; text: string }): LogProofs {
  // Another process writes on: what the one before it was at is over, and nobody said how.
  if (phase.kind === 'starting') return { ...proofs, now: null }
  if (phase.kind === 'proof-asked') return { ...proofs, now: begun(phase.challenge, at, at) }
  if (phase.kind === 'k2pow') {
    // The next pass begins where the one before it read everything and found nothing.
    const pass = { nonces: phase.nonces, files: null, readMs: null, wholeMs: now.readMs ?? now.wholeMs }
    return { ...proofs, now: { ...now, ...pass, phase: 'k2pow', at } }
  }
  if (phase.kind === 'reading') return { ...proofs, now: { ...now, phase: 'reading', at } }
  if (phase.kind === 'reading-finished') return { ...proofs, now: { ...now, readMs: spanOf(text), at } }
  if (phase.kind === 'proof-finished') return over(proofs, 'done', at)
  return phase.kind === 'failed' ? over(proofs, 'failed', at) : proofs
}

/** Folds one line. Of a proof whose beginning was not read all is told that its later lines say, and when it began stays unknown. */
export function foldProof(proofs: LogProofs, line: string): LogProofs {
  const read = parseServiceLine(line)
  const at = Date.parse(read?.at ?? '')
  if (read === null || Number.isNaN(at)) return proofs
  const now = proofs.now ?? begun(null, null, at)
  const [, path] = /^Reading file: (.{1,4096}?)(?:\t.*)?$/.exec(read.text) ?? []
  if (path !== undefined) return { ...proofs, now: { ...withFile(now, path, at), phase: 'reading', at } }
  const phase = serviceTextPhase(read.text)
  return phase === null ? proofs : afterPhase(proofs, phase, { now, at, text: read.text })
}

/** What lies in the data folder: `null` where its metadata can't be read. */
export interface DataSizes {
  readonly totalBytes: number | null
  /** Of each file but the last. */
  readonly fileBytes: number | null
}

/** Times are printed in whole seconds: of a shorter span no speed is told. A tenth off is near enough. */
const leastMs = 10_000

const passOf = ({ nonces }: LogProof): number | null => {
  const width = nonces === null ? 0 : nonces.end - nonces.start
  return nonces === null || width <= 0 ? null : Math.floor(nonces.start / width) + 1
}

/** By the files of this pass, else by the one before it, which read all there is: a lucky pass ends nobody knows where. */
function speedOf({ files, wholeMs }: LogProof, { totalBytes, fileBytes }: DataSizes): number | null {
  const [count, ms] = files === null ? [0, 0] : [files.last.index - files.first.index, files.last.at - files.first.at]
  if (fileBytes !== null && count > 0 && ms >= leastMs) return (count * fileBytes * 1_000) / ms
  return totalBytes !== null && wholeMs !== null && wholeMs >= leastMs ? (totalBytes * 1_000) / wholeMs : null
}

const whole = (value: number | null): Bytes | null => (value !== null && Number.isSafeInteger(value) ? (value as Bytes) : null)

function shown(proof: LogProof, sizes: DataSizes): LoggedProof {
  const { challenge, phase, began, ended, at, nonces, files } = proof
  const pass = passOf(proof)
  const { totalBytes, fileBytes } = sizes
  // A file is begun when those before it were read; of the first one nothing is known.
  const before = files === null || fileBytes === null ? null : (files.last.index - files.first.index) * fileBytes
  const position = before === null || before === 0 ? null : Math.min(before, totalBytes ?? before)
  const passes = pass === null || totalBytes === null ? null : (pass - 1) * totalBytes
  return {
    challenge,
    phase,
    nonces,
    pass,
    began: began as Instant | null,
    ended: ended as Instant | null,
    at: at as Instant,
    positionBytes: phase === 'k2pow' ? null : whole(position),
    readBytes: passes === null || passes + (position ?? 0) === 0 ? null : whole(passes + (position ?? 0)),
    bytesPerSecond: speedOf(proof, sizes),
  }
}

/** For the row: the proof in the making last. */
export const loggedProofs = ({ now, ended }: LogProofs, sizes: DataSizes): LoggedProof[] =>
  [...ended, ...(now === null ? [] : [now])].map((proof) => shown(proof, sizes))
