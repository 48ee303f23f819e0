/** Counts values on their way to a reader and makes the sender wait while `size` are not yet taken. */
export interface SendingWindow {
  sent(): void
  took(count: number): void
  /** Resolves when one more may be sent, or when the signal aborts. */
  room(signal: AbortSignal): Promise<void>
}

/** A window for one watch. A reader that claims more than was sent gains nothing: the count never falls below zero. */
export const createSendingWindow = (size: number): SendingWindow => {
  let onTheWay = 0
  let wake = () => {}
  return {
    sent: () => {
      onTheWay += 1
    },
    took: (count) => {
      onTheWay = Math.max(0, onTheWay - count)
      wake()
    },
    room: async (signal) => {
      while (onTheWay >= size && !signal.aborted) {
        await new Promise<void>((resolve) => {
          wake = resolve
          signal.addEventListener('abort', () => resolve(), { once: true })
        })
      }
    },
  }
}
