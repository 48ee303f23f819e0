/** The version of a file that all steps have brought up, so as many as there are. */
export const historyVersion = 3

/**
 * The tables of the history, by the version from which each step leads on: a file of any version is brought up step by step, each
 * one transaction. Plain text, as the thread's program is.
 *
 * Proposals are events of nodes, kept under a kind of their own: they are the many. In `gaps` the node '' is all that was looked at.
 */
export const historySchema = `
const steps = [
  \`CREATE TABLE happenings (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, at INTEGER NOT NULL, kind TEXT NOT NULL, what TEXT NOT NULL);
CREATE TABLE proofs (id INTEGER PRIMARY KEY, identity TEXT NOT NULL, epoch INTEGER NOT NULL, began INTEGER, ended INTEGER, how TEXT, UNIQUE (identity, epoch))\`,
  \`ALTER TABLE happenings ADD COLUMN identity TEXT;
UPDATE happenings SET identity = CASE WHEN json_valid(what) THEN what ->> 'identity' END;
CREATE INDEX happenings_at ON happenings (at, id);
CREATE INDEX happenings_kind ON happenings (kind, at, id);
CREATE INDEX happenings_identity ON happenings (identity, at, id) WHERE identity IS NOT NULL;
ALTER TABLE proofs ADD COLUMN passes INTEGER;
ALTER TABLE proofs ADD COLUMN speed REAL;
CREATE TABLE outcomes (identity TEXT NOT NULL, epoch INTEGER NOT NULL, outcome TEXT NOT NULL, PRIMARY KEY (identity, epoch)) WITHOUT ROWID;
INSERT OR REPLACE INTO outcomes SELECT identity, what ->> 'epoch', CASE WHEN kind = 'epoch-kept' THEN 'published' WHEN what ->> 'as' = 'missed' THEN 'missed' ELSE 'late' END
  FROM happenings WHERE kind IN ('epoch-kept', 'epoch-lost') AND identity IS NOT NULL AND json_type(what, '$.epoch') = 'integer' ORDER BY id;
CREATE TABLE bans (identity TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO bans SELECT identity, min(at) FROM happenings WHERE kind = 'ban-found' AND identity IS NOT NULL GROUP BY identity;
CREATE TABLE gaps (id INTEGER PRIMARY KEY, node TEXT NOT NULL, cause TEXT NOT NULL, since INTEGER NOT NULL, until INTEGER);
CREATE INDEX gaps_until ON gaps (until);
CREATE TABLE atxs (id TEXT PRIMARY KEY, identity TEXT NOT NULL, epoch INTEGER NOT NULL, at INTEGER, node TEXT) WITHOUT ROWID;
CREATE INDEX atxs_identity ON atxs (identity, epoch);
CREATE TABLE rewards (id TEXT PRIMARY KEY, identity TEXT NOT NULL, layer INTEGER NOT NULL, smidge TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX rewards_identity ON rewards (identity, layer);
CREATE TABLE forgotten (kind TEXT PRIMARY KEY, at INTEGER NOT NULL);
CREATE TABLE life (id INTEGER PRIMARY KEY CHECK (id = 0), session TEXT NOT NULL, first INTEGER NOT NULL, alive INTEGER NOT NULL, closed INTEGER NOT NULL);
INSERT INTO life SELECT 0, '', min(at), max(at), 0 FROM happenings HAVING count(*) > 0\`,
  \`ALTER TABLE atxs ADD COLUMN units INTEGER;
ALTER TABLE atxs ADD COLUMN coinbase TEXT;
ALTER TABLE rewards ADD COLUMN coinbase TEXT;
ALTER TABLE rewards ADD COLUMN node TEXT;
ALTER TABLE proofs ADD COLUMN bytes INTEGER;
ALTER TABLE proofs ADD COLUMN source TEXT;
CREATE TABLE dropped (what TEXT PRIMARY KEY, until INTEGER NOT NULL) WITHOUT ROWID\`,
]
const version = ${historyVersion}
// A file of a later version is another's, whole and sound: no step leads back from it. 24 is SQLite's own code for a form it does not know.
const onlyKnown = (found) => {
  if (found > version) throw Object.assign(new Error('written by version ' + found + ', this build reads ' + version), { errcode: 24 })
}
// As the file's head says, read without SQLite: to open a database may already change it, or make files beside it.
const versionAt = (path) => {
  const head = Buffer.alloc(64)
  let file
  try {
    file = openSync(path, 'r')
    return readSync(file, head, 0, 64, 0) < 64 || head.toString('latin1', 0, 15) !== 'SQLite format 3' ? 0 : head.readInt32BE(60)
  } catch {
    return 0
  } finally {
    if (file !== undefined) closeSync(file)
  }
}
const inOne = (act) => {
  database.exec('BEGIN IMMEDIATE')
  try {
    const answer = act()
    database.exec('COMMIT')
    return answer
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK')
    throw error
  }
}
const bringUp = () => {
  const { user_version: found } = database.prepare('PRAGMA user_version').get()
  if (found < 0) throw Object.assign(new Error('version ' + found), { errcode: 26 })
  onlyKnown(found)
  for (let next = found; next < version; next += 1)
    inOne(() => database.exec(steps[next] + ';PRAGMA user_version = ' + (next + 1)))
}
`
