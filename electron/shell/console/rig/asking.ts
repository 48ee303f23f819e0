import type { RigPlace } from './open-rig.ts'

/** How a command ended (docs/house.md). */
export const exits = { fine: 0, failed: 1, usage: 2, asks: 3 } as const

export interface Asking {
  readonly place: RigPlace
  readonly say: (line: string) => void
  readonly complain: (line: string) => void
  /** Columns of the terminal; `null` where nobody looks. */
  readonly room: number | null
  readonly now: () => number
}
