import type { RigName, SmesherId } from '../contract/model/basics.ts'
import type { NodeRow } from '../contract/model/rig.ts'
import { configFindings, type NodeConfig, newNodeMemory, nodeRow, servedFindings } from '../nodes/index.ts'
import type { RigClocks } from './clocks.ts'
import type { EpochEvidence } from './epoch-evidence.ts'
import type { PollRates } from './evidence.ts'
import { indexServices, type Look } from './identity-facts.ts'
import type { IdentityMemory } from './identity-memory.ts'
import { faultRow, identityRow, type SeenRow } from './identity-row.ts'
import { judgedSlot, keysElsewhere, provingAt } from './node-acts.ts'
import { nodePlace, type PlaceFaults } from './place-faults.ts'
import type { ReturnedKey } from './returned-key.ts'
import type { HostMemory, RigMemory } from './rig-memory.ts'

/** What the rows are made of, beside the memory. */
export interface RowSources {
  readonly rig: RigMemory
  readonly configs: ReadonlyMap<RigName, NodeConfig>
  readonly slotOf: (node: RigName) => NodeRow['slot']
  readonly rates: PollRates
  readonly now: number
  readonly faults: PlaceFaults
}

const byName = (left: SeenRow, right: SeenRow): number =>
  left.name < right.name ? -1 : left.name > right.name ? 1 : left.id < right.id ? -1 : 1

/** What left the settings with its node or service, or was only named by somebody, is not of this rig. */
const isOfRig = ({ id, node, service, keyFiles, overlay }: SeenRow, rig: RigMemory): boolean =>
  node !== null || service !== null || keyFiles.length > 0 || overlay === 'fault' || rig.identities.get(id)?.returned.size !== 0

function buildRow(
  memory: IdentityMemory,
  { look, sources, before }: { look: Look; sources: RowSources; before: SeenRow | undefined },
): SeenRow {
  const { failed, went } = sources.faults.barrier(`identity ${memory.id}`, 'row')
  try {
    const row = identityRow(look, memory, sources.rates)
    went?.()
    return row
  } catch (error) {
    failed(error)
    return faultRow(memory, before)
  }
}

/** Rows of the identities, kept until something was heard that may change them. */
export function createIdentityRows() {
  const known = new Map<SmesherId, SeenRow>()
  const changed = new Set<SmesherId>()
  let all = true
  /** As last shown, in order. */
  let shown: readonly SeenRow[] = []
  /** Whether which rows there are, or their order, became another. */
  const buildChanged = (sources: RowSources): boolean => {
    const { rig, now } = sources
    const look = { rig, index: indexServices(rig), now }
    let other = all
    for (const id of all ? rig.identities.keys() : changed) {
      const memory = rig.identities.get(id)
      if (memory === undefined) continue
      const [before, row] = [known.get(id), buildRow(memory, { look, sources, before: known.get(id) })]
      known.set(id, row)
      other ||= before?.name !== row.name || isOfRig(before, rig) !== isOfRig(row, rig)
    }
    all = false
    changed.clear()
    return other
  }
  return {
    changed: (ids: Iterable<SmesherId>) => {
      for (const id of ids) changed.add(id)
    },
    allChanged: () => {
      all = true
    },
    /** Ordered by name, then by id; the same list while nothing was heard. */
    rows: (sources: RowSources): readonly SeenRow[] => {
      if (!all && changed.size === 0) return shown
      shown = buildChanged(sources)
        ? [...known.values()].filter((row) => isOfRig(row, sources.rig)).sort(byName)
        : shown.map((row) => known.get(row.id) ?? row)
      return shown
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
function rowOfNode(host: HostMemory, { rig, configs, slotOf, faults }: RowSources): NodeRow {
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

/** What is known of an identity beside its row. */
export interface IdentitySight {
  readonly epochs: EpochEvidence
  /** Since when every event of its node was heard; `null` while that is not so. */
  readonly unbrokenSince: number | null
  /** When its state was first seen to be what it is. */
  readonly shownAt: number
  /** Old copies of its key that are or were seen where a move had taken it away. */
  readonly returned?: readonly ReturnedKey[]
}

const none: readonly ReturnedKey[] = []

/** Looked up by identity, so that a thousand rows make no thousand objects. */
export const identitySight = (rig: RigMemory, id: SmesherId): IdentitySight | null => {
  const memory = rig.identities.get(id)
  if (memory === undefined) return null
  const heard = rig.nodes.get(memory.postNode ?? ('' as RigName))?.heard
  return {
    epochs: memory.epochs,
    unbrokenSince: heard?.streamSince ?? null,
    shownAt: memory.shown?.at ?? 0,
    returned: memory.returned.size === 0 ? none : [...memory.returned.values()],
  }
}

/** All that is seen of a rig at one moment. */
export interface SightRows extends RigClocks {
  readonly identities: readonly SeenRow[]
  readonly nodes: readonly NodeRow[]
}
