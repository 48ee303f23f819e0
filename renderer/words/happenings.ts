import type { Happening, What } from '../../electron/contract/model/happening.ts'
import { happeningsWords as english } from './en/happenings.ts'
import { endHead, endWhy } from './endings.ts'
import { stateWords } from './states.ts'
import { told } from './told.ts'

export const happeningsWords = told('happenings', english)

/** One happening in a line. */
export const happeningSays = ({ what, at }: Happening, now: number): string => {
  const end = what.is === 'run-ended' ? { ...what.end, at } : null
  const said = end === null ? (what.is === 'state-changed' ? stateWords(what.to).title : '') : `${endHead(end, now)} ${endWhy(end)}`.trim()
  return (happeningsWords.of[what.is] as (what: What, said: string) => string)(what, said)
}
