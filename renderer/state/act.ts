import { useCallback, useEffect, useRef, useState } from 'react'
import type { AppClient } from '../bridge/connection.ts'
import { type FaultWords, faultWords } from '../words/errors.ts'
import { useClient } from './desk.ts'

export interface Act<Input extends unknown[], Output> {
  readonly run: (...input: Input) => Promise<Output | null>
  readonly pending: boolean
  /** Words of the last failure, until the next run. */
  readonly fault: FaultWords | null
  readonly forget: () => void
}

/** One command of the app: at most one at a time; its failure becomes words. Gives `null` when it failed. */
export const useAct = <Input extends unknown[], Output>(
  does: (client: AppClient, ...input: Input) => Promise<Output>,
): Act<Input, Output> => {
  const client = useClient()
  const [pending, setPending] = useState(false)
  const [fault, setFault] = useState<FaultWords | null>(null)
  const busy = useRef(false)
  const latest = useRef(does)
  useEffect(() => {
    latest.current = does
  })
  const run = useCallback(
    async (...input: Input): Promise<Output | null> => {
      if (busy.current) return null
      busy.current = true
      setPending(true)
      setFault(null)
      try {
        if (client === null) throw new Error('disconnected')
        return await latest.current(client, ...input)
      } catch (error) {
        setFault(faultWords(error))
        return null
      } finally {
        busy.current = false
        setPending(false)
      }
    },
    [client],
  )
  const forget = useCallback(() => setFault(null), [])
  return { run, pending, fault, forget }
}
