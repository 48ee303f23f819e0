import { useCallback, useMemo, useState } from 'react'
import type { IdentityRow } from '../../../electron/contract/model/identity.ts'

export interface Choice {
  readonly ids: ReadonlySet<string>
  /** Those of the chosen that are shown, in the order of the table: nothing that is not in sight of the list is acted on. */
  readonly rows: readonly IdentityRow[]
  /** One more, or one less. */
  readonly toggle: (id: string) => void
  /** All from the last one that was chosen up to this one. */
  readonly reach: (id: string) => void
  readonly all: () => void
  readonly none: () => void
}

interface Chosen {
  readonly ids: ReadonlySet<string>
  readonly last: string | null
}

const nobody: Chosen = { ids: new Set(), last: null }
const noRows: readonly IdentityRow[] = []

const toggled = ({ ids }: Chosen, id: string): Chosen => {
  const next = new Set(ids)
  if (!next.delete(id)) next.add(id)
  return { ids: next, last: id }
}

const reached = (shown: readonly IdentityRow[], { ids, last }: Chosen, id: string): Chosen => {
  const [one, other] = [last ?? id, id].map((end) => shown.findIndex((row) => row.id === end))
  if (one === undefined || other === undefined || one < 0 || other < 0) return toggled({ ids, last }, id)
  const between = shown.slice(Math.min(one, other), Math.max(one, other) + 1)
  return { ids: new Set([...ids, ...between.map((row) => row.id)]), last: id }
}

/** Which identities are chosen, among those that the table shows. */
export const useChoice = (shown: readonly IdentityRow[]): Choice => {
  const [chosen, choose] = useState(nobody)
  const rows = useMemo(() => (chosen.ids.size === 0 ? noRows : shown.filter(({ id }) => chosen.ids.has(id))), [shown, chosen])
  const toggle = useCallback((id: string) => choose((before) => toggled(before, id)), [])
  const reach = (id: string) => choose((before) => reached(shown, before, id))
  const all = () => choose({ ids: new Set(shown.map(({ id }) => id)), last: null })
  const none = useCallback(() => choose(nobody), [])
  return { ids: chosen.ids, rows, toggle, reach, all, none }
}
