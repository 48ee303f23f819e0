import { spawn, spawnSync } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { dirname, join } from 'node:path'
import { defaultLayout } from '../../electron/devnet/rig/layout.ts'
import { consoleProgram } from '../host/console-host.ts'
import { until } from '../host/until.ts'
import { writeRealRig } from './real-rig.ts'
import { freeOffset } from './simulated-node.ts'

interface Program {
  readonly name: string
  readonly program: string
  readonly arguments: readonly string[]
  readonly dataFolder: string
}
export interface NodeProgram extends Program {
  readonly addresses: { readonly public: string; readonly private: string; readonly post: string; readonly json?: string }
}
export interface ServiceProgram extends Program {
  readonly node: string
  readonly operatorAddress: string
}

/** Nodes and services on this computer that Smeshdesk knows nothing of. */
export interface OutsideRig {
  readonly folder: string
  readonly nodes: readonly NodeProgram[]
  readonly services: readonly ServiceProgram[]
}

/** The real rig needs its first start, its PoST data and its start before the network's first layer. */
const genesisMarginSeconds = 100
const minute = 60_000

/** With the rig's own 64 every fourth proof takes a second pass, which is late; with these one in thirty. */
const nonces = '160'
const withNonces = <Rig extends Pick<OutsideRig, 'services'>>(rig: Rig): Rig => ({
  ...rig,
  services: rig.services.map((service) => ({
    ...service,
    arguments: service.arguments.map((word, at, all) => (all[at - 1] === '--nonces' ? nonces : word)),
  })),
})

async function simulatedRig(folder: string, speed: number): Promise<OutsideRig> {
  const args = ['devnet', 'rig', folder, '--speed', String(speed), '--port-offset', String(await freeOffset())]
  const made = spawnSync(process.execPath, [consoleProgram, ...args], { encoding: 'utf8' })
  if (made.status !== 0) throw new Error(made.stderr)
  return { ...withNonces(JSON.parse(readFileSync(join(folder, 'settings.json'), 'utf8')) as Omit<OutsideRig, 'folder'>), folder }
}

async function realRig(folder: string, programs: string): Promise<OutsideRig> {
  const genesisSeconds = Math.ceil(Date.now() / 1000) + genesisMarginSeconds
  const layout = defaultLayout({ speed: 1, portOffset: await freeOffset() })
  const { description } = await writeRealRig({ folder, programs, layout, genesisSeconds })
  return { ...description, folder }
}

/** Makes the files of a rig in an empty folder; `programs`: the real ones, `null` for simulated ones, whose epochs `speed` divides. */
export const makeOutsideRig = (folder: string, programs: string | null, speed = 2): Promise<OutsideRig> =>
  programs === null ? simulatedRig(folder, speed) : realRig(folder, programs)

function start({ folder }: OutsideRig, { name, program, arguments: args }: Program): () => void {
  const log = openSync(join(folder, `${name}.log`), 'a')
  const env = { ...process.env, LD_LIBRARY_PATH: dirname(program) }
  const child = spawn(program, args, { stdio: ['ignore', log, log], detached: true, cwd: folder, env })
  child.unref()
  closeSync(log)
  return () => {
    if (child.exitCode === null && child.signalCode === null) return
    throw new Error(`${name} ended: ${readFileSync(join(folder, `${name}.log`), 'utf8').slice(-1_000)}`)
  }
}

const takes = (address: string): Promise<boolean> =>
  new Promise((resolve) => {
    const [host, port] = address.split(':')
    const socket = connect({ host: host ?? '', port: Number(port) })
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })

/** Starts what a user has running before Smeshdesk: the network node first, then the others, then services. Throws when one ends at once. */
export async function startOutsideRig(rig: OutsideRig, without: readonly string[]): Promise<void> {
  const [network, ...rest] = rig.nodes
  if (network === undefined) throw new Error('a rig without a node')
  const alive = [start(rig, network)]
  const listens = (name: string, address: string) =>
    until(`${name} listens`, { deadlineMs: 2 * minute }, () => {
      for (const check of alive) check()
      return takes(address)
    })
  await listens(network.name, network.addresses.public)
  const others = rest.filter(({ name }) => !without.includes(name))
  for (const node of others) alive.push(start(rig, node))
  for (const node of others) await listens(node.name, node.addresses.post)
  for (const service of rig.services) if (!without.includes(service.name)) alive.push(start(rig, service))
  for (const check of alive) check()
}
