import { join } from 'node:path'
import { AppError } from '../../contract/errors.ts'
import type { Layer, RigName, SmesherId } from '../../contract/model/basics.ts'
import { saw } from '../../contract/seen.ts'
import {
  type IdentityLook,
  type LayerSeen,
  type MayEnd,
  type MoveWorld,
  type NodeLock,
  StandsInTheWay,
  type StopReport,
} from '../../migration/index.ts'
import { serviceCommandLine, withAddress } from '../../post/index.ts'
import { holdNode, lookAtProcesses, type Programs, type SlotKey } from '../../processes/index.ts'
import type { Settings } from '../../settings/index.ts'
import { identityOf, lockFileOf, programOf, reasonsFor, signsOf } from '../../silence/index.io.ts'
import type { ProgramProcess } from '../../silence/index.ts'
import type { RigSettings } from '../rig-settings.io.ts'
import { isAnsweredBy } from './answers-itself.io.ts'
import { bindingOfNode, bindingOfService } from './binding.io.ts'
import { askAbout, lookAtIdentity } from './identity-look.io.ts'
import { listsIdentity, lookForKey } from './key-look.io.ts'
import { askEach, lookAtNode } from './node-look.io.ts'
import { postAddressOf } from './post-address.io.ts'
import { isRegistered } from './registration.io.ts'
import { together } from './together.ts'

export interface MoveWorldDeps {
  readonly settings: RigSettings
  readonly programs: Programs
  readonly now: () => number
  /** `lookAtProcesses`, when not given. */
  readonly lookAtProcesses?: typeof lookAtProcesses
  /** What speaks against the program of an entry, without starting it; nothing, when not given. */
  readonly programAgainst?: (program: string) => Promise<string | null>
  /** Told after each act that renamed a key file. */
  readonly keysRenamed: () => void
  /** Newest layer in which an identity is known to have signed, by the events seen so far. */
  readonly lastSignedLayer: (id: SmesherId) => Layer | null
  /** The last ATX that a node told to have published. */
  readonly published: (id: SmesherId) => IdentityLook['published']
}

const nodeKey = (name: RigName): SlotKey => ({ kind: 'node', name })
const serviceKey = (name: RigName): SlotKey => ({ kind: 'service', name })

/** The programs that stand in a slot's place beyond doubt. */
const programsAt = async ({ programs }: MoveWorldDeps, key: SlotKey): Promise<readonly ProgramProcess[]> =>
  (await programs.standing(key)).filter(({ certain }) => certain).map(programOf)

/** Stops a program through its slot, so that the slot remembers; of what others have started only what may be ended. */
async function stopSlot(deps: MoveWorldDeps, key: SlotKey, mayEnd: MayEnd): Promise<StopReport> {
  const batch = deps.programs.slot(key)?.heldBy ?? null
  const all = await deps.programs.standing(key)
  const standing = all.filter(({ certain }) => certain).map(programOf)
  const unsure = all
    .filter(({ certain }) => !certain)
    .map(({ identity, argv }) => ({ pid: identity.pid, commandLine: argv.join(' '), how: 'argument', executable: identity.exe }))
  const left = standing.filter((one) => !mayEnd(one))
  const ending = standing.filter(mayEnd)
  const agreed = ending.filter(({ ours }) => !ours).map(identityOf)
  const ended = { stopped: left.length === 0, detail: saw('ended', key.name, ending.map(({ pid }) => pid).join(', ')), left, unsure }
  try {
    await deps.programs.stop(key, batch === null ? {} : { by: { batch }, agreed })
    return ended
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_running') return { ...ended, detail: saw('service-stopped', key.name) }
    return { ...ended, stopped: false, detail: error instanceof Error ? error.message : String(error) }
  }
}

/** The settings with one service dialling another node's explicit post listener. */
const redirected = (settings: Settings, service: RigName, { node, address }: { node: RigName; address: string }): Settings => ({
  ...settings,
  services: settings.services.map((one) =>
    one.name === service ? { ...one, node, arguments: withAddress(one.arguments, `http://${address}`) } : one,
  ),
})

type ServiceStart = Parameters<MoveWorld['startService']>[1]

async function startService(deps: MoveWorldDeps, name: RigName, { node, batch, mayEnd }: ServiceStart): Promise<void> {
  const { settings, programs } = deps
  const address = await postAddressOf(settings.node(node), settings.folder)
  if (address === null) throw new Error(`${node}: ${saw('no-post-listener')}`)
  const dials = serviceCommandLine(settings.service(name).arguments).address
  const wanted = `http://${address}`
  if (dials !== wanted || settings.service(name).node !== node)
    await settings.change((before) => redirected(before, name, { node, address }))
  const row = programs.rows().find((one) => one.name === name)
  if ((row?.slot.state === 'running' || row?.slot.state === 'starting') && row.address === wanted) return
  // Also one that somebody else started, where that was agreed to: which node it dials, and what it says, is not ours to know.
  const { left = [] } = await stopSlot(deps, serviceKey(name), mayEnd)
  if (left.length > 0) throw new StandsInTheWay(saw('runs-already', name), left)
  await programs.start(serviceKey(name), { by: { batch } }).catch((error: unknown) => {
    throw error instanceof AppError && error.code === 'already_running' ? new StandsInTheWay(error.message, []) : error
  })
}

/**
 * Whoever started it: the node runs when its program stands on its folder, not when something has its config or its files. `false`: it runs
 * already.
 */
