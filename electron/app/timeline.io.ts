import type { SmesherId } from '../contract/model/basics.ts'
import type { Sight } from '../sight/index.ts'

type Timeline = ReturnType<Sight['timeline']>

const markOf = ({ entries }: Timeline): string => `${entries.length} ${entries.at(-1)?.at ?? ''} ${entries[0]?.at ?? ''}`

/** The timeline of one identity, whole, now and whenever it grew. */
export async function* watchTimeline(sight: Sight, id: SmesherId, signal: AbortSignal): AsyncGenerator<Timeline> {
  let wake = () => {}
  const stop = sight.onChange(() => wake())
  signal.addEventListener('abort', () => wake(), { once: true })
  let shown: string | null = null
  try {
    while (!signal.aborted) {
      const timeline = sight.timeline(id)
      if (markOf(timeline) === shown) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
        continue
      }
      shown = markOf(timeline)
      yield timeline
    }
  } finally {
    stop()
  }
}
