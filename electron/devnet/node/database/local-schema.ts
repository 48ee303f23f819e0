import type { NodeVersion } from '../versions.ts'

const common = `
CREATE TABLE atx_sync_requests (epoch INT NOT NULL, timestamp INT NOT NULL, total INTEGER, downloaded INTEGER, PRIMARY KEY (epoch)) WITHOUT ROWID;
CREATE TABLE atx_sync_state (epoch INT NOT NULL, id CHAR(32) NOT NULL, requests INT NOT NULL DEFAULT 0, PRIMARY KEY (epoch, id)) WITHOUT ROWID;
CREATE TABLE challenge (id CHAR(32) PRIMARY KEY, epoch UNSIGNED INT NOT NULL, sequence UNSIGNED INT NOT NULL, prev_atx CHAR(32) NOT NULL,
  pos_atx CHAR(32) NOT NULL, commit_atx CHAR(32), post_nonce UNSIGNED INT, post_indices VARCHAR, post_pow UNSIGNED LONG INT,
  poet_proof_ref CHAR(32), poet_proof_membership VARCHAR) WITHOUT ROWID;
CREATE TABLE nipost (id CHAR(32) PRIMARY KEY, post_nonce UNSIGNED INT NOT NULL, post_indices VARCHAR NOT NULL, post_pow UNSIGNED LONG INT NOT NULL,
  num_units UNSIGNED INT NOT NULL, vrf_nonce UNSIGNED LONG INT NOT NULL, poet_proof_membership VARCHAR NOT NULL, poet_proof_ref CHAR(32) NOT NULL,
  labels_per_unit UNSIGNED INT NOT NULL) WITHOUT ROWID;
CREATE TABLE poet_registration (id CHAR(32) NOT NULL, hash CHAR(32) NOT NULL, address VARCHAR NOT NULL, round_id VARCHAR NOT NULL,
  round_end INT NOT NULL, PRIMARY KEY (id, address)) WITHOUT ROWID;
CREATE TABLE prepared_activeset (kind UNSIGNED INT NOT NULL, epoch UNSIGNED INT NOT NULL, id CHAR(32) NOT NULL, weight UNSIGNED INT NOT NULL,
  data BLOB NOT NULL, PRIMARY KEY (kind, epoch)) WITHOUT ROWID;
`

const initialPost = (table: string) => `
CREATE TABLE ${table} (id CHAR(32) PRIMARY KEY, post_nonce UNSIGNED INT NOT NULL, post_indices VARCHAR NOT NULL, post_pow UNSIGNED LONG INT NOT NULL,
  num_units UNSIGNED INT NOT NULL, commit_atx CHAR(32) NOT NULL, vrf_nonce UNSIGNED LONG INT NOT NULL);
`

const challengeColumn = `ALTER TABLE post ADD COLUMN challenge BLOB NOT NULL DEFAULT x'${'00'.repeat(32)}';`

const certificates = `
CREATE TABLE poet_certificates (node_id BLOB NOT NULL, certifier_id BLOB NOT NULL, certificate BLOB NOT NULL, signature BLOB NOT NULL);
CREATE UNIQUE INDEX idx_poet_certificates ON poet_certificates (node_id, certifier_id);
`

const timestampOnly = 'CREATE TABLE malfeasance_sync_state (timestamp INT NOT NULL);'
const withId = 'CREATE TABLE malfeasance_sync_state (id INT NOT NULL PRIMARY KEY, timestamp INT NOT NULL);'

/** From what version, to what version, by which statements. The layouts are those of e2e/recordings/local-sql/schemas.json. */
const steps: readonly { readonly from: number; readonly to: number; readonly sql: string }[] = [
  { from: 0, to: 7, sql: common + initialPost('initial_post') + timestampOnly },
  { from: 7, to: 8, sql: `ALTER TABLE initial_post RENAME TO post;${challengeColumn}${certificates}` },
  { from: 8, to: 9, sql: `DROP TABLE malfeasance_sync_state;${withId}` },
]

/** The statements that bring local.sql from the given version to that of the node, its user_version included. */
export const localMigrations = (current: number, version: NodeVersion): string =>
  steps
    .filter(({ from, to }) => from >= current && to <= version.localSql)
    .map(({ sql }) => sql)
    .concat(`PRAGMA user_version = ${version.localSql};`)
    .join('\n')
