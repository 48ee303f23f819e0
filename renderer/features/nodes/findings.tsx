import type { Check } from '../../../electron/contract/model/basics.ts'
import { CheckRow } from '../../ui/check-row.tsx'
import { checkLabels, checkWords, verdictWords, worstFirst } from '../../words/checks.ts'

/** Checks as rows, worst first. An id without words is shown by itself, with its evidence. */
export const Findings = ({ findings }: { findings: readonly Check[] }) =>
  worstFirst(findings).map((check) => {
    const said = checkWords(check)
    return (
      <CheckRow
        key={`${check.id} ${check.evidence}`}
        verdict={check.verdict}
        verdictWord={verdictWords[check.verdict]}
        title={said.title}
        evidence={said.seen}
        why={said.why === null ? undefined : { label: checkLabels.why, text: said.why }}
        fix={said.fix === null ? undefined : { label: checkLabels.fix, text: said.fix }}
      />
    )
  })
