import type { Check, RigName, SmesherId } from '../contract/model/basics.ts'
import type { NodeRow } from '../contract/model/rig.ts'
import { worstFirst } from '../contract/model/verdicts.ts'
import { configFindings, type NodeConfig, newNodeMemory, nodeRow, servedFindings, versionFindings } from '../nodes/index.ts'
import type { RigClocks } from './clocks.ts'
import type { PollRates } from './evidence.ts'
import type { HostMemory } from './host-memory.ts'
import type { SeenRow } from './identity-rows.ts'
import { judgedSlot, keysElsewhere, provingAt } from './node-acts.ts'
import { nodePlace, type PlaceFaults } from './place-faults.ts'
import { logFindings, placeFindings, programFindings } from './place-findings.ts'
import type { RigMemory } from './rig-memory.ts'

/** What the rows are made of, beside the memory. */
export interface RowSources {
  readonly rig: RigMemory
  readonly configs: ReadonlyMap<RigName, NodeConfig>
  readonly slotOf: (node: RigName) => NodeRow['slot']
  readonly rates: PollRates
  readonly now: number
  readonly faults: PlaceFaults
}

function setupOf({ scan }: HostMemory): NodeRow['setup'] {
  if (scan === null || scan.value.state === 'unreadable') return 'unknown'
  const { kind } = scan.value.start
  if (kind === 'would-start-remote') return 'remote'
  if (kind === 'would-start-supervised') return 'supervised'
  return kind === 'creates-local-key' ? 'empty' : 'unknown'
}

/** Row of one node, with what its folder and its configuration say of its next start. */
function rowOfNode(host: HostMemory, { rig, configs, slotOf, faults }: RowSources): NodeRow {
  const { name } = host.heard
  const config = configs.get(name) ?? null
  const setup = setupOf(host)
  const { dataFolder } = host.place
  // Lock files of two machines have nothing to do with each other.
  const others =
    dataFolder === null
      ? []
      : [...rig.nodes].filter(([other, { place }]) => other !== name && place.dataFolder !== null).map(([other]) => other)
  const otherLocks = new Map(
    others.flatMap((other): [RigName, string | null][] => {
      const found = configs.get(other)
      return found === undefined ? [] : [[other, found.fileLock]]
    }),
  )
  const served = [...versionFindings(name, host.heard.version), ...servedFindings(name, host.heard.network?.value ?? null, config)]
  const ofConfig = config === null ? [] : configFindings({ node: name, config, setup, version: host.heard.version, dataFolder, otherLocks })
  const loadable = [...host.entries].flatMap(([id, entries]): SmesherId[] => (entries.some(({ place }) => place === 'loaded') ? [id] : []))
  const findings = worstFirst([
    ...keysElsewhere(rig, host),
    ...(host.scan?.value.findings ?? []),
    ...ofConfig,
    ...served,
    ...placeFindings(host),
    ...logFindings(host, slotOf(name)?.pid != null, loadable),
    ...programFindings(slotOf(name), name),
    ...faults.findings(nodePlace(name)),
  ])
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

/** What fails because of a key says what a person calls it. */
function named(node: NodeRow, identities: readonly SeenRow[]): NodeRow {
  const isOfKey = ({ verdict, values }: Check): boolean => verdict === 'fail' && values.id !== undefined
  if (!node.findings.some(isOfKey)) return node
  const names = new Map<string, string>(identities.flatMap(({ id, name }) => (id.startsWith(name) ? [] : [[id, name]])))
  const nameOf = ({ values }: Check): Check['values'] => {
    const name = names.get(values.id ?? '')
    return name === undefined ? values : { ...values, name }
  }
  return { ...node, findings: node.findings.map((finding) => (isOfKey(finding) ? { ...finding, values: nameOf(finding) } : finding)) }
}

export const nodeRows = (sources: RowSources, identities: readonly SeenRow[]): NodeRow[] =>
  [...sources.rig.nodes.values()].map((host) => {
    const { failed, went } = sources.faults.barrier(nodePlace(host.heard.name), 'row')
    try {
      const row = rowOfNode(host, sources)
      went?.()
      return named(row, identities)
    } catch (error) {
      failed(error)
      return unknownNode(host, sources)
    }
  })

/** All that is seen of a rig at one moment. */
export interface SightRows extends RigClocks {
  readonly identities: readonly SeenRow[]
  readonly nodes: readonly NodeRow[]
}
