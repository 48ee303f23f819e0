import type { DoctorResult } from '../../electron/contract/model/doctor.ts'
import { verdicts } from '../../electron/contract/model/verdicts.ts'
import { worstFirst } from './checks.ts'
import { doctorWords as english } from './en/doctor.ts'
import { told } from './told.ts'

export const doctorWords = told('doctor', english)

export type Counts = Readonly<Record<DoctorResult['check']['verdict'], number>>

export const countsOf = (results: readonly DoctorResult[]): Counts => {
  const counts = { fail: 0, unknown: 0, warn: 0, pass: 0 }
  for (const { check } of results) counts[check.verdict] += 1
  return counts
}

export interface DoctorGroup {
  /** Where all of it is mended; `null`: outside of Smeshdesk. */
  readonly page: string | null
  readonly title: string
  /** Worst first. */
  readonly open: readonly DoctorResult[]
  readonly passed: readonly DoctorResult[]
}

/** One identity’s page is for one line only: they stand together. */
const groupOf = ({ page }: DoctorResult): string => (page?.startsWith('#/identities') ? '#/identities' : (page ?? ''))
const worst = ({ open: [first] }: DoctorGroup): number => (first === undefined ? verdicts.length : verdicts.indexOf(first.check.verdict))

/** All of a group is mended on one page, so no other counts. */
const ordered = (results: readonly DoctorResult[]): DoctorResult[] =>
  worstFirst(results.map((result) => ({ ...result.check, values: {}, result }))).map(({ result }) => result)

/** Results by the page on which they are mended, the group with the worst first. */
export const doctorGroups = (results: readonly DoctorResult[]): readonly DoctorGroup[] =>
  [...Map.groupBy(results, groupOf)]
    .map(([key, all]) => {
      const page = key === '' ? null : key
      const sorted = ordered(all)
      const isOpen = ({ check }: DoctorResult) => check.verdict !== 'pass'
      return { page, title: doctorWords.group(page), open: sorted.filter(isOpen), passed: sorted.filter((one) => !isOpen(one)) }
    })
    .sort((one, other) => worst(one) - worst(other))
