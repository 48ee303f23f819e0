import { checkLabels, checkWords } from '../../../../renderer/words/checks.ts'
import { countsOf, doctorGroups, doctorWords as words } from '../../../../renderer/words/doctor.ts'
import type { DoctorResult } from '../../../contract/model/doctor.ts'
import { inertLines } from './terminal.ts'

// What the doctor found as a terminal shows it: in the sentences of the screens.

const wide = 15
const line = (label: string, text: string): string => `  ${label.padEnd(wide)}${text}`

function linesOf(of: string, { check, name }: DoctorResult): string[] {
  const { title, why, fix, whole } = checkWords(check)
  return [
    line(words.verdict[check.verdict], name === '' || name === of ? title : words.about(name, title)),
    ...(title.includes(whole) ? [] : [line('', whole)]),
    ...(why === null ? [] : [line(`  ${checkLabels.why}`, why)]),
    ...(fix === null ? [] : [line(`  ${checkLabels.fix}`, fix)]),
  ]
}

/** All results, by the page on which they are mended; what passed is counted. */
export const doctorText = (results: readonly DoctorResult[]): string =>
  inertLines(
    [
      ...doctorGroups(results).flatMap(({ title, open, passed }) => [
        title,
        ...open.flatMap((one) => linesOf(title, one)),
        ...(passed.length === 0 ? [] : [line('', open.length === 0 ? words.allPassed(passed.length) : words.passed(passed.length))]),
        '',
      ]),
      words.summary(countsOf(results)),
    ].join('\n'),
  )

/** What is in a support bundle. */
export const bundleText = (parts: readonly { readonly name: string }[], taken: number): string =>
  [...parts.map(({ name }) => line(name.padEnd(40), words.bundle.part(name))), words.bundle.taken(taken), words.bundle.check].join('\n')

/** The same for programs: each with its words. */
export const doctorJson = (results: readonly DoctorResult[]) =>
  results.map(({ check, ...of }) => {
    const { title, why, fix } = checkWords(check)
    return { id: check.id, verdict: check.verdict, title, why, fix, evidence: check.evidence, ...of }
  })
