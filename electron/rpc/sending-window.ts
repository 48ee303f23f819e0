/**
 * Counts values of one watch on their way to its reader and makes the sender wait while `size` are not yet taken. A reader that claims
 * more than was sent gains nothing: the count never falls below zero.
 */
export const createSendingWindow = (size: number) => {
  let onTheWay = 0
  let wake = () => {}
  return {
    sent: () => {
      onTheWay += 1
    },
    took: (count: number) => {
      onTheWay = Math.max(0, onTheWay - count)
      wake()
    },
    /** Resolves when one more may be sent, or when the signal aborts. */
    room: async (signal: AbortSignal) => {
      while (onTheWay >= size && !signal.aborted) {
        await new Promise<void>((resolve) => {
          wake = resolve
          signal.addEventListener('abort', () => resolve(), { once: true })
        })
      }
    },
  }
}
export type SendingWindow = ReturnType<typeof createSendingWindow>
