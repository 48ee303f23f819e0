import type { Check, Tone } from './basics.ts'
import { type CheckId, checkIds, type MoveCheckId } from './check-id.ts'

// How checks of all kinds stand to each other, what they look like, and where what they found is mended. The page has this file as code.

/** Worst first: what is not known may be as bad as what fails. */
export const verdicts = ['fail', 'unknown', 'warn', 'pass'] as const
type Verdict = (typeof verdicts)[number]
type Values = Check['values']

const say =
  (verdict: Verdict) =>
  (id: CheckId, values: Values = {}, evidence = values.path ?? Object.values(values).join(', ')): Check => ({
    id,
    verdict,
    evidence,
    values,
  })

/** The one way to say a check: its values for the sentences, then what was seen; without, the path that it is about, or all values. */
export const check = { pass: say('pass'), warn: say('warn'), unknown: say('unknown'), fail: say('fail') } as const satisfies Record<
  Verdict,
  unknown
>

const order = new Map<string, number>(checkIds.map((id, at) => [id, at]))

/** The one order of checks: the worst first, then what is mended on one page together, then as the list of all ids has them. */
export const worstFirst = <One extends Pick<Check, 'id' | 'verdict' | 'values'>>(checks: readonly One[]): One[] => {
  const placed = checks.map((one) => ({ one, page: pageOfCheck(one) ?? '' }))
  const [weight, rank] = [({ verdict }: One) => verdicts.indexOf(verdict), ({ id }: One) => order.get(id) ?? 0]
  return placed
    .sort((a, b) => weight(a.one) - weight(b.one) || (a.page === b.page ? rank(a.one) - rank(b.one) : a.page < b.page ? -1 : 1))
    .map(({ one }) => one)
}

interface CheckLook {
  readonly tone: Tone
  readonly mark: 'pass' | 'at-risk' | 'unknown' | 'failed' | 'disagree'
}

export const verdictLooks: Readonly<Record<Verdict, CheckLook>> = {
  pass: { mark: 'pass', tone: 'good' },
  warn: { mark: 'at-risk', tone: 'warn' },
  unknown: { mark: 'unknown', tone: 'idle' },
  fail: { mark: 'failed', tone: 'bad' },
}

/** Two sources that contradict each other; neither is believed. */
const contradictions: readonly Check['id'][] = ['key-beside-other-data', 'key-named-for-another']

export const lookOfCheck = ({ id, verdict }: Pick<Check, 'id' | 'verdict'>): CheckLook =>
  contradictions.includes(id) ? { mark: 'disagree', tone: 'odd' } : verdictLooks[verdict]

/** Where it is mended: on a page by itself, or on that of what its values name; `here`: its sentences say all that there is to do. */
type Where = 'keys' | 'nodes' | 'node' | 'source' | 'target' | 'activity' | 'binaries' | 'here'

const ofMoves: Readonly<Record<MoveCheckId, Where>> = {
  'two-nodes': 'here',
  'same-world': 'here',
  'same-genesis': 'nodes',
  'mainnet-closed': 'here',
  'same-version': 'nodes',
  'can-restart': 'nodes',
  'folders-named': 'node',
  bound: 'nodes',
  'own-answers': 'nodes',
  'source-provable': 'source',
  'ends-known': 'nodes',
  'starts-by-itself': 'source',
  'source-key': 'keys',
  'source-folder-clean': 'keys',
  'target-folder-clean': 'keys',
  'source-is-remote': 'source',
  'target-is-remote': 'target',
  'no-fresh-local-key': 'target',
  'target-name-free': 'target',
  'no-other-copy': 'keys',
  'not-listed-elsewhere': 'nodes',
  'no-stranger': 'nodes',
  'one-name': 'keys',
  'no-tombstone': 'keys',
  custody: 'keys',
  'no-symlinks': 'here',
  poets: 'target',
  coinbase: 'target',
  'post-listener': 'target',
  schema: 'nodes',
  'rows-at-target': 'target',
  space: 'here',
  'folders-fit': 'here',
  'target-synced': 'target',
  'newest-atx': 'nodes',
  'not-banned': 'nodes',
  'one-batch': 'here',
  'service-known': 'nodes',
  clocks: 'nodes',
  'calm-time': 'here',
}
const ofOthers: Readonly<Partial<Record<CheckId, Where>>> = {
  'key-loaded-elsewhere': 'keys',
  'key-under-two-names': 'keys',
  'key-nowhere': 'nodes',
  'key-only-copy': 'here',
  'source-fault': 'activity',
  'program-changed': 'binaries',
}

const told: Readonly<Partial<Record<CheckId, Where>>> = { ...ofMoves, ...ofOthers }

/** The page on which a person does something about it: a hash route. */
export const pageOfCheck = ({ id, values }: Pick<Check, 'id' | 'values'>): string | null => {
  const where = told[id] ?? 'node'
  if (where === 'here') return null
  if (where === 'keys' || where === 'nodes' || where === 'activity' || where === 'binaries') return `#/${where}`
  const name = values[where]
  return name ? `#/nodes/${name}` : null
}
