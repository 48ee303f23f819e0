import type { Check, RigName } from '../contract/model/basics.ts'
import type { SlotRow } from '../contract/model/rig.ts'
import { check } from '../contract/model/verdicts.ts'
import { saw } from '../contract/seen.ts'
import { clockSkew } from '../time/index.ts'
import type { HostMemory } from './host-memory.ts'

/** Free bytes of the fuller one of two disks: of a node's data, and of the logs; `null`: could not be told. */
export interface SpaceSeen {
  readonly path: string
  readonly free: number | null
}

/** A node's clock that differs from ours by more (facts of the guard: two seconds). */
export const clockApartMs = 2_000
/** Free on the disk of a node's data and of its log. A simulated node needs next to none. */
export const diskFloor = { real: 10 * 2 ** 30, simulated: 64 * 2 ** 20 }

const step = 2 ** 26

/**
 * How far a node's clock and ours are apart at least, by the layer that it named last. A simulated network's clock stands and hastens
 * as it is told to, and is this computer's own: nothing is said of it.
 */
function clockFindings({ heard: { name, network, status }, place }: HostMemory, simulated: boolean): Check[] {
  if (network === null || status === null || simulated || place.simulated) return []
  const apart = clockSkew(network.value, status.value.currentLayer, status.at)
  if (apart <= clockApartMs) return []
  const seconds = String(Math.ceil(apart / 1000))
  return [check.warn('clock-off', { node: name, seconds }, saw('clocks-apart', String(apart)))]
}

function spaceFindings({ heard: { name }, space }: HostMemory, simulated: boolean): Check[] {
  if (space === null) return []
  const { path, free } = space
  if (free === null) return [check.unknown('disk-unread', { node: name, path })]
  const floor = simulated ? diskFloor.simulated : diskFloor.real
  if (free >= floor) return []
  // In steps, so that a disk that fills is not another finding with each look.
  const said = String(Math.floor(free / step) * step)
  return [check.warn('disk-floor', { node: name, path, free: said }, saw('space', said, String(floor)))]
}

/**
 * What its log says of the run that it wrote last. A node of 1.7 that refuses late cleans up and then hangs until it is told to stop
 * (recorded): its process is there, its listeners are not, and its error is told only at its end.
 */
export function logFindings(
  { heard: { name }, life: { step, refused, registered } }: HostMemory,
  runs: boolean,
  ids: readonly string[],
): Check[] {
  if (!runs) return []
  if (refused !== null) return [check.fail('node-refused-and-hangs', { node: name, line: refused }, '')]
  if (step !== null) return [check.pass('node-start-step', { node: name, step }, '')]
  const loaded = ids.filter((id) => registered.some((start) => start !== '' && id.startsWith(start)))
  if (loaded.length === 0) return []
  const all = { node: name, count: String(loaded.length), of: String(ids.length) }
  return [check.pass('node-keys-registered', all, loaded.map((id) => id.slice(0, 6)).join(', '))]
}

/** What is seen of the computer on which a node lives. */
export const placeFindings = (host: HostMemory): Check[] => {
  const simulated = host.place.simulated || host.heard.simulated
  return [...clockFindings(host, simulated), ...spaceFindings(host, simulated)]
}

/** Its program is another one than it has to be: by its slot, which nobody starts from it. */
export const programFindings = (slot: SlotRow | null, name: RigName): Check[] =>
  slot !== null && (slot.startClosed === 'program-changed' || slot.restartClosed === 'program-changed')
    ? [check.fail('program-changed', { name }, slot.commandLine[0] ?? '')]
    : []
