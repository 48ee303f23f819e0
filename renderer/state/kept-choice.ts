/** One of a few, kept in this browser: the same for every profile that it looks at. */
export interface KeptChoice<Value extends string> {
  readonly values: readonly Value[]
  readonly now: () => Value
  readonly choose: (value: Value) => void
  readonly heard: (listener: () => void) => () => void
}

/** The first of the values while nothing is chosen, or what was chosen is none of them any more. */
export function keptChoice<Value extends string>(item: string, values: readonly [Value, ...Value[]]): KeptChoice<Value> {
  const [usual] = values
  const listeners = new Set<() => void>()
  return {
    values,
    // Where no browser is, as in a terminal, nothing is chosen.
    now: () => (typeof localStorage === 'undefined' ? usual : (values.find((value) => value === localStorage.getItem(item)) ?? usual)),
    choose: (value) => {
      if (value === usual) localStorage.removeItem(item)
      else localStorage.setItem(item, value)
      for (const listener of listeners) listener()
    },
    heard: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
