import * as z from 'zod/mini'

/**
 * Why a start, a stop or a restart is closed: one of these, a check that speaks against it (`check:` and its id), or that another profile's
 * Smeshdesk looks after its data folder (`folder-of:` and that profile, nothing where it does not tell).
 */
const Reason = z.enum([
  'held-by-migration',
  'state-unknown',
  'external',
  'answers-elsewhere',
  'already-running',
  'no-program',
  'folder-differs',
  'no-folder',
  'not-here',
  'identity-runs-elsewhere',
  'stopping',
  'not-running',
  'program-changed',
])
export type Reason = z.output<typeof Reason>
export const ClosedReason = z.union([Reason, z.templateLiteral(['check:', z.string()]), z.templateLiteral(['folder-of:', z.string()])])
export type ClosedReason = z.output<typeof ClosedReason>
