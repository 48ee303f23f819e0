import type { Api } from '../contract/api.ts'
import type { Handlers } from '../contract/contract.ts'
import { AppError } from '../contract/errors.ts'
import { type FolderHandle, Instant } from '../contract/model/basics.ts'
import { isSimulated } from '../found/index.ts'
import { answersAsSimulator, type NodeAddresses } from '../nodes/index.ts'
import { type Settings, settingsVersions } from '../settings/index.ts'
import type { Folders } from './folders.io.ts'
import { checkFolderFree, type EntryKey, holderOf } from './held-entries.io.ts'
import { type ChangeFacts, type EntryFacts, withChangedNode, withChangedService, withNode, without, withService } from './new-entries.ts'
import type { Rigs } from './rigs.io.ts'
import type { Session } from './session.io.ts'

export interface RigDeps {
  readonly rigs: Rigs
  readonly folders: Folders
}

function runsByUs({ programs }: Session, key: EntryKey): boolean {
  const slot = programs.slot(key)
  return slot?.ours === true && slot.pid !== null
}

/** Answers once it is done. */
export const done = async (act: Promise<unknown>) => {
  await act
  return {}
}

type Commands = Pick<Handlers<Api>['rig'], 'addNode' | 'addService' | 'changeNode' | 'changeService' | 'remove'>

const noAddresses: NodeAddresses = { public: null, private: null, post: null }

/** What folder and answers say together: `null` where neither says anything. Throws `simulated_and_real` where they contradict. */
function kindOf(folder: boolean | null, answers: boolean): boolean | null {
  if (!answers) return folder
  if (folder === false) throw new AppError('simulated_and_real')
  return true
}

const changing = (session: Session, key: EntryKey, entry: EntryFacts): ChangeFacts => ({
  ...naming(entry, session),
  heldBy: holderOf(session, key),
  runs: runsByUs(session, key),
})

/** A program that lies in the store is named by its version. */
const naming = (entry: EntryFacts, { binaries }: Session): EntryFacts => ({
  ...entry,
  pathOf: (handle) => binaries.nameOf(entry.pathOf(handle)),
})

/** Commands on the settings of the user's own rig, one after the other. */
function commands({ rigs, folders }: RigDeps): Commands {
  const facts = async (folder: FolderHandle | null, addresses: NodeAddresses = noAddresses): Promise<EntryFacts> => ({
    pathOf: folders.pathOf,
    simulated: kindOf(folder === null ? null : await isSimulated(folders.pathOf(folder)), await answersAsSimulator(addresses)),
  })
  /** `folder`: the data folder of the entry as it will be, which no move may have. */
  const change = (folder: FolderHandle | null, next: (before: Settings, session: Session) => Settings) =>
    done(
      rigs.withOwn((session) =>
        session.settings.change((before) => {
          checkFolderFree(session, folder === null ? null : folders.pathOf(folder))
          return next(before, session)
        }),
      ),
    )
  return {
    addNode: async (input) => {
      const known = await facts(input.dataFolder, input.addresses)
      return change(input.dataFolder, (before, session) => withNode(before, input, naming(known, session)))
    },
    addService: async (input) => {
      const known = await facts(input.dataFolder)
      return change(input.dataFolder, (before, session) => withService(before, input, naming(known, session)))
    },
    changeNode: async ({ name, entry }) => {
      const known = await facts(entry.dataFolder, entry.addresses)
      return change(entry.dataFolder, (before, session) =>
        withChangedNode(before, { name, entry }, changing(session, { kind: 'node', name }, known)),
      )
    },
    changeService: async ({ name, entry }) => {
      const known = await facts(entry.dataFolder)
      return change(entry.dataFolder, (before, session) =>
        withChangedService(before, { name, entry }, changing(session, { kind: 'service', name }, known)),
      )
    },
    remove: (key) =>
      change(null, (before, session) => without(before, key, { heldBy: holderOf(session, key), runs: runsByUs(session, key) })),
  }
}

export const rigHandlers = (deps: RigDeps): Handlers<Api>['rig'] => ({
  ...commands(deps),
  startSimulated: () => {
    deps.rigs.startSimulated()
    return { accepted: true }
  },
  stopSimulated: () => {
    deps.rigs.stopSimulated()
    return { accepted: true }
  },
  settingsVersions: async () =>
    (await settingsVersions(deps.rigs.profileFolder)).map((one) => ({ ...one, keptAt: Instant.parse(one.keptAt) })),
  setKeepAwake: ({ on }) => done(deps.rigs.withOwn(({ settings }) => settings.change((before) => ({ ...before, keepAwake: on })))),
  acknowledge: ({ alert }) => done(deps.rigs.acknowledge(alert)),
  restoreSettings: ({ name }) => done(deps.rigs.restoreSettings(name)),
})
