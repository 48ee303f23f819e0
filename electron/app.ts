import { createFolders } from './app/folders.io.ts'
import { createHandlers } from './app/handlers.ts'
import { openRigs } from './app/rigs.io.ts'
import { firstRigState } from './app/rigs.ts'
import type { Core, CoreOptions } from './core.ts'
import { createMirror, realPace } from './rpc/index.ts'
import { holdFolder } from './storage/index.ts'

/**
 * The app without a shell, the only place where rooms meet: takes the profile for itself, opens the rig that was open before,
 * mirrors its state. Throws `profile_in_use`.
 */
export const createApp = async (options: CoreOptions): Promise<Core> => {
  const held = await holdFolder(options.profileFolder)
  const mirror = createMirror(
    {
      rig: firstRigState(options),
      epoch: null,
      clocks: {},
      verdict: null,
      identities: {},
      nodes: {},
      services: {},
      alerts: {},
      batches: {},
    },
    realPace,
  )
  const rigs = openRigs(options, mirror)
  const close = async () => {
    await rigs.close()
    held.release()
  }
  const handlers = createHandlers({ mirror, rigs, folders: createFolders(), profileFolder: options.profileFolder, now: Date.now })
  return { handlers, close }
}
