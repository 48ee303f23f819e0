import type { PollRates } from '../evidence.ts'
import type { Look } from '../identity-facts.ts'
import { type IdentityMemory, seeState } from '../identity-memory.ts'
import { identityRow, type SeenRow, stateSeen } from '../identity-rows.ts'

/** What a look at one identity takes in, and the row that is shown after it. */
export function seenAt(look: Look, memory: IdentityMemory, rates: PollRates): SeenRow {
  const seen = stateSeen(look, memory)
  seeState(memory, seen.state.key, look.now)
  return identityRow(look, seen, rates)
}
