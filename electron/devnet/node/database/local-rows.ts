import type { DatabaseSync } from 'node:sqlite'
import type { NodeVersion } from '../versions.ts'

/** A PoST proof with what is needed to check it. */
export interface PostProof {
  readonly nonce: number
  readonly indices: Uint8Array
  readonly pow: bigint
}

/** The initial proof of an identity, kept for good. */
export interface InitialPost extends PostProof {
  readonly numUnits: number
  readonly commitmentAtx: Uint8Array
  readonly vrfNonce: bigint
}

/** What an identity is working on in this epoch; `epoch` is the publish epoch. */
export interface ChallengeRow {
  readonly epoch: number
  readonly sequence: number
  readonly previousAtx: Uint8Array
  readonly positioningAtx: Uint8Array
  readonly initial: InitialPost | null
  readonly poet: PoetProofRow | null
}

export interface PoetProofRow {
  readonly ref: Uint8Array
  readonly membership: Uint8Array
}

export interface RegistrationRow {
  readonly hash: Uint8Array
  readonly address: string
  readonly roundId: string
  /** Unix seconds. */
  readonly roundEnd: number
}

export interface NipostRow extends PostProof {
  readonly numUnits: number
  readonly vrfNonce: bigint
  readonly labelsPerUnit: bigint
  readonly poet: PoetProofRow
}

/** The rows of one identity in local.sql, all keyed by its public key and not by its file's name. */
export interface LocalRows {
  post(id: Uint8Array): InitialPost | null
  putPost(id: Uint8Array, post: InitialPost): void
  challenge(id: Uint8Array): ChallengeRow | null
  putChallenge(id: Uint8Array, challenge: ChallengeRow): void
  putPoetProof(id: Uint8Array, proof: PoetProofRow): void
  registrations(id: Uint8Array): RegistrationRow[]
  putRegistration(id: Uint8Array, registration: RegistrationRow): void
  nipost(id: Uint8Array): NipostRow | null
  putNipost(id: Uint8Array, nipost: NipostRow): void
  /** Forgets challenge, registrations and nipost; the initial proof stays. */
  clear(id: Uint8Array): void
}

type Row = Readonly<Record<string, unknown>>
const bytes = (value: unknown) => (value instanceof Uint8Array ? value : new Uint8Array())
const big = (value: unknown) => BigInt(typeof value === 'number' || typeof value === 'bigint' ? value : 0)

/** The queries of the builder on an open local.sql. */
export function localRows(database: DatabaseSync, version: NodeVersion): LocalRows {
  const post = version.postTable
  const one = (sql: string, id: Uint8Array): Row | null => select(database, sql).get(id) ?? null
  const rows: LocalRows = {
    post: (id) => postOf(one(`SELECT * FROM ${post} WHERE id = ?`, id)),
    putPost: (id, { nonce, indices, pow, numUnits, commitmentAtx, vrfNonce }) =>
      void database
        .prepare(
          `REPLACE INTO ${post} (id, post_nonce, post_indices, post_pow, num_units, commit_atx, vrf_nonce) VALUES (?, ?, ?, ?, ?, ?, ?)`,
        )
        .run(id, nonce, indices, pow, numUnits, commitmentAtx, vrfNonce),
    challenge: (id) => challengeOf(one('SELECT * FROM challenge WHERE id = ?', id), rows.post(id)),
    putChallenge: (id, challenge) => putChallenge(database, id, challenge),
    putPoetProof: (id, { ref, membership }) =>
      void database.prepare('UPDATE challenge SET poet_proof_ref = ?, poet_proof_membership = ? WHERE id = ?').run(ref, membership, id),
    registrations: (id) =>
      select(database, 'SELECT * FROM poet_registration WHERE id = ?')
        .all(id)
        .map((row) => ({
          hash: bytes(row.hash),
          address: String(row.address),
          roundId: String(row.round_id),
          roundEnd: Number(row.round_end),
        })),
    putRegistration: (id, { hash, address, roundId, roundEnd }) =>
      void database.prepare('REPLACE INTO poet_registration VALUES (?, ?, ?, ?, ?)').run(id, hash, address, roundId, roundEnd),
    nipost: (id) => nipostOf(one('SELECT * FROM nipost WHERE id = ?', id)),
    putNipost: (id, { nonce, indices, pow, numUnits, vrfNonce, labelsPerUnit, poet }) =>
      void database
        .prepare('REPLACE INTO nipost VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)')
        .run(id, nonce, indices, pow, numUnits, vrfNonce, poet.membership, poet.ref, labelsPerUnit),
    clear: (id) => clear(database, id),
  }
  return rows
}

function select(database: DatabaseSync, sql: string) {
  const statement = database.prepare(sql)
  statement.setReadBigInts(true)
  return statement
}

function clear(database: DatabaseSync, id: Uint8Array): void {
  database.exec('BEGIN')
  for (const table of ['nipost', 'challenge', 'poet_registration']) database.prepare(`DELETE FROM ${table} WHERE id = ?`).run(id)
  database.exec('COMMIT')
}

function putChallenge(
  database: DatabaseSync,
  id: Uint8Array,
  { epoch, sequence, previousAtx, positioningAtx, initial, poet }: ChallengeRow,
): void {
  database
    .prepare('REPLACE INTO challenge VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
    .run(
      id,
      epoch,
      sequence,
      previousAtx,
      positioningAtx,
      initial?.commitmentAtx ?? null,
      initial?.nonce ?? null,
      initial?.indices ?? null,
      initial?.pow ?? null,
      poet?.ref ?? null,
      poet?.membership ?? null,
    )
}

const proofOf = (row: Row): PostProof => ({ nonce: Number(row.post_nonce), indices: bytes(row.post_indices), pow: big(row.post_pow) })

const postOf = (row: Row | null): InitialPost | null =>
  row && { ...proofOf(row), numUnits: Number(row.num_units), commitmentAtx: bytes(row.commit_atx), vrfNonce: big(row.vrf_nonce) }

function challengeOf(row: Row | null, post: InitialPost | null): ChallengeRow | null {
  if (!row) return null
  const commitment = row.commit_atx
  const initial = commitment instanceof Uint8Array && post ? { ...post, ...proofOf(row), commitmentAtx: commitment } : null
  const ref = row.poet_proof_ref
  return {
    epoch: Number(row.epoch),
    sequence: Number(row.sequence),
    previousAtx: bytes(row.prev_atx),
    positioningAtx: bytes(row.pos_atx),
    initial,
    poet: ref instanceof Uint8Array ? { ref, membership: bytes(row.poet_proof_membership) } : null,
  }
}

const nipostOf = (row: Row | null): NipostRow | null =>
  row && {
    ...proofOf(row),
    numUnits: Number(row.num_units),
    vrfNonce: big(row.vrf_nonce),
    labelsPerUnit: big(row.labels_per_unit),
    poet: { ref: bytes(row.poet_proof_ref), membership: bytes(row.poet_proof_membership) },
  }
