import { spawn, spawnSync } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { consoleProgram } from '../host/console-host.ts'

interface NodeEntry {
  readonly name: string
  readonly program: string
  readonly arguments: readonly string[]
}

/** One of each kind, and of each node: the rigs of two runs lie a thousand ports apart, as two nodes of one rig do. */
const portsOfRig = [10_010, 10_050, 10_092, 11_092, 12_092, 17_513, 17_613, 17_713]
const offsets = Array.from({ length: 33 }, (_, index) => 2_000 + index * 300)

/** A port offset at which the ports of a rig are free; ports below the range from which the kernel gives its own. */
export async function freeOffset(): Promise<number> {
  const isFree = (port: number) =>
    new Promise<boolean>((resolve) => {
      const server = createServer()
      server.once('error', () => resolve(false))
      server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
    })
  // Runs side by side begin at another place: a rig that is only being made takes no port yet.
  const first = process.pid % offsets.length
  for (const offset of [...offsets.slice(first), ...offsets.slice(0, first)]) {
    const free = await Promise.all(portsOfRig.map((port) => isFree(port + offset)))
    if (!free.includes(false)) return offset
  }
  throw new Error('no free ports for a simulated rig')
}

/** Makes a simulated rig in the folder, starts its network node only, and gives its entry of the settings. */
export async function startSimulatedNode(folder: string): Promise<NodeEntry> {
  const made = spawnSync(
    process.execPath,
    [consoleProgram, 'devnet', 'rig', folder, '--speed', '10', '--port-offset', String(await freeOffset())],
    { encoding: 'utf8' },
  )
  if (made.status !== 0) throw new Error(made.stderr)
  const settings = JSON.parse(readFileSync(join(folder, 'settings.json'), 'utf8')) as { nodes: NodeEntry[] }
  const node = settings.nodes.find(({ name }) => name === 'Z')
  if (!node) throw new Error('the rig has no network node')
  const log = openSync(join(folder, 'Z.log'), 'a')
  spawn(node.program, node.arguments, { stdio: ['ignore', log, log], detached: true, cwd: folder }).unref()
  closeSync(log)
  return node
}
