import type { NodeLock } from './world.ts'

export type SourceLock = ReturnType<typeof createSourceLock>

/** The one lock of a run on its source: taken when first needed, and again when it was lost. */
export function createSourceLock(lock: () => Promise<NodeLock | 'taken'>) {
  let mine: NodeLock | null = null
  const release = async () => {
    const before = mine
    mine = null
    // A holder that can't be ended is seen by the next look, and keeps no run from its rest.
    await before?.release().catch(() => undefined)
  }
  return {
    /** `taken`: somebody has it; `held`: it was held already. Throws when it can't be tried. */
    take: async (): Promise<NodeLock | 'taken' | 'held'> => {
      if (mine?.held() === true) return 'held'
      await release()
      const taken = await lock()
      if (taken !== 'taken') mine = taken
      return taken
    },
    release,
  }
}
