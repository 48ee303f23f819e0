import type { Check } from '../../electron/contract/model/basics.ts'
import { pageOfCheck } from '../../electron/contract/model/verdicts.ts'
import { plainEvidence } from './check-evidence.ts'
import type { CheckSentences } from './en/check-words.ts'
import { checksWords } from './en/checks.ts'
import { seenText, seenValues } from './seen.ts'
import { told } from './told.ts'

export { lookOfCheck, verdictLooks, worstFirst } from '../../electron/contract/model/verdicts.ts'

const words = told('checks', checksWords)
export const { verdict: verdictWords, labels: checkLabels, page: pageName } = words

export interface CheckWords {
  readonly title: string
  readonly why: string | null
  readonly fix: string | null
  /** What was seen, as people read it; and with nothing shortened, for the tooltip. */
  readonly seen: string
  readonly whole: string
  /** Where a person mends it, and what that page is called. */
  readonly page: { readonly to: string; readonly name: string } | null
}

const known: Readonly<Record<string, CheckSentences>> = words.of

/** What a finding of a node or a service says is the matter; `null` without words for it. */
export const findingTitle = (id: string, values: Readonly<Record<string, string>>): string | null => known[id]?.fails?.(values) ?? null

/**
 * Words of one check. A passed one is a single line; the others say why and what to do.
 * An id without words here is shown by itself: the evidence beside it stays the truth.
 */
export const checkWords = (check: Check, given: Readonly<Record<string, string>> = {}): CheckWords => {
  const said = known[check.id]
  const values = seenValues({ ...given, ...check.values, evidence: check.evidence })
  const own = said?.seen?.(values)
  const plain = { why: null, fix: null, page: null, seen: own ?? plainEvidence(check.evidence), whole: own ?? seenText(check.evidence) }
  const title = (check.verdict === 'pass' ? said?.holds : said?.fails)?.(values) ?? `${check.id}: ${verdictWords[check.verdict]}`
  if (check.verdict === 'pass') return { ...plain, title }
  const page = pageOfCheck({ id: check.id, values: { ...given, ...check.values } })
  return {
    ...plain,
    title,
    page: page === null ? null : { to: page.slice(1), name: pageName(page) },
    why: said?.why?.(values) || null,
    fix: said?.fix?.(values) || null,
  }
}
