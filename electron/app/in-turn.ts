/** One after the other, in the order in which they were asked for; the failure of one is no other's. */
export interface Turns {
  run<T>(act: () => Promise<T>): Promise<T>
  /** Whether anything runs or waits. */
  busy(): boolean
}

export function inTurn(): Turns {
  let last: Promise<unknown> = Promise.resolve()
  let waiting = 0
  return {
    run: (act) => {
      waiting += 1
      const turn = last.then(act).finally(() => {
        waiting -= 1
      })
      last = turn.catch(() => undefined)
      return turn
    },
    busy: () => waiting > 0,
  }
}
