import { join } from 'node:path'
import type { Api } from './contract/api.ts'
import type { Handlers } from './contract/contract.ts'
import { AppError } from './contract/errors.ts'
import type { Core, CoreOptions } from './core.ts'
import { createMirror, realPace } from './rpc/index.ts'
import { holdFolder } from './storage/index.ts'

const notYet = () => {
  throw new AppError('not_allowed', 'no rig is attached')
}

async function* nothing<T>(): AsyncGenerator<T> {}

/** The app without a shell: takes the profile, mirrors the state. Rooms are composed into it here. */
export const createApp = async ({ profileFolder, platform, version }: CoreOptions): Promise<Core> => {
  const held = await holdFolder(profileFolder)
  const settingsFile = join(profileFolder, 'settings.json')
  const rig = {
    kind: 'none',
    profile: profileFolder,
    settingsFile,
    version,
    host: platform.host,
    canPickFolders: platform.canPickFolders,
    starting: null,
    problem: null,
  } as const
  const mirror = createMirror({ rig, epoch: null, identities: {}, nodes: {}, services: {}, alerts: {}, batches: {} }, realPace)
  const handlers: Handlers<Api> = {
    state: {
      watchState: (input, context) => mirror.watch(input, context),
      setHidden: ({ hidden }, context) => {
        mirror.setHidden(hidden, context)
        return {}
      },
    },
    rig: { startSimulated: notYet, stopSimulated: notYet, addNode: notYet, addService: notYet, remove: notYet },
    folders: { roots: () => [], children: () => ({ entries: [], more: 0 }) },
    identities: { watchTimeline: nothing },
    services: { start: notYet, stop: notYet },
    logs: { watchLog: nothing },
    migration: { scan: notYet, begin: notYet, resume: notYet, abort: notYet },
  }
  return { handlers, close: async () => held.release() }
}
