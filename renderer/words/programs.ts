import type { Check } from '../../electron/contract/model/basics.ts'
import { checkWords } from './checks.ts'
import { programWords as english } from './en/programs.ts'
import { told } from './told.ts'

export const programWords = told('programs', english)
const { closed } = programWords

/** What a person types before this is stopped; `null` when nothing is lost by it. */
export const typedWords = (name: string, slot: { readonly stopWords: string | null; readonly outlasted: boolean }): string | null =>
  slot.stopWords === null ? null : programWords.typed[slot.outlasted ? 'end' : 'stop'](name)

/** What an edit of the entry would open. */
export const isMissing = (key: string | null): boolean => key === 'no-program' || key === 'no-folder' || key === 'not-here'

/** Why an act is closed, in words; a check that speaks against it by its own sentence, where it is at hand. */
export const closedWords = (key: string, findings: readonly Check[] = []): string => {
  const known: Readonly<Record<string, string>> = closed.reasons
  if (key.startsWith('folder-of:')) return closed.folderOf(key.slice(10))
  if (!key.startsWith('check:')) return known[key] ?? closed.other(key)
  const check = findings.find(({ id, verdict }) => id === key.slice(6) && verdict === 'fail')
  return check === undefined ? closed.check : closed.says(checkWords(check).title)
}
