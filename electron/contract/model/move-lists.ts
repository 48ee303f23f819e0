// Closed lists of a move; each name has words of its own in the page, which has this file as code.

/** The way of a move: each step, and the state that it leads to from the one before. The names stand in the journal and in the words of the screens. */
const moveWay = [
  ['stop-source', 'source-stopped'],
  ['retire-key', 'source-retired'],
  ['settle', 'settled'],
  ['stop-target', 'target-stopped'],
  ['stage-rows', 'rows-staged'],
  ['copy-key', 'key-copied'],
  ['verify-key', 'verified'],
  ['arm', 'armed'],
  ['start-target', 'target-started'],
  ['start-service', 'moved'],
] as const
export type StepName = (typeof moveWay)[number][0]
export const stepNames: readonly StepName[] = moveWay.map(([step]) => step)

export type ForwardState = 'planned' | (typeof moveWay)[number][1]
/** In order. */
export const forwardStates: readonly ForwardState[] = ['planned', ...moveWay.map(([, state]) => state)]

/** What a move does, or waits for. */
export const moveDoings = [
  'stopping-source',
  'stopping-target',
  'copying-rows',
  'retiring-key',
  'waiting-layers',
  'staging-rows',
  'copying-key',
  'verifying-key',
  'arming',
  'starting-target',
  'starting-service',
  'undoing',
  'disarming',
  'waiting-for-you',
  'waiting-for-arming',
  'frozen',
  'ended',
] as const
export type MoveDoing = (typeof moveDoings)[number]

/** Why a move rests. */
export const moveProblems = [
  'source-active',
  'source-unknown',
  'target-active',
  'target-unknown',
  'service-active',
  'layer-unknown',
  'target-not-ready',
  'newest-atx-differs',
  'banned',
  'key-elsewhere',
  'elsewhere-unknown',
  'key-linked',
  'plan-changed',
  'binding-changed',
  'rows-unreadable',
  'rows-do-not-fit',
  'target-folder-defective',
  'target-name-taken',
  'needs-consent',
  'not-listed',
  'refuses-to-start',
  'program-changed',
  'no-answer',
  'not-registered',
  'file-error',
  'unexpected',
  'abort-requested',
  'app-closes',
  'not-held',
  'profile-taken',
] as const
export type MoveProblem = (typeof moveProblems)[number]

/** Contradictions between journal and disk that only a person can explain. */
export const frozenReasons = [
  'two-loadable',
  'source-copy-restored',
  'target-armed-by-others',
  'target-key-gone',
  'last-copy-is-temporary',
  'key-gone',
  'listed-at-source',
  'listed-at-target',
  'retired-copy-differs',
  'binding-changed',
  'superseded',
  'rows-of-another-time',
  'disarmed',
  'journal-broken',
  'plan-broken',
  'disk-failing',
] as const
export type FrozenReason = (typeof frozenReasons)[number]
