import type { Epoch } from '../contract/model/basics.ts'
import type { EpochStanding } from '../contract/model/identity.ts'
import { plus } from './counted.ts'

export type Lost = Extract<EpochStanding, 'missed' | 'published-late' | 'not-registered'>

/** The epochs in which nothing is earned, because of what an identity did not do in its publish epoch (docs/protocol.md §7). */
export function lostEpochs(epoch: Epoch, is: Lost): readonly Epoch[] {
  if (is === 'missed') return [plus(epoch, 1), plus(epoch, 2)]
  return [plus(epoch, is === 'published-late' ? 2 : 1)]
}
