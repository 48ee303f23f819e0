import { createContext, useCallback, useContext, useSyncExternalStore } from 'react'
import { useStore } from 'zustand'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Collection, State, StateEvent } from '../../electron/contract/state.ts'
import { patched } from '../../electron/contract/state-shape.ts'
import type { AppClient } from '../bridge/connection.ts'
import type { Clock } from './clock.ts'

/** The page's copy of the core's state. `rev` is the revision it stands at; `null` state: nothing was received yet. */
export interface Mirror {
  readonly rev: number
  readonly state: State | null
}

export const emptyMirror: Mirror = { rev: -1, state: null }

/**
 * The mirror after an event. A patch holds all that changed since the event before it, so revisions may jump forward, and a large
 * change comes as several patches of one revision. `null` when an event goes back, or nothing full came yet: ask for all again.
 */
export const apply = (mirror: Mirror, event: StateEvent): Mirror | null => {
  if ('full' in event) return { rev: event.rev, state: event.full }
  if (mirror.state === null || event.rev < mirror.rev) return null
  return { rev: event.rev, state: patched(mirror.state, event.patch) }
}

/** How the page stands to its host. `lost` keeps the last state, marked with the time since which nothing was heard. */
export type Link =
  | { readonly kind: 'opening' }
  | { readonly kind: 'live' }
  | { readonly kind: 'lost'; readonly since: number }
  | { readonly kind: 'refused'; readonly why: string }

export interface DeskState {
  readonly mirror: Mirror
  readonly link: Link
  readonly client: AppClient | null
}

/** What every screen shares: the mirrored state, the way to the host, and the time. */
export interface Desk {
  readonly store: StoreApi<DeskState>
  readonly clock: Clock
}

export const createDesk = (clock: Clock, client: AppClient | null = null): Desk => ({
  store: createStore<DeskState>(() => ({ mirror: emptyMirror, link: { kind: 'opening' }, client })),
  clock,
})

export const DeskContext = createContext<Desk | null>(null)

export const useDesk = (): Desk => {
  const desk = useContext(DeskContext)
  if (desk === null) throw new Error('a screen outside its desk')
  return desk
}

export const useLink = (): Link => useStore(useDesk().store, ({ link }) => link)

export const useClient = (): AppClient | null => useStore(useDesk().store, ({ client }) => client)

/** A part of the mirrored state; drawn again only when that part changes. `null` before the first state came. */
export const useMirror = <Part>(select: (state: State) => Part): Part | null =>
  useStore(useDesk().store, ({ mirror }) => (mirror.state === null ? null : select(mirror.state)))

const noRows = {}

/** All rows of one kind by their key; none before the first state came. */
export const useRows = <Kind extends Collection>(kind: Kind): State[Kind] => useMirror((state) => state[kind]) ?? (noRows as State[Kind])

/** Whether nothing asks for anybody, by the core's own word; not while the core is silent. */
export const useCalm = (): boolean => {
  const { kind } = useLink()
  return useMirror(({ verdict }) => verdict?.calm === true) === true && kind !== 'lost'
}

/** The time, at most every `stepMs`: what shows minutes is drawn again once a minute. */
export const useNow = (stepMs = 1000): number => {
  const { clock } = useDesk()
  const read = useCallback(
    () => (stepMs <= 1000 ? clock.now() - (clock.now() % 1000) : clock.now() - (clock.now() % stepMs)),
    [clock, stepMs],
  )
  return useSyncExternalStore(clock.subscribe, read)
}

/** The network's time, at most every `stepMs`: where a simulation stands, the moment at which it was paused. */
export const useNetworkNow = (stepMs = 1000): number => {
  const now = useNow(stepMs)
  return useMirror(({ rig }) => rig.simulation?.pausedAt ?? null) ?? now
}

type Changed = (now: State | null, before: State | null) => void

/** For what has to be seen even between two drawings: every change of the mirror. Gives back how to stop. */
export const useWholeMirror = (): ((changed: Changed) => () => void) => {
  const { store } = useDesk()
  return useCallback(
    (changed: Changed) => store.subscribe((now, before) => now.mirror !== before.mirror && changed(now.mirror.state, before.mirror.state)),
    [store],
  )
}

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
