/** One after the other, in the order in which they were asked for; the failure of one is no other's. */
export function inTurn() {
  let last: Promise<unknown> = Promise.resolve()
  let waiting = 0
  return {
    run: <T>(act: () => Promise<T>): Promise<T> => {
      waiting += 1
      const turn = last.then(act).finally(() => {
        waiting -= 1
      })
      last = turn.catch(() => undefined)
      return turn
    },
    /** Whether anything runs or waits. */
    busy: (): boolean => waiting > 0,
    /** Resolves when all that was asked for so far is done, or has failed. */
    settled: async (): Promise<void> => void (await last),
  }
}