async function startNode(deps: MoveWorldDeps, name: RigName, batch: string): Promise<boolean> {
  const key = nodeKey(name)
  if ((await deps.programs.standing(key)).length > 0) return false
  try {
    await deps.programs.start(key, { by: { batch } })
    return true
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'already_running')) throw error
    const standing = await programsAt(deps, key)
    if (!standing.some(({ ours }) => ours)) throw new StandsInTheWay(error.message, standing)
    return false
  }
}

/** What the node itself says: its answer counts when a process of its own listens where it was asked. */
async function listedBy(deps: MoveWorldDeps, name: RigName, id: SmesherId): Promise<boolean | null> {
  const node = deps.settings.node(name)
  // Asked first: whoever answered is still there then.
  const lists = await listsIdentity(node, id)
  if (lists === null) return null
  const pids = (await programsAt(deps, nodeKey(name))).map(({ pid }) => pid)
  // The listener for services is the one that tells of identities.
  const { post } = node.addresses
  return post !== null && isAnsweredBy(pids, post) === true ? lists : null
}

async function lockNode({ settings }: MoveWorldDeps, name: RigName): Promise<NodeLock | 'taken'> {
  const node = settings.node(name)
  const lockFile = await lockFileOf(node, settings.folder)
  const database = join(node.dataFolder ?? '', 'local.sql')
  const holding = await holdNode({ lockFile, database })
  if (holding.kind === 'failed') throw new Error(holding.why)
  if (holding.kind === 'taken') return 'taken'
  const held = holding.node
  return { what: held.lockHeld ? `${database}, ${lockFile}` : database, held: () => held.held(), release: () => held.release() }
}

async function layersNow({ settings }: MoveWorldDeps): Promise<LayerSeen[]> {
  const answers = await askEach(settings.current().nodes, async (clients, node) => {
    const status = await clients.status()
    return status.kind === 'answer' ? [{ node, layer: status.value.currentLayer }] : []
  })
  return answers.flat()
}

type Held = ReturnType<MoveWorld['holds']>

function heldSlots(holds: ReturnType<Programs['holds']>): Held {
  if (holds === null) return null
  const named = (keys: readonly SlotKey[], kind: SlotKey['kind']) => keys.filter((key) => key.kind === kind).map(({ name }) => name)
  return Object.fromEntries(
    Object.entries(holds).map(([batch, keys]) => [batch, { nodes: named(keys, 'node'), services: named(keys, 'service') }]),
  )
}

/** Looks at processes, and what they say of a node. */
function looksOf({ settings, programs, ...deps }: MoveWorldDeps) {
  const processes = together(deps.lookAtProcesses ?? lookAtProcesses)
  const signsAt = async (name: RigName) => {
    const look = await processes()
    return signsOf(settings.node(name), settings.folder, { standing: await programs.standing(nodeKey(name), look), look })
  }
  const silenceOf = async (name: RigName, how?: 'anew') => {
    const [signs, reasons] = await Promise.all([signsAt(name), reasonsFor(settings.node(name), settings.folder, how === 'anew')])
    return { ...signs, ...reasons }
  }
  return { processes, signsAt, silenceOf }
}

/** What is known without a look. */
const whatIsThere = ({
  settings,
  programs,
  lastSignedLayer,
  keysRenamed,
}: MoveWorldDeps): Pick<MoveWorld, 'nodes' | 'folders' | 'holds' | 'lastSignedLayer' | 'keysRenamed'> => ({
  nodes: () => settings.current().nodes.map(({ name }) => name),
  folders: () =>
    settings.current().nodes.flatMap(({ name, dataFolder }) => (dataFolder === null ? [] : [{ node: name, folder: dataFolder }])),
  holds: () => heldSlots(programs.holds()),
  lastSignedLayer,
  keysRenamed,
})

/** Binds what a move asks of the world to this machine's processes and nodes. */
export function createMoveWorld(deps: MoveWorldDeps): MoveWorld {
  const { settings, programs, now } = deps
  const { processes, signsAt, silenceOf } = looksOf(deps)
  const isRunning = (name: RigName) => (programs.slot(serviceKey(name))?.pid ?? null) !== null
  return {
    ...whatIsThere(deps),
    lookAtNode: async (name) => lookAtNode(settings.node(name), { profileFolder: settings.folder, silence: await signsAt(name), now }),
    lookAtIdentity: (id) =>
      lookAtIdentity(id, { ...deps, processes, isRunning, programsOf: (service) => programsAt(deps, serviceKey(service)) }),
    askAbout: (id) => askAbout(id, settings.current(), now),
    nodeBinding: (name) => bindingOfNode(settings, name),
    serviceBinding: (name) => bindingOfService(settings, name),
    programAgainst: async ({ kind, name }) => {
      const { program } = kind === 'node' ? settings.node(name) : settings.service(name)
      return program === null ? null : ((await deps.programAgainst?.(program)) ?? null)
    },
    lookForKey: (id) => lookForKey(settings.current(), id, { profileFolder: settings.folder, processes }),
    silenceOf,
    stopNode: (name, mayEnd) => stopSlot(deps, nodeKey(name), mayEnd),
    startNode: (name, batch) => startNode(deps, name, batch),
    lastWords: (name) => programs.slot(nodeKey(name))?.lastEnd?.line ?? '',
    stopService: (name, mayEnd) => stopSlot(deps, serviceKey(name), mayEnd),
    startService: (name, how) => startService(deps, name, how),
    listed: (node, id) => listedBy(deps, node, id),
    registered: (service, node, id) => isRegistered(deps, { service, node, id }),
    layers: () => layersNow(deps),
    lockNode: (name) => lockNode(deps, name),
    hold: (batch, slots) => programs.hold(batch, [...slots.nodes.map(nodeKey), ...slots.services.map(serviceKey)]),
    release: (batch) => programs.release(batch),
  }
}
