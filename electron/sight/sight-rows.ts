import type { RigName, SmesherId } from '../contract/model/basics.ts'
import type { NodeRow } from '../contract/model/rig.ts'
import { configFindings, type NodeConfig, newNodeMemory, nodeRow, servedFindings } from '../nodes/index.ts'
import type { RigClocks } from './clocks.ts'
import type { EpochEvidence } from './epoch-evidence.ts'
import type { PollRates } from './evidence.ts'
import { indexServices, type Look } from './identity-facts.ts'
import { type IdentityMemory, seeState } from './identity-memory.ts'
import { faultRow, identityRow, type SeenRow, stateSeen } from './identity-row.ts'
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

/** A row, and what is known of its identity beside it: another object whenever either may be another. */
interface Known {
  readonly row: SeenRow
  readonly sight: IdentitySight
}

/** Takes in what its sources say together, then builds its row. */
function seeRow(look: Look, memory: IdentityMemory, { sources, before }: { sources: RowSources; before: SeenRow | undefined }): SeenRow {
  const { failed, went } = sources.faults.barrier(`identity ${memory.id}`, 'row')
  try {
    const seen = stateSeen(look, memory)
    seeState(memory, seen.state.key, look.now)
    const row = identityRow(look, seen, sources.rates)
    went?.()
    return row
  } catch (error) {
    failed(error)
    return faultRow(memory, before)
  }
}

/** Rows of the identities, kept until something was heard that may change them. */
export function createIdentityRows() {
  const all = new Map<SmesherId, Known>()
  let changed: Set<SmesherId> | 'all' = 'all'
  /** As last shown, in order, and the place of each. */
  let shown: readonly SeenRow[] = []
  let places = new Map<SmesherId, number>()
  /** Whether which rows there are, or their order, became another. */
  const takeIn = (sources: RowSources): boolean => {
    const { rig, now } = sources
    const look = { rig, index: indexServices(rig), now }
    let other = changed === 'all'
    for (const id of changed === 'all' ? rig.identities.keys() : changed) {
      const memory = rig.identities.get(id)
      if (memory === undefined) continue
      const before = all.get(id)?.row
      const row = seeRow(look, memory, { sources, before })
      all.set(id, { row, sight: sightOf(rig, memory) })
      other ||= before?.name !== row.name || isOfRig(before, rig) !== isOfRig(row, rig)
    }
    changed = new Set()
    return other
  }
  return {
    changed: (ids: Iterable<SmesherId> | 'all') => {
      if (ids === 'all') changed = 'all'
      else if (changed !== 'all') for (const id of ids) changed.add(id)
    },
    /** Takes in what was heard of identities since. */
    settle: (sources: RowSources) => {
      const heard = changed
      if (heard !== 'all' && heard.size === 0) return
      if (takeIn(sources) || heard === 'all') {
        shown = [...all.values()].flatMap(({ row }) => (isOfRig(row, sources.rig) ? [row] : [])).sort(byName)
        places = new Map(shown.map(({ id }, place) => [id, place]))
        return
      }
      const next = [...shown]
      for (const id of heard) {
        const [place, row] = [places.get(id), all.get(id)?.row]
        if (place !== undefined && row !== undefined) next[place] = row
      }
      shown = next
    },
    /** Ordered by name, then by id; the same list, and the same rows in it, while nothing was heard. */
    rows: (): readonly SeenRow[] => shown,
    sight: (id: SmesherId): IdentitySight | null => all.get(id)?.sight ?? null,
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

/** What is known of an identity beside its row; the same object while nothing of it was heard. */
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

export const sightOf = (rig: RigMemory, { postNode, epochs, shown, returned }: IdentityMemory): IdentitySight => ({
  epochs,
  unbrokenSince: rig.nodes.get(postNode ?? ('' as RigName))?.heard.streamSince ?? null,
  shownAt: shown?.at ?? 0,
  returned: returned.size === 0 ? none : [...returned.values()],
})

/** All that is seen of a rig at one moment. */
export interface SightRows extends RigClocks {
  readonly identities: readonly SeenRow[]
  readonly nodes: readonly NodeRow[]
}
