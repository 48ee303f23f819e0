import { join } from 'node:path'
import { stopConsent } from '../contract/consent.ts'
import type { Faults } from '../faults/index.ts'
import { isSimulated } from '../found/index.ts'
import { judgeNewKey, type MoveWorld, type ProfileOwner } from '../migration/index.ts'
import { createNetworks, type Networks, type NetworkWorld, type Standing } from '../networks/index.ts'
import { askPoetKey } from '../nodes/index.ts'
import { type Programs, type SlotKey, spawnProgram, usersOfFolder } from '../processes/index.ts'
import type { Settings } from '../settings/index.ts'
import { systemClock } from '../time/index.ts'
import { withClients } from './move-world/node-look.io.ts'
import { checkKind, checkName } from './new-entries.ts'
import type { RigSettings } from './rig-settings.io.ts'
import { onlyNot } from './simulated-programs.io.ts'

interface NetworkWorldDeps extends Pick<MoveWorld, 'lookForKey' | 'keysRenamed'> {
  readonly settings: RigSettings
  readonly programs: Programs
}

function standingOf(programs: Programs, key: SlotKey): Standing {
  const state = programs.slot(key)?.state ?? 'stopped'
  if (state === 'stopped') return 'down'
  return state === 'ended' || state === 'latched' || state === 'backing-off' ? 'ended' : 'up'
}

const othersThan = ({ nodes, services }: Settings, name: string): number =>
  nodes.filter((node) => node.name !== name).length + services.length

/** What a network adds to the rig and to this computer, through the slots and the settings that all else goes through. */
function createNetworkWorld({ settings, programs, lookForKey, keysRenamed }: NetworkWorldDeps): NetworkWorld {
  const entries = ({ kind }: SlotKey) => (kind === 'node' ? settings.current().nodes : settings.current().services)
  return {
    entryFolder: (key) => entries(key).find(({ name }) => name === key.name)?.dataFolder ?? null,
    addNode: (node) =>
      settings.change((before) => {
        checkName(before.nodes, node.name)
        return { ...before, nodes: [...before.nodes, node] }
      }),
    addService: async (service) => {
      const simulated = await isSimulated(service.dataFolder)
      await settings.change((before) => {
        checkName(before.services, service.name)
        return { ...before, simulated: checkKind(before, simulated, othersThan(before, '')), services: [...before.services, service] }
      })
    },
    settleKind: async (name) => {
      const { dataFolder } = settings.node(name)
      const simulated = dataFolder === null ? null : await isSimulated(dataFolder)
      await settings.change((before) => ({ ...before, simulated: checkKind(before, simulated, othersThan(before, name)) }))
    },
    standing: (key) => standingOf(programs, key),
    lastWords: (key) => programs.slot(key)?.lastEnd?.line ?? '',
    start: (key) => programs.start(key),
    stop: (key) => programs.stop(key, { words: stopConsent(key.name) }).catch(onlyNot('not_running')),
    nodeAnswers: (name) => withClients(settings.node(name), async (clients) => (await clients.status()).kind === 'answer'),
    poetKey: askPoetKey,
    lookForNewKey: async (id, name) => judgeNewKey(await lookForKey(id), { node: name, folder: settings.node(name).dataFolder ?? '' }),
    keysRenamed,
    inUse: async (folder) => (await usersOfFolder(folder)).users.length > 0,
    run: spawnProgram,
  }
}

/** Networks that are being made for this rig; each has a file in its profile. */
export const openNetworks = (
  deps: NetworkWorldDeps,
  { faults, owner }: { readonly faults: Faults; readonly owner: ProfileOwner },
): Networks =>
  createNetworks({
    folder: join(deps.settings.folder, 'networks'),
    world: createNetworkWorld(deps),
    clock: systemClock,
    faults,
    mayAct: owner.isOurs,
  })
