import { alertWords } from '../../../../renderer/words/alerts.ts'
import { noticesWords } from '../../../../renderer/words/notices.ts'
import type { Alert } from '../../../contract/model/rig.ts'

const words = noticesWords.message

interface News {
  readonly alerts: readonly Alert[]
  readonly over: readonly Alert[]
}

const joined = ({ head, rest }: { readonly head: string; readonly rest: string }): string => (rest === '' ? head : `${head} ${rest}`)

/** A message to who is called, in the sentences of the screens: the worst in one line, then one line for each. None of any: a test. */
export function noticeText({ alerts, over }: News, now: number): { title: string; lines: string[] } {
  const open = alerts.map((alert) => alertWords(alert, now))
  const gone = over.map((alert) => words.over(alertWords({ ...alert, over: null }, now).head))
  const [first] = [...open.map(({ head }) => head), ...gone]
  if (first === undefined) return { title: words.test, lines: [words.testText] }
  const more = open.length + gone.length - 1
  return { title: more === 0 ? first : words.more(first, more), lines: [...open.map(joined), ...gone] }
}
