import { createServer } from 'node:net'
import { defaultLayout, type RigLayout } from '../../electron/devnet/rig/layout.ts'

/**
 * Short layers, and windows so wide that an identity which is down half of the time still publishes: it has an ATX in most
 * epochs, and so signs in every layer in which a node has its key.
 */
const pace = { layerMs: 400, layersPerEpoch: 30, phaseShiftMs: 6400, cycleGapMs: 5900, gracePeriodMs: 5900 }
/** Divides what the programs themselves wait for. */
export const programSpeed = 10
/** Below the ports that the system gives out by itself, and away from the other rigs of these tests. */
const offsets = [3100, 4300, 5500, 6700, 7900, 9100, 11_300]

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })

const portsOf = ({ nodes, identities, poetPort }: RigLayout): number[] => [
  poetPort,
  ...nodes.flatMap(({ ports }) => Object.values(ports)),
  ...identities.map(({ operatorPort }) => operatorPort),
]

/** The rig of three nodes with ports that are free now. Throws when there are none. */
export async function freeKillLayout(): Promise<RigLayout> {
  for (const portOffset of offsets) {
    const layout = { ...defaultLayout({ speed: 1, portOffset }), ...pace }
    if ((await Promise.all(portsOf(layout).map(isFree))).every(Boolean)) return layout
  }
  throw new Error('no free ports for a rig')
}
