import { setTimeout as wait } from 'node:timers/promises'

export interface Patience {
  readonly deadlineMs: number
  readonly everyMs?: number
}

/** Asks again and again until the answer is neither undefined, null nor false; throws with `what` at the deadline. Errors pass through. */
export async function until<Answer>(
  what: string,
  { deadlineMs, everyMs = 50 }: Patience,
  ask: () => Answer | undefined | null | false | Promise<Answer | undefined | null | false>,
): Promise<Answer> {
  const deadline = performance.now() + deadlineMs
  for (;;) {
    const answer = await ask()
    if (answer !== undefined && answer !== null && answer !== false) return answer
    if (performance.now() > deadline) throw new Error(`not within ${Math.round(deadlineMs / 1000)} s: ${what}`)
    await wait(everyMs)
  }
}
