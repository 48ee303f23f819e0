import type { BatchStore } from './batches.io.ts'
import type { Closing } from './closing.io.ts'
import type { ProfileOwner } from './owner.io.ts'
import type { Hosts } from './sides.ts'
import type { MoveClock, MoveWorld } from './world.ts'

/** `fs`, `rows` and `world` are this computer's, where the profile lies. */
export interface BatchDeps extends Hosts {
  readonly world: MoveWorld
  readonly clock: MoveClock
  readonly batches: string
  /** Name of this start of the app, and tokens: random text, each time another. */
  readonly session: string
  readonly newToken: () => string
  readonly appVersion: string
  readonly onChange: () => void
  readonly closing: Closing
  readonly owner: ProfileOwner
}

export const storeOf = ({ fs, batches, owner }: BatchDeps): BatchStore => ({ fs, batches, hold: owner.hold })
