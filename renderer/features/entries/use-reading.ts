import { useEffect, useRef } from 'react'
import type { AppClient } from '../../bridge/connection.ts'
import { type Asked, useAsked } from '../../state/ask.ts'

interface Reading<Question, Answer> {
  /** `null`: there is nothing to read yet. */
  readonly question: Question | null
  readonly ask: (client: AppClient, question: Question) => Promise<Answer>
  /** Fills what nobody has filled by hand. */
  readonly fill: (answer: Answer) => void
}

/** Reads folder and command line again whenever they change. */
export function useReading<Question, Answer>({ question, ask, fill }: Reading<Question, Answer>): Asked<Answer> {
  const read = useAsked(question === null ? null : JSON.stringify(question), (client) =>
    question === null ? Promise.reject(new Error('nothing to read')) : ask(client, question),
  )
  const { answer } = read
  const latest = useRef(fill)
  useEffect(() => {
    latest.current = fill
  })
  useEffect(() => {
    if (answer !== null) latest.current(answer)
  }, [answer])
  return read
}
