import type { SmesherId } from '../contract/model/basics.ts'
import type { Earned } from '../contract/model/earned.ts'
import type { Sight } from '../sight/index.ts'

type Timeline = ReturnType<Sight['timeline']>

interface Watched<T> {
  readonly read: () => T
  /** Another mark is another value. */
  readonly markOf: (value: T) => string
}

/** What the sight says of something, whole, now and whenever it changed. */
async function* watchSight<T>(sight: Sight, { read, markOf }: Watched<T>, signal: AbortSignal): AsyncGenerator<T> {
  let wake = () => {}
  const stop = sight.onChange(() => wake())
  signal.addEventListener('abort', () => wake(), { once: true })
  let shown: string | null = null
  try {
    while (!signal.aborted) {
      const value = read()
      const mark = markOf(value)
      if (mark === shown) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
        continue
      }
      shown = mark
      yield value
    }
  } finally {
    stop()
  }
}

const markOf = ({ entries }: Timeline): string => `${entries.length} ${entries.at(-1)?.at ?? ''} ${entries[0]?.at ?? ''}`

/** The timeline of one identity. */
export const watchTimeline = (sight: Sight, id: SmesherId, signal: AbortSignal): AsyncGenerator<Timeline> =>
  watchSight(sight, { read: () => sight.timeline(id), markOf }, signal)

const earnedMark = ({ atxs, rewards, ...of }: Earned): string => JSON.stringify([of, [atxs, rewards].map(({ asked, at }) => [asked, at])])

/** What one identity has done and earned, by the word of a node that is asked for it at once. */
export function watchEarned(sight: Sight, id: SmesherId, signal: AbortSignal): AsyncGenerator<Earned> {
  sight.wantEarned(id)
  return watchSight(sight, { read: () => sight.earned(id), markOf: earnedMark }, signal)
}
