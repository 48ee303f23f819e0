import type { Barrier } from '../time/index.ts'
import { messageOf } from './faults.ts'

/** Asks behind a barrier; what it throws becomes the answer that `otherwise` makes of it. */
export async function behind<T>({ failed, went }: Barrier, ask: () => Promise<T>, otherwise: (detail: string) => T): Promise<T> {
  try {
    const answer = await ask()
    went?.()
    return answer
  } catch (error) {
    failed(error)
    return otherwise(messageOf(error))
  }
}
