/**
 * The closed list of expected failures. The renderer turns each code into words in one table (renderer/words/errors.ts);
 * `internal` is the only one for the unexpected and carries a reference that stands in the log.
 */
export const errorCodes = [
  'internal',
  'bad_input',
  'not_found',
  'too_large',
  'too_many_calls',
  'disconnected',
  'not_allowed',
  'check_against',
  'already_running',
  'not_running',
  'profile_in_use',
  'settings_broken',
  'folder_unreadable',
  'address_refused',
  'program_missing',
  'start_failed',
  'no_room',
  'folder_taken',
  'stop_failed',
  'held_by_migration',
  'runs_now',
  'plan_changed',
  'file_changed',
  'consent_mismatch',
  'batch_not_waiting',
  'simulated_and_real',
  'history_unreadable',
  'archive_refused',
  'download_failed',
  'hash_mismatch',
  'history_newer',
] as const

export type ErrorCode = (typeof errorCodes)[number]

/** An expected failure. `said`: what was seen (`saw` in seen.ts), or the outside's own line; nothing where the code says it all. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly data: unknown

  constructor(code: ErrorCode, said = '', data?: unknown) {
    super(said)
    // What logs put before the message, which may be empty.
    this.name = code
    this.code = code
    this.data = data
  }
}
