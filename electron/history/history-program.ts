import { historyQuestions } from './history-questions.ts'
import { historySchema } from './history-schema.ts'

/**
 * What the thread of the history runs. Plain text, as in `storage/sqlite-thread.io.ts`. A message is one transaction; no SQL comes
 * with it, and none goes back.
 */
export const historyProgram = `
const { createHash } = require('node:crypto')
const { chmodSync, closeSync, openSync, readSync } = require('node:fs')
const { DatabaseSync } = require('node:sqlite')
let database
let sql
${historySchema}${historyQuestions}
const changes = {
  put: 'INSERT OR IGNORE INTO happenings (key, at, kind, what, identity) VALUES (?, ?, ?, ?, ?)',
  proof: 'SELECT began, ended, how, passes, speed, bytes, source FROM proofs WHERE identity = ? AND epoch = ?',
  putProof: 'INSERT INTO proofs (began, ended, how, passes, speed, bytes, source, identity, epoch) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET began = excluded.began, ended = excluded.ended, how = excluded.how, passes = excluded.passes, speed = excluded.speed, bytes = excluded.bytes, source = excluded.source',
  putLogged: "INSERT INTO proofs (began, ended, how, passes, speed, bytes, source, identity, epoch) VALUES (?, ?, ?, ?, ?, ?, 'log', ?, ?) ON CONFLICT DO UPDATE SET began = coalesce(excluded.began, began), ended = excluded.ended, how = CASE WHEN how IN ('taken', 'published') THEN how ELSE excluded.how END, passes = coalesce(excluded.passes, passes), source = CASE WHEN speed IS NULL THEN 'log' ELSE coalesce(source, 'log') END, speed = coalesce(speed, excluded.speed), bytes = max(coalesce(bytes, excluded.bytes), coalesce(excluded.bytes, bytes))",
  putOutcome: 'INSERT INTO outcomes (identity, epoch, outcome) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET outcome = excluded.outcome WHERE outcome <> excluded.outcome',
  noOutcome: 'DELETE FROM outcomes WHERE identity = ? AND epoch = ?',
  putBan: 'INSERT INTO bans (identity, at) VALUES (?, ?) ON CONFLICT DO UPDATE SET at = excluded.at WHERE excluded.at < at',
  twin: 'SELECT 1 FROM happenings WHERE identity = ? AND at > ? - 1000 AND at < ? + 1000 AND kind = ? AND what = ?',
  openGap: 'SELECT 1 FROM gaps WHERE node = ? AND until IS NULL',
  putGap: 'INSERT INTO gaps (node, cause, since, until) VALUES (?, ?, ?, ?)',
  endGap: 'UPDATE gaps SET until = max(since, ?) WHERE node = ? AND until IS NULL',
  endGaps: "UPDATE gaps SET until = max(since, ?) WHERE until IS NULL",
  putAtx: 'INSERT INTO atxs (id, identity, epoch, at, node, units, coinbase) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET at = coalesce(at, excluded.at), node = coalesce(node, excluded.node), units = coalesce(excluded.units, units), coinbase = coalesce(excluded.coinbase, coinbase)',
  putReward: 'INSERT INTO rewards (id, identity, layer, smidge, coinbase, node) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET smidge = excluded.smidge, coinbase = excluded.coinbase, node = excluded.node WHERE smidge <> excluded.smidge',
  drop: 'INSERT INTO dropped (what, until) VALUES (?, ?) ON CONFLICT DO UPDATE SET until = max(until, excluded.until)',
  life: 'SELECT session, first, alive, closed FROM life',
  begin: 'INSERT INTO life (id, session, first, alive, closed) VALUES (0, ?, ?, ?, 0) ON CONFLICT DO UPDATE SET session = excluded.session, alive = excluded.alive, closed = 0',
  alive: 'UPDATE life SET alive = ?, closed = ?',
}
// Another try begins after a failure; an ATX that is out says the last word.
const stepped = ({ began, ended, how }, step, at) => {
  if (how === 'published') return { began, ended, how }
  if (step === 'began') return { began: began ?? at, ended: how === 'failed' ? null : ended, how: how === 'failed' ? null : how }
  return { began, ended: how === null || how === 'failed' || step === 'failed' ? at : ended, how: step }
}
const takeProof = ({ identity, epoch, seen }, step, at) => {
  const before = sql.proof.get(identity, epoch) ?? { began: null, ended: null, how: null, passes: null, speed: null, bytes: null, source: null }
  const { began, ended, how } = stepped(before, step, at)
  const isNew = step === 'began' && before.how === 'failed'
  const { pass = null, bytesPerSecond = null, bytes = null, source = null } = seen ?? {}
  // A beginning that was seen after the end is not when it began.
  const beganAt = ended !== null && began > ended ? null : began
  const passes = pass ?? (isNew ? null : before.passes)
  const old = isNew ? { speed: null, bytes: null, source: null } : before
  sql.putProof.run(beganAt, ended, how, passes, bytesPerSecond ?? old.speed, bytes ?? old.bytes, source ?? old.source, identity, epoch)
}
const digest = (text) => createHash('sha256').update(text).digest('base64url').slice(0, 22)
// From 1.7.5 two events mean one thing: a replay that begins between them tells the second alone.
const pairs = ['wait-registration', 'wait-round-end']
const take = {
  happening: ({ happening: { key, at, what } }) => {
    const { is, identity = null } = what
    if (sql.put.run(key, at, is, JSON.stringify(what), identity).changes === 0) return
    if (is === 'proof-progressed') takeProof(what, what.step, at)
    else if (is === 'epoch-kept' || what.as === 'published-late') takeProof(what, 'published', at)
    else if (is === 'ban-found') sql.putBan.run(identity, at)
  },
  told: ({ at, what }) => {
    const { node, event, identity, fields } = what
    const text = JSON.stringify(what)
    if (identity !== null && pairs.includes(event) && sql.twin.get(identity, at, at, 'node-event', text) !== undefined) return
    // By their time first, so that what comes together lies together.
    const fresh = sql.put.run(at + ' ' + digest(text), at, event === 'proposal' ? event : 'node-event', text, identity).changes > 0
    const epoch = Number(fields.publish)
    if (fresh && event === 'atx-published' && fields.atx && Number.isSafeInteger(epoch)) sql.putAtx.run(fields.atx, identity, epoch, at, node, null, null)
  },
  gap: ({ node, cause, since, until }) => {
    if (until !== null || sql.openGap.get(node ?? '') === undefined) sql.putGap.run(node ?? '', cause, since, until)
  },
  looked: ({ node, at }) => sql.endGap.run(at, node),
  outcomes: ({ of }) => {
    for (const [id, epoch, outcome] of of) outcome === null ? sql.noOutcome.run(id, epoch) : sql.putOutcome.run(id, epoch, outcome)
  },
  // By the program's own times, which are truer than when somebody looked; what it was told to be taken for stays.
  'proof-logged': ({ identity, epoch, how, seen: { began, ended, pass, bytesPerSecond, readBytes } }) =>
    sql.putLogged.run(began, ended, how, pass, bytesPerSecond, readBytes, identity, epoch),
  banned: ({ identity, at }) => sql.putBan.run(identity, at),
  'atx-seen': ({ id, identity, epoch, at, node, numUnits, coinbase }) => sql.putAtx.run(id, identity, epoch, at, node, numUnits, coinbase),
  'reward-seen': ({ id, identity, layer, smidge, coinbase, node }) => sql.putReward.run(id, identity, layer, smidge, coinbase, node),
}
const forget = (where, ...values) => {
  const prepared = (text) => (sql[text] ??= database.prepare(text))
  prepared('INSERT INTO forgotten SELECT kind, max(at) FROM happenings WHERE ' + where + ' GROUP BY kind ON CONFLICT DO UPDATE SET at = max(at, excluded.at)').run(...values)
  return prepared('DELETE FROM happenings WHERE ' + where).run(...values).changes
}
const pragma = (name) => Object.values(database.prepare('PRAGMA ' + name).get())[0]
const bytesUsed = () => (pragma('page_count') - pragma('freelist_count')) * pragma('page_size')
// The least dear first; each by what its rows are old by.
const tables = ['rewards', 'gaps', 'atxs', 'proofs', 'outcomes']
const ageOf = (table) => (table === 'rewards' ? 'layer' : table === 'gaps' ? 'coalesce(until, since)' : 'epoch')
const rowsOf = (table) => database.prepare('SELECT count(*) AS n FROM ' + table).get().n
// At least so many of the oldest rows, and whatever is as old: what was dropped is known by one figure.
const cut = (table, over) => {
  if (over <= 0) return 0
  const age = ageOf(table)
  const { until } = database.prepare('SELECT ' + age + ' AS until FROM ' + table + ' ORDER BY ' + age + ' LIMIT 1 OFFSET ?').get(over - 1)
  sql.drop.run(table, until)
  return database.prepare('DELETE FROM ' + table + ' WHERE ' + age + ' <= ?').run(until).changes
}
// Nothing pushes out what it is not itself: proposals are the many, changes of states and what nodes told come next.
const trim = ({ most, since, bytes }) => {
  forget('at < ?', since)
  const kinds = database.prepare('SELECT DISTINCT kind FROM happenings').all().map(({ kind }) => kind)
  for (const kind of kinds) forget('kind = ? AND (at, id) <= (SELECT at, id FROM happenings WHERE kind = ? ORDER BY at DESC, id DESC LIMIT 1 OFFSET ?)', kind, kind, most)
  for (const table of tables) cut(table, rowsOf(table) - 4 * most)
  for (const kind of new Set(['proposal', 'node-event', 'state-changed', ...kinds]))
    while (bytesUsed() > bytes && forget('kind = ? AND (at, id) <= (SELECT at, id FROM happenings WHERE kind = ? ORDER BY at, id LIMIT 1 OFFSET (SELECT count(*) / 2 FROM happenings WHERE kind = ?))', kind, kind, kind) > 0);
  for (const table of tables) while (bytesUsed() > bytes && cut(table, Math.ceil(rowsOf(table) / 2)) > 0);
}
// It looks at all that is kept: not after each write.
const trimEvery = { rows: 5000, ms: 3600000 }
let trimmed = null
// For this user alone, as all of the profile; its journal gets the same rights. Never opened and closed where it is there: that would end a lock.
const keepPrivate = (path) => {
  try {
    chmodSync(path, 0o600)
  } catch {
    try {
      closeSync(openSync(path, 'wx', 0o600))
    } catch {}
  }
}
const run = {
  open: (path) => {
    onlyKnown(versionAt(path))
    keepPrivate(path)
    database = new DatabaseSync(path, { timeout: 2000 })
    database.exec('PRAGMA synchronous = FULL')
    const [sound] = Object.values(database.prepare('PRAGMA quick_check(1)').get())
    if (sound !== 'ok') throw Object.assign(new Error(sound), { errcode: 11 })
    bringUp()
    sql = Object.fromEntries(Object.entries({ ...questions, ...changes }).map(([name, text]) => [name, database.prepare(text)]))
  },
  // Of a session that this file does not know yet: what lies between its last sign of life and now nobody looked at.
  began: (session, { at, alive }) =>
    inOne(() => {
      const before = sql.life.get()
      if (before?.session === session) return
      if (before !== undefined) {
        sql.endGaps.run(before.alive)
        if (at > before.alive) sql.putGap.run('', before.closed ? 'closed' : 'killed', before.alive, at)
      }
      sql.begin.run(session, at, alive)
    }),
  append: (notes, { at, alive, closed, limits }) =>
    inOne(() => {
      for (const note of notes) take[note.note](note)
      sql.alive.run(alive, closed ? 1 : 0)
      trimmed = trimmed && { at: trimmed.at, rows: trimmed.rows + notes.length }
      const isEarly = trimmed !== null && trimmed.rows < trimEvery.rows && Math.abs(at - trimmed.at) < trimEvery.ms
      if (isEarly && bytesUsed() <= limits.bytes) return
      trim(limits)
      trimmed = { at, rows: 0 }
    }),
  ...answers,
  close: () => database?.close(),
}
`
