import { AppError } from '../contract/errors.ts'

const inUse = 'Another Smeshdesk has this profile open. Close it, or start with another profile folder.'
const unlockable = 'The profile folder lies on a network or unknown file system, where a lock proves nothing. Start with another one.'
const isUnlockable = (data: unknown): boolean =>
  typeof data === 'object' && data !== null && 'reason' in data && data.reason === 'file-system'

/** Why the app did not open, in one or two sentences for a person, before there is a page that has words; `detail` of the unexpected is its own message. */
export const startFailure = (error: unknown): string => {
  if (error instanceof AppError && error.code === 'profile_in_use') return isUnlockable(error.data) ? unlockable : inUse
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
    return 'Another program listens on that port. Choose another with --port, or none.'
  if (error instanceof AppError) return [error.code, error.message].filter((part) => part !== '').join(': ')
  return error instanceof Error ? error.message : 'Something unexpected happened.'
}
