import { makeOutsideRig, type OutsideRig, startOutsideRig } from '../rig/outside-rig.ts'
import { createBook } from '../troubles/book.ts'
import { anHourOfTroubles } from '../troubles/hour.ts'
import type { Journey } from './journey.ts'

/** Epochs of two minutes, gaps of fifty seconds: at twice the pace a busy machine is late by itself. */
const speed = 1

/** One trouble after another, each caused and mended; whatever is read on the pages meanwhile must be true. */
export const troublesJourney = (): Journey => {
  const book = createBook()
  let rig: OutsideRig | null = null
  return {
    name: 'an hour of troubles',
    env: ({ work }) => ({ HOME: work }),
    prepare: async ({ work }) => {
      rig = await makeOutsideRig(work, null, speed)
      await startOutsideRig(rig, ['A', 'B', 'a1', 'a2', 'b1'])
    },
    run: async (around) => {
      if (rig === null) throw new Error('nothing was prepared')
      return anHourOfTroubles(around, rig, { speed, book })
    },
    figures: () => book.figures(),
  }
}
