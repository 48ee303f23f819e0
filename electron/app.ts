import { realpath } from 'node:fs/promises'
import { createFolders } from './app/folders.io.ts'
import { createHandlers } from './app/handlers.ts'
import { openRigs } from './app/rigs.io.ts'
import { firstRigState } from './app/rigs.ts'
import { emptyState } from './contract/state.ts'
import type { Core, CoreOptions } from './core.ts'
import { createMirror, realPace } from './rpc/index.ts'
import { holdFile, holdFolder } from './storage/index.ts'

/** A lock that was taken away is noticed this soon, and before each effect of a move. */
const lookAtLockMs = 1_000

/**
 * The app without a shell, the only place where rooms meet: takes the profile for itself, opens the rig that was open before,
 * mirrors its state. Throws `profile_in_use`.
 */
export const createApp = async (given: CoreOptions): Promise<Core> => {
  // By its real path: a link to it may lead elsewhere tomorrow.
  const options = { ...given, profileFolder: await realpath(given.profileFolder) }
  const held = await holdFolder(options.profileFolder)
  const mirror = createMirror(emptyState(firstRigState(options)), realPace)
  const rigs = openRigs(options, mirror, { isOurs: () => held.isOurs(), hold: holdFile })
  // Watching alone keeps no app alive.
  const watch = setInterval(() => held.isOurs() || rigs.lose(), lookAtLockMs).unref()
  const close = async () => {
    clearInterval(watch)
    await rigs.close()
    held.release()
  }
  const handlers = createHandlers({ mirror, rigs, folders: createFolders(), profileFolder: options.profileFolder, now: Date.now })
  return { handlers, close }
}
