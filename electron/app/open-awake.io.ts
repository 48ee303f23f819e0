import { type Inhibit, KeepAwake, systemInhibit } from '../awake/index.ts'
import type { State } from '../contract/state.ts'
import type { CoreOptions } from '../core.ts'
import { systemClock } from '../time/index.ts'
import type { Session } from './session.io.ts'

function isKeptAwake(session: () => Pick<Session, 'settings'>): boolean {
  try {
    return session().settings.current().keepAwake !== false
  } catch {
    // No rig is open any more.
    return false
  }
}

/** A shell that keeps awake by itself is never refused. */
const atOnce =
  (keepAwake: () => () => void): Inhibit =>
  (_why, { held }) => {
    const release = keepAwake()
    queueMicrotask(held)
    return release
  }

interface AwakeDeps extends Pick<CoreOptions, 'platform'> {
  /** Throws while no rig is open. */
  readonly session: () => Pick<Session, 'settings'>
  readonly state: () => State
  readonly tell: (told: State['awake']) => void
}

/** By the shell's own means where it has one, else by the system's. */
export const openAwake = ({ platform: { keepAwake }, session, state, tell }: AwakeDeps): KeepAwake =>
  new KeepAwake(
    {
      clock: systemClock,
      inhibit: keepAwake === undefined ? systemInhibit(process.platform) : atOnce(keepAwake),
      isOn: () => isKeptAwake(session),
      tell,
    },
    state,
  )
