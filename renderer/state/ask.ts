import { useEffect, useRef, useState } from 'react'
import type { AppClient } from '../bridge/connection.ts'
import { type FaultWords, faultWords } from '../words/errors.ts'
import { useClient } from './desk.ts'

export interface Asked<Answer> {
  /** The answer to what is asked now; `null` while there is none. */
  readonly answer: Answer | null
  readonly fault: FaultWords | null
  /** A question is on its way, or waits for the typing to end. */
  readonly pending: boolean
  readonly again: () => void
}

/**
 * One question that follows what a person types: asked after a pause, the newest alone counts. `key` says what is asked; `null`: nothing.
 */
export const useAsked = <Answer>(
  key: string | null,
  ask: (client: AppClient) => Promise<Answer>,
  { waitMs = 250 }: { readonly waitMs?: number } = {},
): Asked<Answer> => {
  const client = useClient()
  const [told, tell] = useState<{ readonly key: string; readonly answer: Answer | null; readonly fault: FaultWords | null } | null>(null)
  const [round, next] = useState(0)
  const latest = useRef(ask)
  useEffect(() => {
    latest.current = ask
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks the same anew
  useEffect(() => {
    if (client === null || key === null) return
    let wanted = true
    const timer = setTimeout(() => {
      latest
        .current(client)
        .then((answer) => wanted && tell({ key, answer, fault: null }))
        .catch((error: unknown) => wanted && tell({ key, answer: null, fault: faultWords(error) }))
    }, waitMs)
    return () => {
      wanted = false
      clearTimeout(timer)
    }
  }, [client, key, waitMs, round])
  const current = key !== null && told?.key === key ? told : null
  return {
    answer: current?.answer ?? null,
    fault: current?.fault ?? null,
    pending: key !== null && current === null,
    again: () => {
      tell(null)
      next((before) => before + 1)
    },
  }
}
