import type { AppClient } from '../bridge/connection.ts'
import type { Desk } from './desk.ts'
import { apply, emptyMirror } from './mirror.ts'

export interface Way {
  /** A new way to the host each time; rejects when there is none. */
  readonly open: () => Promise<AppClient>
  /** Why the host will not let this page in, when trying again is no use; else `null`. */
  readonly refusal: (error: unknown) => string | null
  /** Resolves when the page was given another link to be let in by. */
  readonly newLink: () => Promise<void>
  readonly wait: (ms: number) => Promise<void>
  readonly hidden: () => boolean
  readonly signal: AbortSignal
}

const waits = [250, 500, 1000, 2000, 4000] as const
const waitOf = (attempt: number) => waits[Math.min(attempt, waits.length - 1)] ?? 4000

/** Takes events until the stream ends or goes back; throws what the stream throws. */
const mirrorFrom = async (client: AppClient, desk: Desk, way: Way): Promise<void> => {
  desk.store.setState({ client })
  let mirror = emptyMirror
  for await (const event of client.state.watchState({ hidden: way.hidden() }, way.signal)) {
    const next = apply(mirror, event)
    if (next === null) return
    mirror = next
    desk.store.setState({ mirror, link: { kind: 'live' } })
  }
}

/**
 * Keeps the desk's mirror true for as long as the page lives. When the host is gone the last state stays and is marked lost;
 * the way is opened again after 0.25 s, then ever slower up to 4 s, and starts with the whole state.
 */
export const follow = async (desk: Desk, way: Way): Promise<void> => {
  let attempt = 0
  while (!way.signal.aborted) {
    try {
      await mirrorFrom(await way.open(), desk, way)
    } catch (error) {
      const why = way.refusal(error)
      if (why !== null) {
        desk.store.setState({ link: { kind: 'refused', why } })
        await way.newLink()
        attempt = 0
        continue
      }
    }
    if (way.signal.aborted) return
    const { link } = desk.store.getState()
    if (link.kind === 'live') attempt = 0
    if (link.kind !== 'lost') desk.store.setState({ link: { kind: 'lost', since: desk.clock.now() } })
    await way.wait(waitOf(attempt))
    attempt += 1
  }
}

/** Tells the host when nobody looks: it then sends nothing. */
export const tellHidden = (desk: Desk, page: Document): void => {
  page.addEventListener('visibilitychange', () => {
    const { client } = desk.store.getState()
    client?.state.setHidden({ hidden: page.visibilityState === 'hidden' }).catch(() => {})
  })
}
