/** Values of the state that stand alone; everything else of it is a collection: rows by their key. The page has this file as code. */
export const singles = ['rig', 'epoch', 'clocks', 'verdict', 'inventory', 'store', 'awake'] as const
export type Single = (typeof singles)[number]

type Rows = Readonly<Record<string, unknown>>

const isSingle = (name: string): name is Single => (singles as readonly string[]).includes(name)

const changed = (rows: Rows, patch: Rows): Rows => {
  const next: Record<string, unknown> = { ...rows }
  for (const [key, row] of Object.entries(patch)) {
    if (row === null) delete next[key]
    else next[key] = row
  }
  return next
}

/** The state after a patch. Untouched collections and rows keep their identity, so that only what changed is drawn again. */
export const patched = <State extends object>(state: State, patch: object): State => {
  const next = { ...state } as Record<string, unknown>
  for (const [name, value] of Object.entries(patch)) {
    if (value === undefined) continue
    next[name] = isSingle(name) ? value : changed(next[name] as Rows, value as Rows)
  }
  return next as State
}
