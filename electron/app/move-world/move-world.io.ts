import { AppError } from '../../contract/errors.ts'
import type { RigName, SmesherId } from '../../contract/model/basics.ts'
import type { IdentityLook, LayerSeen, MoveWorld, StopReport } from '../../migration/index.ts'
import { serviceCommandLine, withAddress } from '../../post/index.ts'
import { identifyProcess, type Services, type SlotKey, stopProcess } from '../../processes/index.ts'
import type { Settings } from '../../settings/index.ts'
import type { RigSettings } from '../rig-settings.io.ts'
import { lookAtIdentity } from './identity-look.io.ts'
import { listsIdentity, lookForKey } from './key-look.io.ts'
import { lookAtNode, withClients } from './node-look.io.ts'
import { postAddressOf } from './post-address.io.ts'
import { isRegistered } from './registration.io.ts'
import { nodeProcesses, silenceFacts } from './silence-facts.io.ts'

/** A node cleans up for up to 30 s; it is never killed: it may be writing. A service keeps nothing, so it may be. */
const nodeGraceMs = 75_000
const serviceGraceMs = 5_000

export interface MoveWorldDeps {
  readonly settings: RigSettings
  readonly services: Services
  readonly now: () => number
  /** Told after each act that renamed a key file. */
  readonly keysRenamed: () => void
  /** Newest layer in which an identity is known to have signed, by the events seen so far. */
  readonly lastSignedLayer: (id: SmesherId) => number | null
  /** The last ATX that a node told to have published. */
  readonly published: (id: SmesherId) => IdentityLook['published']
}

const nodeKey = (name: RigName): SlotKey => ({ kind: 'node', name })
const serviceKey = (name: RigName): SlotKey => ({ kind: 'service', name })

async function stopPid(pid: number, options: { readonly graceMs: number; readonly hard: boolean }): Promise<StopReport> {
  const identity = await identifyProcess(pid)
  if (identity === null) return { stopped: true, detail: `process ${pid} was gone` }
  const result = await stopProcess(identity, options)
  return { stopped: result.kind === 'stopped' || result.kind === 'was-gone', detail: `process ${pid}: ${result.kind}` }
}

const joined = (reports: readonly StopReport[]): StopReport => ({
  stopped: reports.every(({ stopped }) => stopped),
  detail: reports.map(({ detail }) => detail).join('; ') || 'nothing ran',
})

/** Stops a program through its slot, so that the slot remembers; the batch that holds it may stop what others started, too. */
async function stopSlot({ services }: MoveWorldDeps, key: SlotKey, batch: string | null): Promise<StopReport> {
  const options = key.kind === 'node' ? { graceMs: nodeGraceMs, hard: false } : { graceMs: serviceGraceMs, hard: true }
  try {
    await services.stop(key, batch === null ? options : { ...options, batch })
    return { stopped: true, detail: `${key.kind} ${key.name} ended` }
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_running') return { stopped: true, detail: `${key.kind} ${key.name} did not run` }
    return { stopped: false, detail: error instanceof Error ? error.message : String(error) }
  }
}

/** The slot first, then whatever else runs as the folder's node, by its process. */
async function stopNode(deps: MoveWorldDeps, name: RigName): Promise<StopReport> {
  const { settings, services } = deps
  const reports = [await stopSlot(deps, nodeKey(name), services.node(name)?.row.heldBy ?? null)]
  for (const pid of await nodeProcesses(settings.node(name), settings.folder))
    reports.push(await stopPid(pid, { graceMs: nodeGraceMs, hard: false }))
  return joined(reports)
}

const stopService = (deps: MoveWorldDeps, name: RigName): Promise<StopReport> =>
  stopSlot(deps, serviceKey(name), deps.services.rows().find((row) => row.name === name)?.heldBy ?? null)

/** The settings with one service dialling another node's explicit post listener. */
const redirected = (settings: Settings, service: RigName, { node, address }: { node: RigName; address: string }): Settings => ({
  ...settings,
  services: settings.services.map((one) =>
    one.name === service ? { ...one, node, arguments: withAddress(one.arguments, `http://${address}`) } : one,
  ),
})

async function startService(deps: MoveWorldDeps, name: RigName, { node, batch }: { node: RigName; batch: string }): Promise<void> {
  const { settings, services } = deps
  const address = await postAddressOf(settings.node(node), settings.folder)
  if (address === null) throw new Error(`${node} has no explicit post listener`)
  const dials = serviceCommandLine(settings.service(name).arguments).address
  const wanted = `http://${address}`
  if (dials !== wanted || settings.service(name).node !== node)
    await settings.change((before) => redirected(before, name, { node, address }))
  const row = services.rows().find((one) => one.name === name)
  if ((row?.state === 'running' || row?.state === 'starting') && row.address === wanted) return
  // Also one that somebody else started: which node that one dials, and what it says, is not ours to know.
  await stopService(deps, name)
  await services.start(serviceKey(name), { batch })
}

async function startNode({ settings, services }: MoveWorldDeps, name: RigName, batch: string): Promise<void> {
  const running = await nodeProcesses(settings.node(name), settings.folder)
  if (running.length === 0) await services.start(nodeKey(name), { batch })
}

async function layersNow({ settings }: MoveWorldDeps): Promise<LayerSeen[]> {
  const answers = await Promise.all(
    settings.current().nodes.map((node) =>
      withClients(node, async (clients) => {
        const status = await clients.status()
        return status.kind === 'answer' ? [{ node: node.name, layer: status.value.currentLayer }] : []
      }),
    ),
  )
  return answers.flat()
}

/** Binds what a move asks of the world to this machine's processes and nodes. */
export function createMoveWorld(deps: MoveWorldDeps): MoveWorld {
  const { settings, services, now } = deps
  const silenceOf = (name: RigName) => silenceFacts(settings.node(name), settings.folder)
  const isRunning = (name: RigName) => services.rows().some((row) => row.name === name && row.pid !== null)
  return {
    nodes: () => settings.current().nodes.map(({ name }) => name),
    lookAtNode: async (name) => lookAtNode(settings.node(name), { profileFolder: settings.folder, silence: await silenceOf(name), now }),
    lookAtIdentity: (id) =>
      lookAtIdentity(id, {
        settings: settings.current(),
        startedIn: settings.folder,
        now,
        lastSignedLayer: deps.lastSignedLayer,
        published: deps.published,
        isRunning,
      }),
    lookForKey: (id) => lookForKey(settings.current(), id, settings.folder),
    keysRenamed: deps.keysRenamed,
    silenceOf,
    stopNode: (name) => stopNode(deps, name),
    startNode: (name, batch) => startNode(deps, name, batch),
    stopService: (name) => stopService(deps, name),
    startService: (name, node, batch) => startService(deps, name, { node, batch }),
    listed: (node, id) => listsIdentity(settings.node(node), id),
    registered: (service, node, id) => isRegistered(deps, { service, node, id }),
    layers: () => layersNow(deps),
    hold: (batch, slots) => services.hold(batch, [...slots.nodes.map(nodeKey), ...slots.services.map(serviceKey)]),
    release: (batch) => services.release(batch),
  }
}
