import type { Check } from '../../electron/contract/model/basics.ts'
import type { CheckId } from '../../electron/contract/model/check-id.ts'
import type { CheckSentences } from './check-words.ts'
import { moveChecks } from './move-checks.ts'
import { rigChecks } from './rig-checks.ts'

export interface CheckWords {
  readonly title: string
  readonly why: string | null
  readonly fix: string | null
  readonly seen: string
}

export const verdictWords = { pass: 'passes', warn: 'worth knowing', unknown: 'unknown', fail: 'stops the plan' } as const
export const checkLabels = { why: 'Why', fix: 'Fix' } as const

const known: Readonly<Record<string, CheckSentences>> = { ...moveChecks, ...rigChecks } satisfies Record<CheckId, CheckSentences>
const sentencesOf = (id: string): CheckSentences | undefined => known[id]

/**
 * Words of one check. A passed one is a single line; the others say why and what to do.
 * An id without words here is shown by itself: the evidence beside it stays the truth.
 */
export const checkWords = (check: Check, given: Readonly<Record<string, string>> = {}): CheckWords => {
  const words = sentencesOf(check.id)
  const values = { ...given, ...check.values }
  if (words === undefined) return { title: `${check.id}: ${verdictWords[check.verdict]}`, why: null, fix: null, seen: check.evidence }
  const seen = words.seen?.(values) ?? check.evidence
  if (check.verdict === 'pass') return { title: words.holds(values), why: null, fix: null, seen }
  return { title: words.fails(values), why: words.why?.(values) || null, fix: words.fix?.(values) || null, seen }
}

const order: readonly Check['verdict'][] = ['fail', 'unknown', 'warn', 'pass']

/** Fails, unknown, warns, passes; each group in the order it came. */
export const worstFirst = (checks: readonly Check[]): readonly Check[] =>
  order.flatMap((verdict) => checks.filter((check) => check.verdict === verdict))
