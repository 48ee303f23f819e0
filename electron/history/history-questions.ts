/** What the thread of the history answers; it changes nothing. Plain text, as the thread's program is. Numbers of damaged rows are read as they are. */
export const historyQuestions = `
const questions = {
  epochs: 'SELECT asked.key AS place, epoch, outcome FROM json_each(?) AS asked CROSS JOIN outcomes ON identity = asked.value AND epoch >= ? AND epoch < ?',
  atxEpochs: 'SELECT asked.key AS place, epoch FROM json_each(?) AS asked CROSS JOIN atxs ON identity = asked.value AND epoch >= ? AND epoch < ?',
  bans: 'SELECT asked.key AS place, CAST(at AS REAL) AS at FROM json_each(?) AS asked CROSS JOIN bans ON identity = asked.value',
  gaps: "SELECT node, cause, CAST(since AS REAL) AS since, CAST(until AS REAL) AS until FROM gaps WHERE (until IS NULL OR until > ?) AND since < ? ORDER BY id DESC LIMIT ?",
  first: 'SELECT CAST(first AS REAL) AS first FROM life',
  proofs: 'SELECT epoch, CAST(began AS REAL) AS began, CAST(ended AS REAL) AS ended, how, passes, speed, CAST(bytes AS REAL) AS bytes, source FROM proofs WHERE identity = ? AND epoch >= ? AND epoch < ? ORDER BY epoch DESC LIMIT ?',
  place: 'SELECT at, id FROM happenings WHERE key = ?',
  events: 'SELECT key, CAST(at AS REAL) AS at, what, id FROM happenings WHERE (at, id) < (?, ?) ORDER BY happenings.at DESC, id DESC LIMIT ?',
  eventsOfKind: 'SELECT key, CAST(at AS REAL) AS at, what, id FROM happenings WHERE kind = ? AND (at, id) < (?, ?) ORDER BY happenings.at DESC, id DESC LIMIT ?',
  eventsOf: 'SELECT key, CAST(at AS REAL) AS at, what, id FROM happenings WHERE identity = ? AND (? IS NULL OR kind IN (SELECT value FROM json_each(?))) AND (at, id) < (?, ?) ORDER BY happenings.at DESC, id DESC LIMIT ?',
  forgotten: 'SELECT CAST(max(at) AS REAL) AS at FROM forgotten',
  atxsOf: 'SELECT id, epoch, CAST(at AS REAL) AS at, node, units AS numUnits, coinbase FROM atxs WHERE identity = ? AND epoch >= ? AND epoch < ? ORDER BY epoch DESC, id LIMIT ?',
  rewardsOf: 'SELECT layer, smidge AS total, coinbase, node FROM rewards WHERE identity = ? ORDER BY layer DESC LIMIT ?',
  paidOf: 'SELECT layer, smidge FROM rewards WHERE identity = ? AND layer >= ? AND layer < ? ORDER BY layer',
  dropped: 'SELECT what, CAST(until AS REAL) AS until FROM dropped',
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
const newestOf = (kinds, place, most) =>
  kinds
    .flatMap((kind) => sql.eventsOfKind.all(kind, ...place, most))
    .sort((one, other) => other.at - one.at || other.id - one.id)
    .slice(0, most)
// More than a number counts: uint64 in digits.
const summed = (rows) => ({ layers: rows.length, total: String(rows.reduce((sum, { smidge }) => sum + (/^\\d{1,20}$/.test(smidge) ? BigInt(smidge) : 0n), 0n)) })
const dropped = () => Object.fromEntries(sql.dropped.all().map(({ what, until }) => [what, until]))
const answers = {
  recent: (kinds, count) => newestOf(kinds, furthest, count).sort((one, other) => one.id - other.id).map(whole),
  epochs: (identities, { from, before }) => {
    const ids = JSON.stringify(identities)
    const known = identities.map((id) => ({ id, outcomes: [], atxs: [], bannedAt: null }))
    for (const { place, epoch, outcome } of sql.epochs.all(ids, from, before)) known[place].outcomes.push([epoch, outcome])
    for (const { place, epoch } of sql.atxEpochs.all(ids, from, before)) known[place].atxs.push(epoch)
    for (const { place, at } of sql.bans.all(ids)) known[place].bannedAt = at
    return known
  },
  gaps: ({ since, until, most }) => ({ gaps: sql.gaps.all(since, until, most), first: sql.first.get()?.first ?? null, dropped: dropped() }),
  proofs: (identity, most, { from = 0, before = furthest[0] } = {}) => sql.proofs.all(identity, from, before, most),
  events: ({ before, identity, kinds: asked, most }) => {
    const kinds = asked && asked.flatMap((kind) => (kind === 'node-event' ? [kind, 'proposal'] : [kind]))
    const place = before === null ? furthest : Object.values(sql.place.get(before) ?? {})
    if (place.length === 0) return { rows: [], until: 0, forgotten: null }
    const named = kinds && JSON.stringify(kinds)
    const rows =
      identity !== null
        ? sql.eventsOf.all(identity, named, named, ...place, most)
        : kinds === null
          ? sql.events.all(...place, most)
          : newestOf(kinds, place, most)
    return { rows: rows.map(whole), until: before === null ? null : place[0], forgotten: sql.forgotten.get().at }
  },
  earned: (identity, most) => {
    const [atxs, rewards] = [sql.atxsOf.all(identity, 0, furthest[0], most), sql.rewardsOf.all(identity, most)]
    return { atxs, rewards, paid: summed(sql.paidOf.all(identity, 0, furthest[0])), dropped: dropped() }
  },
  atxs: (identity, most, { from, before }) => sql.atxsOf.all(identity, from, before, most),
  paid: (identity, { from, before, perEpoch }) => {
    const byEpoch = Map.groupBy(sql.paidOf.all(identity, from * perEpoch, Math.min(furthest[0], before * perEpoch)), ({ layer }) => Math.floor(layer / perEpoch))
    return [...byEpoch].map(([epoch, rows]) => ({ epoch, ...summed(rows) }))
  },
}
`
