import type { RigName } from '../contract/model/basics.ts'
import { foldLogLife, newLogLife } from '../nodes/index.ts'
import { LogCursor } from '../processes/index.ts'
import { type Barrier, type Clock, repeat } from '../time/index.ts'
import type { Sighting } from './sightings.ts'

export interface NodeLogDependencies {
  readonly clock: Clock
  readonly emit: (sighting: Sighting) => void
  readonly barrier: (source: string) => Barrier
  /** Where its log lies; `null`: not known. */
  readonly file: () => string | null
}

const everyMs = 10_000
/** While it starts, its steps follow each other faster. */
const startingMs = 2_000
/** Read back at first, and at most at once: a start of hundreds of keys fits. */
const mostBytes = 4 * 2 ** 20

/** Goes through a node's log as it is written: what it registered, and that it refused to go on, which it may hang on afterwards (recorded). */
export function watchNodeLog(node: RigName, { clock, emit, barrier, file }: NodeLogDependencies) {
  let life = newLogLife
  let path: string | null = null
  let cursor: LogCursor | null = null
  const look = async () => {
    const now = file()
    if (now !== path) {
      path = now
      cursor = now === null ? null : new LogCursor(now, { from: null, mostBytes })
      life = newLogLife
    }
    const seen = (await cursor?.look()) ?? null
    if (seen === null) return everyMs
    const next = foldLogLife(seen.anew ? newLogLife : life, seen.lines)
    if (next !== life) emit({ source: 'node-log', node, at: clock.now(), life: next })
    life = next
    return life.step === null ? everyMs : startingMs
  }
  return repeat(clock, look, barrier('log'))
}
