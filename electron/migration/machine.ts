import type { MoveState } from '../contract/model/migration.ts'
import type { StepName } from '../contract/model/move-lists.ts'

export type { StepName }

export interface Transition {
  readonly step: StepName
  readonly to: MoveState
  /** Everything before can be put back; from here on only a move in the other direction helps. */
  readonly pointOfNoReturn: boolean
  /** Both sides must be silent, proven within the last five seconds, before the effect. */
  readonly freshSilence: 'none' | 'source' | 'both'
  /** Needs the consent of this session, at most 15 minutes old. */
  readonly freshConsent: boolean
}

const step = (name: StepName, to: MoveState, freshSilence: Transition['freshSilence'] = 'none'): Transition => ({
  step: name,
  to,
  freshSilence,
  pointOfNoReturn: name === 'arm',
  freshConsent: name === 'arm',
})

/** The way of a move as a table: from each state one step. Nothing else leads anywhere. */
export const transitions: Readonly<Record<MoveState, Transition | null>> = {
  planned: step('stop-source', 'source-stopped'),
  'source-stopped': step('retire-key', 'source-retired', 'source'),
  'source-retired': step('settle', 'settled'),
  settled: step('stop-target', 'target-stopped'),
  'target-stopped': step('stage-rows', 'rows-staged', 'both'),
  'rows-staged': step('copy-key', 'key-copied', 'source'),
  'key-copied': step('verify-key', 'verified'),
  verified: step('arm', 'armed', 'both'),
  armed: step('start-target', 'target-started'),
  'target-started': step('start-service', 'moved'),
  moved: null,
  aborting: null,
  aborted: null,
  frozen: null,
  closed: null,
}

/** The forward states in order. */
const forwardStates = [
  'planned',
  'source-stopped',
  'source-retired',
  'settled',
  'target-stopped',
  'rows-staged',
  'key-copied',
  'verified',
  'armed',
  'target-started',
  'moved',
] as const satisfies readonly MoveState[]
export type ForwardState = (typeof forwardStates)[number]

export const isForward = (state: MoveState): state is ForwardState => forwardStates.some((one) => one === state)
export const rankOf = (state: ForwardState): number => forwardStates.indexOf(state)
/** The less armed of two. */
export const saferOf = (a: ForwardState, b: ForwardState): ForwardState => (rankOf(a) <= rankOf(b) ? a : b)
export const hasEnded = (state: MoveState): boolean => state === 'moved' || state === 'aborted' || state === 'closed'

/** Only before arming; while armed, undoing would be a move back. */
export const canAbort = (state: MoveState): boolean => isForward(state) && rankOf(state) < rankOf('armed')

/** How old a proof of silence may be when the next irreversible effect begins. */
export const freshSilenceMs = 5_000
/** How old consent may be when the key is armed. */
export const freshConsentMs = 15 * 60_000
