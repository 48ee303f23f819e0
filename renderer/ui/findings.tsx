import { Link, useLocation } from 'wouter'
import { checkWords, verdictWords, worstFirst } from '../words/checks.ts'
import { CheckRow } from './check-row.tsx'

interface FindingsProps {
  readonly findings: readonly Parameters<typeof checkWords>[0][]
  /** Values that the sentences of all of them may use. */
  readonly given?: Readonly<Record<string, string>>
}

/** Checks as rows, worst first. An id without words is shown by itself, with its evidence. */
export const Findings = ({ findings, given }: FindingsProps) => {
  const [here] = useLocation()
  return worstFirst(findings).map((check) => {
    const { title, why, fix, seen, whole, page } = checkWords(check, given)
    return (
      <CheckRow
        key={`${check.id} ${check.evidence}`}
        verdict={check.verdict}
        verdictWord={verdictWords[check.verdict]}
        title={title}
        // What the title says already is not said beside it again.
        evidence={title.includes(seen) ? '' : <span title={whole}>{seen}</span>}
        why={why}
        fix={fix}
        act={page && !here.startsWith(page.to) && <Link href={page.to}>{page.name}</Link>}
      />
    )
  })
}
