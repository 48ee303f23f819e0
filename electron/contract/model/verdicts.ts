import type { Check, Tone } from './basics.ts'

// How checks of all kinds stand to each other, what they look like, and where what they found is mended. The page has this file as code.

/** Worst first: what is not known may be as bad as what fails. */
export const verdicts = ['fail', 'unknown', 'warn', 'pass'] as const
type Verdict = (typeof verdicts)[number]

/** Fails, unknown, warns, passes; each group in the order it came. */
export const worstFirst = <One extends { readonly verdict: Verdict }>(checks: readonly One[]): One[] =>
  verdicts.flatMap((verdict) => checks.filter((check) => check.verdict === verdict))

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

const nodePage = ({ node }: Check['values']): string | null => (node ? `#/nodes/${node}` : null)
const keysPage = (): string => '#/keys'

/** Where a person mends it, by what the check says of the place; none where the sentences say all that there is to do. */
const pages: Readonly<Partial<Record<Check['id'], (values: Check['values']) => string | null>>> = {
  'source-key': keysPage,
  'source-folder-clean': keysPage,
  'target-folder-clean': keysPage,
  'no-other-copy': keysPage,
  'key-loaded-elsewhere': keysPage,
  'key-under-two-names': keysPage,
  'key-nowhere': () => '#/nodes',
  'program-changed': () => '#/binaries',
  'key-only-copy': () => null,
}

/** The page on which a person does something about it: a hash route. */
export const pageOfCheck = ({ id, values }: Pick<Check, 'id' | 'values'>): string | null => {
  const page = pages[id] ?? (id.startsWith('key-') ? nodePage : undefined)
  return page?.(values) ?? null
}
