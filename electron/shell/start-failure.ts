import { AppError } from '../contract/errors.ts'

/** Why the app did not open, in one or two sentences for a person; `detail` of the unexpected is its own message. */
export const startFailure = (error: unknown): string => {
  if (error instanceof AppError && error.code === 'profile_in_use') return `Another Smeshdesk has this profile open. (${error.message})`
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
    return 'Another program listens on that port. Choose another with --port, or none.'
  return error instanceof Error ? error.message : 'Something unexpected happened.'
}
