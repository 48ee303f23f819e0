/** What the thread of the history answers; it changes nothing. Plain text, as the thread's program is. Numbers of damaged rows are read as they are. */
export const historyQuestions = `
const questions = {
  recent: "SELECT key, CAST(at AS REAL) AS at, what FROM (SELECT * FROM happenings WHERE share = 0 ORDER BY id DESC LIMIT ?) ORDER BY id",
  epochs: 'SELECT epoch, outcome FROM outcomes WHERE identity = ? AND epoch < ? ORDER BY epoch DESC LIMIT ?',
  atxEpochs: 'SELECT DISTINCT epoch FROM atxs WHERE identity = ? AND epoch < ? ORDER BY epoch DESC LIMIT ?',
  ban: 'SELECT CAST(at AS REAL) AS at FROM bans WHERE identity = ?',
  gaps: "SELECT node, cause, CAST(since AS REAL) AS since, CAST(until AS REAL) AS until FROM gaps WHERE (until IS NULL OR until > ?) AND since < ? ORDER BY id DESC LIMIT ?",
  first: 'SELECT CAST(first AS REAL) AS first FROM life',
  proofs: 'SELECT epoch, CAST(began AS REAL) AS began, CAST(ended AS REAL) AS ended, how, passes, speed FROM proofs WHERE identity = ? ORDER BY epoch DESC LIMIT ?',
  place: 'SELECT at, id FROM happenings WHERE key = ?',
  events: 'SELECT key, CAST(at AS REAL) AS at, what FROM happenings WHERE (at, id) < (?, ?) AND (? IS NULL OR kind IN (SELECT value FROM json_each(?))) ORDER BY at DESC, id DESC LIMIT ?',
  eventsOf: 'SELECT key, CAST(at AS REAL) AS at, what FROM happenings WHERE (at, id) < (?, ?) AND (? IS NULL OR kind IN (SELECT value FROM json_each(?))) AND identity = ? ORDER BY at DESC, id DESC LIMIT ?',
  forgotten: 'SELECT CAST(max(at) AS REAL) AS at FROM forgotten',
  atxsOf: 'SELECT id, epoch, CAST(at AS REAL) AS at, node FROM atxs WHERE identity = ? ORDER BY epoch DESC LIMIT ?',
  rewardsOf: 'SELECT id, layer, smidge FROM rewards WHERE identity = ? ORDER BY layer DESC LIMIT ?',
}
// A damaged row hides no other one.
const read = (text) => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
const whole = ({ key, at, what }) => ({ key, at, what: read(what) })
const furthest = [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER]
const answers = {
  recent: (count) => sql.recent.all(count).map(whole),
  epochs: (identities, { before, most }) =>
    identities.map((id) => ({
      id,
      outcomes: sql.epochs.all(id, before, most).map(({ epoch, outcome }) => [epoch, outcome]),
      atxs: sql.atxEpochs.all(id, before, most).map(({ epoch }) => epoch),
      bannedAt: sql.ban.get(id)?.at ?? null,
    })),
  gaps: ({ since, until, most }) => ({ gaps: sql.gaps.all(since, until, most), first: sql.first.get()?.first ?? null }),
  proofs: (identity, most) => sql.proofs.all(identity, most),
  events: ({ before, identity, kinds, most }) => {
    const place = before === null ? furthest : Object.values(sql.place.get(before) ?? {})
    if (place.length === 0) return { rows: [], until: 0, forgotten: null }
    const asked = [...place, kinds && JSON.stringify(kinds), kinds && JSON.stringify(kinds)]
    const rows = identity === null ? sql.events.all(...asked, most) : sql.eventsOf.all(...asked, identity, most)
    return { rows: rows.map(whole), until: before === null ? null : place[0], forgotten: sql.forgotten.get().at }
  },
  earned: (identity, most) => ({ atxs: sql.atxsOf.all(identity, most), rewards: sql.rewardsOf.all(identity, most) }),
}
`
