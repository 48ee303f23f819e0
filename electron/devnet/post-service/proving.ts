import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import { type DataFile, expectedSizes, listDataFiles, totalBytes } from './data-files.ts'
import type { Log } from './log.ts'
import type { Metadata } from './metadata.ts'
import { chanceOfPass, expectedHashes, indicesLength } from './odds.ts'
import type { Pace } from './pace.ts'
import type { Progress, Proof } from './proof-machine.ts'
import type { Settings } from './settings.ts'

const PROVE = 'post::prove'
const BATCH = 1024 * 1024

export interface Proving {
  readonly challenge: string
  readonly metadata: Metadata
  readonly settings: Settings
  readonly pace: Pace
  readonly log: Log
  readonly signal: AbortSignal
  readonly report: (progress: Progress) => void
}

/** A number from 0 to 1 that depends on nothing but the words: the same challenge gives the same luck. */
function chance(...words: readonly (string | number)[]): number {
  return createHash('sha256').update(words.join('|')).digest().readUInt32BE(0) / 2 ** 32
}

const minutes = (proving: Proving, since: number): string => {
  const seconds = Math.floor((proving.pace.time.now() - since) / 1000)
  return `${Math.floor(seconds / 60)}m ${seconds % 60}s`
}

const waitFor = (ms: number, { pace, signal }: Proving) => pace.time.sleep(ms, signal)

/** Slow enough to miss the cycle gap, and fast enough to be done before the epoch ends. */
const SLOWED_BY = 3.5

/** Bytes that were read since then; a disk that was made slow on purpose reads fewer. */
const bytesRead = ({ pace: { time, bytesPerSecond }, settings }: Proving, since: number): number =>
  (((time.now() - since) / 1000) * bytesPerSecond) / (time.isSlow(basename(settings.dir)) ? SLOWED_BY : 1)

/** Reads `until` bytes file by file at the configured rate and reports the position in whole batches. */
async function readData(proving: Proving, files: readonly DataFile[], pass: { nonces: Progress['nonces']; until: number }): Promise<void> {
  let since = proving.pace.time.now()
  let read = 0
  const total = files.reduce((sum, file) => sum + file.size, 0)
  let opened = 0
  let openedBytes = 0
  for (let position = 0; ; ) {
    while (opened < files.length && (openedBytes === 0 || openedBytes <= position)) {
      const file = files[opened]
      if (file === undefined) break
      proving.log('INFO', 'post::reader', `Reading file: ${file.path}`)
      openedBytes += file.size
      opened += 1
    }
    if (position >= pass.until) return
    await waitFor(proving.pace.tickMs, proving)
    read += bytesRead(proving, since)
    since = proving.pace.time.now()
    position = read >= total ? total : Math.floor(read / BATCH) * BATCH
    proving.report({ nonces: pass.nonces, position: Math.min(position, pass.until) })
  }
}

function showFlags(settings: Settings): string {
  return `RandomXFlag(${settings.randomxMode === 'fast' ? 'FLAG_HARD_AES | FLAG_FULL_MEM | FLAG_JIT' : 'FLAG_HARD_AES | FLAG_JIT'})`
}

function announce(proving: Proving): void {
  const { settings, metadata } = proving
  const units = BigInt(Math.max(1, metadata.numUnits))
  const labels = BigInt(metadata.numUnits) * metadata.labelsPerUnit
  const difficulty = labels === 0n ? 0n : ((1n << 64n) * BigInt(settings.k1)) / labels
  const pow = (BigInt(`0x${settings.powDifficulty}`) / units).toString(16).padStart(64, '0').toUpperCase()
  proving.log(
    'INFO',
    PROVE,
    `generating proof with PoW flags: ${showFlags(settings)}, difficulty (scaled with SU): ${difficulty}, K2PoW difficulty (scaled with SU): ${pow}`,
  )
}

/** Files that can be used from the first one on: after a gap every offset is wrong. */
function usableFiles(proving: Proving): readonly DataFile[] {
  const files = listDataFiles(proving.settings.dir)
  const sizes = expectedSizes(proving.metadata)
  for (const [index, file] of files.entries())
    if (sizes[index] !== undefined && sizes[index] !== file.size)
      proving.log('WARN', 'post::reader', `invalid POS file size, expected: ${sizes[index]} vs actual: ${file.size}`)
  return files
}

async function powFor(proving: Proving, nonces: Progress['nonces']): Promise<void> {
  const { settings, metadata, pace } = proving
  proving.log('INFO', PROVE, `calculating proof of work for nonces ${nonces.start}..${nonces.end}`)
  const began = proving.pace.time.now()
  const hashes = expectedHashes(settings.powDifficulty, metadata.numUnits, settings.nonces)
  await waitFor((hashes / pace.hashesPerSecond) * 1000, proving)
  proving.log('INFO', PROVE, `finished k2pow in ${minutes(proving, began)}`)
}

function proofOf(proving: Proving, nonces: Progress['nonces']): Proof {
  const { challenge, metadata, settings } = proving
  const luck = chance(challenge, nonces.start, 'nonce')
  const labels = BigInt(metadata.numUnits) * metadata.labelsPerUnit
  const bytes = createHash('shake256', { outputLength: Math.max(1, indicesLength(labels, settings.k2)) })
  bytes.update(challenge).update(metadata.nodeId)
  return {
    nonce: nonces.start + Math.floor(luck * settings.nonces),
    indices: bytes.digest(),
    pow: BigInt(Math.floor(chance(challenge, nonces.start, 'pow') * 64)),
  }
}

/** One pass: proof of work, then the data; a lucky pass ends before the data does. */
async function onePass(proving: Proving, nonces: Progress['nonces']): Promise<Proof | null> {
  const { settings, metadata, challenge } = proving
  proving.report({ nonces, position: 0 })
  await powFor(proving, nonces)
  const files = usableFiles(proving)
  const bytes = files.reduce((sum, file) => sum + file.size, 0)
  const total = totalBytes(metadata)
  const share = total === 0 ? 0 : Math.min(1, bytes / total)
  const owner = Buffer.from(metadata.nodeId).toString('hex')
  const found = chance(challenge, owner, nonces.start) < chanceOfPass({ k1: settings.k1, k2: settings.k2, nonces: settings.nonces, share })
  proving.log('INFO', PROVE, 'started reading POST data')
  const began = proving.pace.time.now()
  const until = found ? bytes * (0.8 + 0.2 * chance(challenge, owner, nonces.start, 'end')) : bytes
  await readData(proving, files, { nonces, until })
  proving.log('INFO', PROVE, `finished reading POST data in ${minutes(proving, began)}`)
  return found ? proofOf(proving, nonces) : null
}

/**
 * Works on one proof, pass after pass, until it is found; without data it goes on for ever, as the real program does.
 * Rejects when `signal` is aborted or the folder can't be read.
 */
export async function prove(proving: Proving): Promise<Proof> {
  const began = proving.pace.time.now()
  announce(proving)
  await waitFor(proving.pace.randomxStartMs, proving)
  for (let start = 0; ; start += proving.settings.nonces) {
    const proof = await onePass(proving, { start, end: start + proving.settings.nonces })
    if (proof !== null) {
      proving.log(
        'INFO',
        PROVE,
        `found proof for nonce: ${proof.nonce}, pow: ${proof.pow} with [] indices. It took ${minutes(proving, began)}`,
      )
      return proof
    }
    await waitFor(proving.pace.tickMs, proving)
  }
}
