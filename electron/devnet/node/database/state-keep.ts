import type { DatabaseSync } from 'node:sqlite'
import type { ChainKeep } from '../chain/chain.ts'
import type { Atx, Layer, Malfeasance } from '../chain/chain-types.ts'

/** guess: state.sql's own layout is not recorded; only its version and its WAL are like the real one's. */
export const stateMigration = (target: number): string => `
CREATE TABLE IF NOT EXISTS atxs (id CHAR(32) PRIMARY KEY, body TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS identities (pubkey VARCHAR PRIMARY KEY, proof TEXT NOT NULL);
PRAGMA user_version = ${target};`

/** Keeps ATXs and proofs of malfeasance in an open state.sql. */
export function stateKeep(database: DatabaseSync): ChainKeep {
  // Apart from the versions, which are the real ones: a simulated network of before has none.
  database.exec('CREATE TABLE IF NOT EXISTS layers (id INT PRIMARY KEY, body TEXT NOT NULL)')
  const load = <T>(sql: string, column: string): T[] =>
    database
      .prepare(sql)
      .all()
      .map((row) => JSON.parse(String(row[column])) as T)
  return {
    loadAtxs: () => load<Atx>('SELECT body FROM atxs', 'body'),
    loadMalfeasance: () => load<Malfeasance>('SELECT proof FROM identities', 'proof'),
    loadLayers: () => load<Layer>('SELECT body FROM layers', 'body'),
    saveAtx: (atx) => void database.prepare('REPLACE INTO atxs VALUES (?, ?)').run(Buffer.from(atx.id, 'hex'), JSON.stringify(atx)),
    saveMalfeasance: (proof) => void database.prepare('REPLACE INTO identities VALUES (?, ?)').run(proof.smesher, JSON.stringify(proof)),
    saveLayer: (layer) => void database.prepare('REPLACE INTO layers VALUES (?, ?)').run(layer.number, JSON.stringify(layer)),
  }
}
