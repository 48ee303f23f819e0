import { useCallback, useMemo, useState } from 'react'
import type { IdentityRow } from '../../../electron/contract/model/identity.ts'
import { heldOrder, type View, visibleRows } from './rows.ts'

interface Held {
  readonly view: View
  readonly ids: readonly string[]
}

/** The rows of a view; while `hold` is on their order stands still, until the reader asks for another one. */
export const useHeldRows = (all: readonly IdentityRow[], view: View) => {
  const [held, keep] = useState<Held | null>(null)
  const sorted = useMemo(() => visibleRows(all, view), [all, view])
  const rows = useMemo(() => (held?.view === view ? heldOrder(sorted, held.ids) : sorted), [held, sorted, view])
  const hold = useCallback((on: boolean) => keep(on ? { view, ids: sorted.map(({ id }) => id) } : null), [view, sorted])
  return { rows, hold }
}
