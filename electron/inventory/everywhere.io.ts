import { saw } from '../contract/seen.ts'
import { errorCode } from '../storage/index.ts'
import type { Found } from './found.ts'
import {
  type LookTools,
  lookAtBatches,
  lookAtData,
  lookAtNode,
  lookBelow,
  merged,
  type Part,
  type Places,
  unread,
  withSurroundings,
} from './look.io.ts'

/** Whether every place was looked at in which a key may lie; of a rig without nodes nobody knows where they are. */
export const isWhole = ({ nodes }: Pick<Places, 'nodes'>, { unread: hidden }: Pick<Found, 'unread'>): boolean =>
  hidden.length === 0 && nodes.length > 0 && nodes.every(({ dataFolder }) => dataFolder !== null)

/** How many places a look goes to. */
export const placeCount = ({ nodes, services, added }: Places): number => nodes.length + services.length + added.length + 1

/** Folders that are looked at at the same time. */
const atOnce = 512

/** One place, under a name by which it is known again. */
interface Place {
  readonly key: string
  readonly path: string
  readonly look: () => Promise<Part>
}

function placesIn({ nodes, services, batches, added }: Places, tools: LookTools, signal: AbortSignal): Place[] {
  return [
    ...nodes.map((node) => ({ key: `node ${node.name}`, path: node.dataFolder ?? '', look: () => lookAtNode(node, tools) })),
    ...services.map(({ name, dataFolder: folder }) => ({
      key: `service ${name} ${folder}`,
      path: folder,
      look: () => lookAtData({ name, folder }, tools),
    })),
    { key: 'batches', path: batches, look: () => lookAtBatches(batches, tools, signal) },
    ...added.map((path) => ({ key: `added ${path}`, path, look: () => lookBelow(path, tools, signal) })),
  ]
}

/** What was found in each place when it was looked at last. */
export type Seen = Map<string, Part>

interface Looking {
  readonly signal: AbortSignal
  /** How many of how many places were looked at. */
  readonly told: (done: number, of: number) => void
  readonly seen?: Seen
  /** Resolves when those who wait are to be told what is known so far; asked again for each time. */
  readonly soon?: () => Promise<unknown>
  /** Hears it: of a place that has not answered yet what it held before, if that is known. */
  readonly soFar?: (found: Found) => void
}

/**
 * Looks at every place, read only; whatever lies there, it does not throw, and a place that does not answer holds up no other. Ends
 * early, with what it has, when the signal aborts.
 */
export async function lookEverywhere(places: Places, tools: LookTools, looking: Looking): Promise<Found> {
  const { signal, told, seen = new Map<string, Part>(), soon, soFar } = looking
  const all = placesIn(places, tools, signal)
  const parts = new Map<Place, Part>()
  const queue = all.values()
  const run = async () => {
    for (const place of queue) {
      if (signal.aborted) return
      const part = await place.look().catch((error: unknown) => unread(place.path, errorCode(error) || 'unknown'))
      parts.set(place, part)
      seen.set(place.key, part)
      told(parts.size, all.length)
    }
  }
  const done = Promise.all(Array.from({ length: Math.min(atOnce, all.length) }, run)).then(() => true)
  while (soon !== undefined && (await Promise.race([done, soon()])) !== true && !signal.aborted) {
    const known = all.map((place) => parts.get(place) ?? seen.get(place.key) ?? unread(place.path, saw('not-yet')))
    soFar?.(await withSurroundings(merged(known), tools))
  }
  await done
  return withSurroundings(merged([...parts.values()]), tools)
}
