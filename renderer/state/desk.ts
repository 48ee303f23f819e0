import { createContext, useCallback, useContext, useSyncExternalStore } from 'react'
import { useStore } from 'zustand'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { State } from '../../electron/contract/state.ts'
import type { AppClient } from '../bridge/connection.ts'
import type { Clock } from './clock.ts'
import { emptyMirror, type Mirror } from './mirror.ts'

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

const useDesk = (): Desk => {
  const desk = useContext(DeskContext)
  if (desk === null) throw new Error('a screen outside its desk')
  return desk
}

export const useLink = (): Link => useStore(useDesk().store, ({ link }) => link)

export const useClient = (): AppClient | null => useStore(useDesk().store, ({ client }) => client)

/** A part of the mirrored state; drawn again only when that part changes. `null` before the first state came. */
export const useMirror = <Part>(select: (state: State) => Part): Part | null =>
  useStore(useDesk().store, ({ mirror }) => (mirror.state === null ? null : select(mirror.state)))

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
