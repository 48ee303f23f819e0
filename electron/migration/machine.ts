import type { MoveState } from '../contract/model/migration.ts'
import { type ForwardState, forwardStates, type StepName, stepNames } from '../contract/model/move-lists.ts'

export const isForward = (state: MoveState): state is ForwardState => forwardStates.some((one) => one === state)
export const rankOf = (state: ForwardState): number => forwardStates.indexOf(state)
/** The one step that leads on from a state; nothing else leads anywhere. `undefined`: it has moved. */
export const stepFrom = (state: ForwardState): StepName | undefined => stepNames[rankOf(state)]
/** Everything before can be put back; from here on only a move in the other direction helps. */
export const pointOfNoReturn: StepName = 'arm'
/** The less armed of two. */
export const saferOf = (a: ForwardState, b: ForwardState): ForwardState => (rankOf(a) <= rankOf(b) ? a : b)
export const hasEnded = (state: MoveState): boolean => state === 'moved' || state === 'aborted' || state === 'closed'

/** Only before arming; while armed, undoing would be a move back. */
export const canAbort = (state: MoveState): boolean => isForward(state) && rankOf(state) < rankOf('armed')

/** How old a proof of silence may be when the next irreversible effect begins. */
export const freshSilenceMs = 5_000
/** How old consent may be when the key is armed. */
export const freshConsentMs = 15 * 60_000
