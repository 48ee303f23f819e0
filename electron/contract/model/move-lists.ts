// Closed lists of a move; each name has words of its own in the page, which has this file as types only.

/** What leads from one state to the next; the name stands in the journal and in the words of the screens. */
export const stepNames = [
  'stop-source',
  'retire-key',
  'settle',
  'stop-target',
  'stage-rows',
  'copy-key',
  'verify-key',
  'arm',
  'start-target',
  'start-service',
] as const
export type StepName = (typeof stepNames)[number]

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
