import type { Happening, What } from '../../electron/contract/model/happening.ts'
import { happeningsWords as english } from './en/happenings.ts'
import { endHead, endWhy } from './endings.ts'
import { stateWords } from './states.ts'
import { told } from './told.ts'

export const happeningsWords = told('happenings', english)

/** One happening in a line, without its time. */
export const happeningSays = ({ what, at }: Happening): string => {
  const end = what.is === 'run-ended' ? { ...what.end, at } : null
  const said = end === null ? (what.is === 'state-changed' ? stateWords(what.to).title : '') : `${endHead(end, null)} ${endWhy(end)}`.trim()
  return (happeningsWords.of[what.is] as (what: What, said: string) => string)(what, said)
}
