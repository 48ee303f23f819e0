/**
 * What the thread of the history runs. Plain text, as in `storage/sqlite-thread.io.ts`. A message is one transaction; no SQL comes
 * with it, and none goes back.
 */
export const historyProgram = `
const { DatabaseSync } = require('node:sqlite')
const version = 1
let database
let sql
const schema = \`BEGIN;
CREATE TABLE happenings (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, at INTEGER NOT NULL, kind TEXT NOT NULL, what TEXT NOT NULL);
CREATE TABLE proofs (id INTEGER PRIMARY KEY, identity TEXT NOT NULL, epoch INTEGER NOT NULL, began INTEGER, ended INTEGER, how TEXT, UNIQUE (identity, epoch));
PRAGMA user_version = \${version};
COMMIT\`
const statements = {
  put: 'INSERT OR IGNORE INTO happenings (key, at, kind, what) VALUES (?, ?, ?, ?)',
  recent: "SELECT key, CAST(at AS REAL) AS at, what FROM (SELECT * FROM happenings WHERE kind <> 'state-changed' ORDER BY id DESC LIMIT ?) ORDER BY id",
  proof: 'SELECT began, ended, how FROM proofs WHERE identity = ? AND epoch = ?',
  putProof: 'INSERT INTO proofs (began, ended, how, identity, epoch) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET began = excluded.began, ended = excluded.ended, how = excluded.how',
  old: 'DELETE FROM happenings WHERE at < ?',
  oldStates: "DELETE FROM happenings WHERE kind = 'state-changed' AND id <= (SELECT max(id) FROM happenings) - ?",
  oldOthers: "DELETE FROM happenings WHERE kind <> 'state-changed' AND id <= (SELECT id FROM happenings WHERE kind <> 'state-changed' ORDER BY id DESC LIMIT 1 OFFSET ?)",
  oldProofs: 'DELETE FROM proofs WHERE id <= (SELECT max(id) FROM proofs) - ?',
}
// Another try begins after a failure; an ATX that is out says the last word.
const proofAfter = ({ began, ended, how }, step, at) => {
  if (how === 'published') return { began, ended, how }
  if (step === 'began') return { began: began ?? at, ended: how === 'failed' ? null : ended, how: how === 'failed' ? null : how }
  return { began, ended: how === null || how === 'failed' || step === 'failed' ? at : ended, how: step }
}
const take = ({ key, at, what }) => {
  const { is, identity, epoch } = what
  if (sql.put.run(key, at, is, JSON.stringify(what)).changes === 0) return
  const step = is === 'proof-progressed' ? what.step : is === 'epoch-kept' ? 'published' : null
  if (step === null) return
  const { began, ended, how } = proofAfter(sql.proof.get(identity, epoch) ?? { began: null, ended: null, how: null }, step, at)
  sql.putProof.run(began, ended, how, identity, epoch)
}
// A damaged row hides no other one.
const read = (text) => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
const run = {
  open: (path) => {
    database = new DatabaseSync(path, { timeout: 2000 })
    database.exec('PRAGMA synchronous = FULL')
    const [sound] = Object.values(database.prepare('PRAGMA quick_check(1)').get())
    if (sound !== 'ok') throw Object.assign(new Error(sound), { errcode: 11 })
    const { user_version: found } = database.prepare('PRAGMA user_version').get()
    if (found === 0) database.exec(schema)
    else if (found !== version) throw Object.assign(new Error('written by version ' + found), { errcode: 26 })
    sql = Object.fromEntries(Object.entries(statements).map(([name, text]) => [name, database.prepare(text)]))
  },
  append: (happenings, { most, since }) => {
    database.exec('BEGIN IMMEDIATE')
    try {
      for (const one of happenings) take(one)
      sql.old.run(since)
      // States change often: they push nothing else out.
      sql.oldStates.run(most)
      sql.oldOthers.run(most)
      sql.oldProofs.run(most)
      database.exec('COMMIT')
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK')
      throw error
    }
  },
  recent: (count) => sql.recent.all(count).map(({ key, at, what }) => ({ key, at, what: read(what) })),
  close: () => database?.close(),
}
`
