import { useEffect, useRef, useState } from 'react'
import type { AppClient } from '../bridge/connection.ts'
import { useClient } from './desk.ts'

const againMs = 2000

/** What a fold may end early and begin again with: nothing, so that a new connection starts clean. */
type Fold<Event, Kept> = (before: Kept | null, event: Event) => Kept

/**
 * Follows one watch while the component is there, and folds its events. `key` says what is watched: a new one starts anew.
 * A broken stream keeps what was heard and is asked again after two seconds, or as soon as there is a new connection.
 */
export const useWatch = <Event, Kept>(
  key: string,
  watch: (client: AppClient, signal: AbortSignal) => AsyncIterable<Event>,
  fold: Fold<Event, Kept>,
): Kept | null => {
  const client = useClient()
  const [kept, setKept] = useState<{ readonly key: string; readonly value: Kept } | null>(null)
  const latest = useRef({ watch, fold })
  useEffect(() => {
    latest.current = { watch, fold }
  })
  useEffect(() => {
    if (client === null) return
    const stop = new AbortController()
    const once = async () => {
      let value: Kept | null = null
      for await (const event of latest.current.watch(client, stop.signal)) {
        value = latest.current.fold(value, event)
        if (!stop.signal.aborted) setKept({ key, value })
      }
    }
    const always = async () => {
      while (!stop.signal.aborted) {
        await once().catch(() => {})
        await new Promise((resolve) => setTimeout(resolve, againMs))
      }
    }
    void always()
    return () => stop.abort()
  }, [client, key])
  return kept?.key === key ? kept.value : null
}
