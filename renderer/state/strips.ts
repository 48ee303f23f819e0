import { useEffect, useMemo, useSyncExternalStore } from 'react'
import type { SmesherId } from '../../electron/contract/model/basics.ts'
import type { EpochCell } from '../../electron/contract/model/history.ts'
import type { AppClient } from '../bridge/connection.ts'
import { useClient } from './desk.ts'

/** Epochs of a strip. */
export const stripEpochs = 12
const askedAtOnce = 200
const againMs = 30_000

/** The newest epochs of many identities, asked for together by those rows that are drawn. */
function createStrips(client: AppClient) {
  const known = new Map<SmesherId, readonly EpochCell[]>()
  const marks = new Map<SmesherId, string>()
  const listeners = new Set<() => void>()
  let wanted = new Set<SmesherId>()
  const take = async (ids: SmesherId[]) => {
    try {
      for (const { id, cells } of await client.history.strips({ ids, most: stripEpochs })) known.set(id, cells)
      for (const listener of listeners) listener()
    } catch {
      // What was known stays; the drawer says what is wrong.
      setTimeout(() => void take(ids), againMs)
    }
  }
  const ask = () => {
    const all = [...wanted]
    wanted = new Set()
    for (let from = 0; from < all.length; from += askedAtOnce) void take(all.slice(from, from + askedAtOnce))
  }
  return {
    get: (id: SmesherId) => known.get(id) ?? null,
    /** Asked once for each `mark`, with all others of one drawing. */
    want: (id: SmesherId, mark: string) => {
      if (marks.get(id) === mark) return
      marks.set(id, mark)
      if (wanted.size === 0) queueMicrotask(ask)
      wanted.add(id)
    },
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
type Strips = ReturnType<typeof createStrips>

const ofClient = new WeakMap<AppClient, Strips>()

function stripsOf(client: AppClient): Strips {
  const strips = ofClient.get(client) ?? createStrips(client)
  ofClient.set(client, strips)
  return strips
}

const nobody = () => () => undefined

/** The newest epochs of an identity, oldest first; `null` until they are known. Another `mark`: they may be others. */
export const useStrip = (id: SmesherId, mark: string): readonly EpochCell[] | null => {
  const client = useClient()
  const strips = useMemo(() => (client === null ? null : stripsOf(client)), [client])
  useEffect(() => strips?.want(id, mark), [strips, id, mark])
  return useSyncExternalStore(strips?.subscribe ?? nobody, () => strips?.get(id) ?? null)
}
