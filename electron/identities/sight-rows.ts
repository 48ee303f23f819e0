import type { RigName, SmesherId } from '../contract/model/basics.ts'
import type { IdentityRow } from '../contract/model/identity.ts'
import type { EpochClock, NodeRow } from '../contract/model/rig.ts'
import {
  clockOf,
  configFindings,
  type NodeConfig,
  type NodeProcess,
  newNodeMemory,
  nodeRow,
  poetTiming,
  servedFindings,
  timingAtPace,
} from '../nodes/index.ts'
import type { PollRates } from './evidence.ts'
import { indexServices } from './identity-facts.ts'
import type { IdentityMemory } from './identity-memory.ts'
import { faultRow, identityRow } from './identity-row.ts'
import { judgedSlot, keysElsewhere, provingAt } from './node-acts.ts'
import { nodePlace, type PlaceFaults } from './place-faults.ts'
import type { HostMemory, RigMemory } from './rig-memory.ts'

/** What the rows are made of, beside the memory. */
export interface RowSources {
  readonly rig: RigMemory
  readonly configs: ReadonlyMap<RigName, NodeConfig>
  readonly processOf: (node: RigName) => NodeProcess | null
  readonly slotOf: (node: RigName) => NodeRow['slot']
  readonly rates: PollRates
  readonly now: number
  readonly faults: PlaceFaults
}

const byName = (left: IdentityRow, right: IdentityRow): number =>
  left.name < right.name ? -1 : left.name > right.name ? 1 : left.id < right.id ? -1 : 1

/** Rows of the identities, kept until something was heard that may change them. */
export function createIdentityRows() {
  const known = new Map<SmesherId, IdentityRow>()
  const changed = new Set<SmesherId>()
  let all = true
  return {
    changed: (ids: Iterable<SmesherId>) => {
      for (const id of ids) changed.add(id)
    },
    allChanged: () => {
      all = true
    },
    /** Ordered by name, then by id. */
    rows: ({ rig, now, rates, faults }: RowSources): IdentityRow[] => {
      const index = indexServices(rig)
      const build = (memory: IdentityMemory): IdentityRow => {
        const { failed, went } = faults.barrier(`identity ${memory.id}`, 'row')
        try {
          const row = identityRow({ rig, index, now }, memory, rates)
          went?.()
          return row
        } catch (error) {
          failed(error)
          return faultRow(memory, known.get(memory.id))
        }
      }
      for (const id of all ? rig.identities.keys() : changed) {
        const memory = rig.identities.get(id)
        if (memory !== undefined) known.set(id, build(memory))
      }
      all = false
      changed.clear()
      // What left the settings with its node or service, or was only named by somebody, is not of this rig.
      return [...known.values()]
        .filter(({ node, service, keyFiles, overlay }) => node !== null || service !== null || keyFiles.length > 0 || overlay === 'fault')
        .sort(byName)
    },
  }
}

function setupOf({ scan }: HostMemory): NodeRow['setup'] {
  if (scan === null || scan.value.state === 'unreadable') return 'unknown'
  const { kind } = scan.value.start
  if (kind === 'would-start-remote') return 'remote'
  if (kind === 'would-start-supervised') return 'supervised'
  return kind === 'creates-local-key' ? 'empty' : 'unknown'
}

const severity: Readonly<Record<NodeRow['findings'][number]['verdict'], number>> = { fail: 0, unknown: 1, warn: 2, pass: 3 }

/** Row of one node, with what its folder and its configuration say of its next start. */
function rowOfNode(host: HostMemory, { rig, configs, processOf, slotOf, faults }: RowSources): NodeRow {
  const { name } = host.heard
  const config = configs.get(name) ?? null
  const setup = setupOf(host)
  const others = [...rig.nodes.keys()].filter((other) => other !== name)
  const otherLocks = new Map(
    others.flatMap((other): [RigName, string | null][] => {
      const found = configs.get(other)
      return found === undefined ? [] : [[other, found.fileLock]]
    }),
  )
  const { dataFolder } = host.place
  const served = servedFindings(name, host.heard.network?.value ?? null, config)
  const ofConfig = config === null ? [] : configFindings({ node: name, config, setup, version: host.heard.version, dataFolder, otherLocks })
  const found = [
    ...keysElsewhere(rig, host),
    ...(host.scan?.value.findings ?? []),
    ...ofConfig,
    ...served,
    ...faults.findings(nodePlace(name)),
  ]
  const findings = found.sort((left, right) => severity[left.verdict] - severity[right.verdict])
  const loadable = [...host.entries].flatMap(([id, entries]): SmesherId[] => (entries.some(({ place }) => place === 'loaded') ? [id] : []))
  return nodeRow({
    memory: host.heard,
    place: host.place,
    process: processOf(name),
    slot: judgedSlot(slotOf(name), { node: name, proving: provingAt(rig, host), findings }),
    configuredCoinbase: config?.coinbase ?? null,
    setup,
    loadable,
    findings,
  })
}

/** The row of a node of which nothing could be made out: unknown, with the reason as a finding. */
const unknownNode = ({ heard: { name }, place }: HostMemory, { faults, slotOf }: RowSources): NodeRow =>
  nodeRow({
    memory: newNodeMemory(name),
    place,
    process: null,
    slot: slotOf(name),
    configuredCoinbase: null,
    setup: 'unknown',
    loadable: [],
    findings: faults.findings(nodePlace(name)),
  })

export const nodeRows = (sources: RowSources): NodeRow[] =>
  [...sources.rig.nodes.values()].map((host) => {
    const { failed, went } = sources.faults.barrier(nodePlace(host.heard.name), 'row')
    try {
      const row = rowOfNode(host, sources)
      went?.()
      return row
    } catch (error) {
      failed(error)
      return unknownNode(host, sources)
    }
  })

/** The rig's clock: by the first node that told its network, one with a configuration before one without. */
export function epochClock({ rig, configs }: Pick<RowSources, 'rig' | 'configs'>): EpochClock | null {
  const told = [...rig.nodes.values()].flatMap(({ heard, place: { simulated } }) => {
    if (heard.network === null) return []
    const { value, at } = heard.network
    const config = timingAtPace(configs.get(heard.name) ?? null, { layerMs: value.layerMs, simulated })
    const timing = poetTiming({ config, poet: null, genesisId: value.genesisId })
    return [clockOf(heard.name, value, { ...timing, comparedAt: at })]
  })
  return told.find(({ source }) => source === 'node-config') ?? told[0] ?? null
}
