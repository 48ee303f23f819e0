import { Fault } from './context.ts'

const invalidArgument = 3
const most = 100n

/** The limit of every List call of v2alpha1: 1 to 100, or a refusal in the node's words. */
export function checkLimit(limit: bigint): number {
  if (limit === 0n) throw new Fault(invalidArgument, 'limit must be set to <= 100')
  if (limit > most) throw new Fault(invalidArgument, 'limit is capped at 100')
  return Number(limit)
}
