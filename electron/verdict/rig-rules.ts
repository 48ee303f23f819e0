import type { Check } from '../contract/model/basics.ts'
import { diskName } from '../contract/model/disk-name.ts'
import type { NodeRow, ServiceRow } from '../contract/model/rig.ts'
import { saw } from '../contract/seen.ts'
import { gapTimesOf } from '../time/index.ts'
import * as acts from './acts.ts'
import { isGone, keysGone } from './causes.ts'
import type { JudgedRow } from './judge-row.ts'
import { nodeStakes } from './node-costs.ts'
import { isRisk, printOf, seenOf } from './node-rules.ts'
import type { RigFacts, RigIndex } from './rig-facts.ts'
import { risks, thresholds } from './risks.ts'
import { type Trouble, trouble } from './trouble.ts'

/** A node that answers and does not catch up: it builds no challenge and signs nothing. */
function notSynced(node: NodeRow, facts: RigFacts): Trouble[] {
  const { name, reach, sync } = node
  if (reach !== 'answers' || sync === null || sync.synced) return []
  return [
    trouble({
      ...nodeStakes(node, facts),
      cause: `not-synced-${name}`,
      tone: risks['not-synced'].tone,
      words: 'node-not-synced',
      values: { node: name, behind: String(Math.max(0, sync.currentLayer - sync.processedLayer)), peers: String(sync.peers) },
      route: `#/nodes/${name}`,
      act: acts.readNodeLog(node),
      evidence: [saw('not-synced')],
    }),
  ]
}

/** That a node would load no key is told by its rows already, where their files are gone. */
const losesFiles = ({ id }: Check, { name }: NodeRow, { identities }: RigFacts): boolean =>
  id === 'next-start-creates-local-key' && identities.some((row) => row.node === name && isGone(row))

/** One folder whose disk is full is one cause, whichever nodes need it: the profile is each one's. */
function causeOfWarning(finding: Check, node: NodeRow, facts: RigFacts): string {
  if (losesFiles(finding, node, facts)) return keysGone(node.name)
  return `risk-${finding.id === 'disk-floor' ? printOf(finding.values.path ?? '') : node.name}-${finding.id}`
}

/** What a warning warns of for as long as it is so. */
const warned = (node: NodeRow, facts: RigFacts): Trouble[] =>
  node.findings
    .filter((finding) => finding.verdict === 'warn' && isRisk(finding, node))
    .map((finding) =>
      trouble({
        ...nodeStakes(node, facts),
        cause: causeOfWarning(finding, node, facts),
        tone: finding.id === 'next-start-creates-local-key' ? 'bad' : 'warn',
        words: 'node-finding',
        values: { ...finding.values, node: node.name, subject: node.name, finding: finding.id, more: '0' },
        route: `#/nodes/${node.name}`,
        act: acts.openNode(node.name),
        evidence: seenOf([finding]),
      }),
    )

/** What could not be looked at for a minute: one alert for each place, named by the first part. */
function unread(kind: 'node' | 'service', { name, findings }: Pick<NodeRow | ServiceRow, 'name' | 'findings'>): Trouble[] {
  const hidden: readonly Check[] = findings.filter(({ verdict }) => verdict === 'unknown')
  const [first] = hidden
  if (first === undefined) return []
  const route = kind === 'node' ? `#/nodes/${name}` : '#/nodes'
  return [
    trouble({
      cause: `unread-${kind}-${name}`,
      risk: 'unread',
      tone: risks.unread.tone,
      words: `${kind}-finding`,
      values: { ...first.values, [kind]: name, subject: name, finding: first.id, more: String(hidden.length - 1) },
      route,
      act: { do: 'open', route },
      evidence: seenOf(hidden),
    }),
  ]
}

/** What the rig's own objects ask for beside what follows from their rows; a node that a move stops and starts is no surprise. */
export const rigRisks = (facts: RigFacts, { moving }: RigIndex): Trouble[] => [
  ...facts.nodes.flatMap((node) => [
    ...(moving.has(node.name) ? [] : notSynced(node, facts)),
    ...warned(node, facts),
    ...unread('node', node),
  ]),
  ...facts.services.flatMap((service) => unread('service', service)),
]

/** When a reader is expected to end, and when it must have; an end that nobody knows is none that fits. */
function endOf({ row: { clock, standing, progress } }: JudgedRow, { clocks }: RigFacts) {
  const times = clocks.get(clock ?? '')
  const gap = times === undefined || standing.epoch === null ? null : gapTimesOf(times, standing.epoch)
  return { expected: progress.expectedAt ?? Number.POSITIVE_INFINITY, target: gap?.target ?? gap?.soft ?? 0, gap }
}

/** Two that read from one disk take from each other: a risk where that is not known to fit before the round begins. */
export function sharedDisks(judged: readonly JudgedRow[], facts: RigFacts): Trouble[] {
  const reading = judged.filter(({ row }) => row.disk !== null && row.cell.operator === 'reading')
  return [...Map.groupBy(reading, ({ row }) => row.disk ?? '')].flatMap(([disk, readers]) => {
    const ends = readers.map((reader) => ({ row: reader.row, ...endOf(reader, facts) }))
    const last = ends.reduce((one, other) => (other.expected > one.expected ? other : one), ends[0] as (typeof ends)[number])
    if (readers.length < thresholds.readers || last.expected < last.target) return []
    const { gap, row } = last
    return [
      trouble({
        cause: `readers-${printOf(disk)}`,
        tone: risks['two-readers'].tone,
        words: 'two-readers',
        values: { disk: diskName(row) ?? disk, last: row.name, readers: String(readers.length) },
        route: `#/identities/${row.id}`,
        act: acts.openIdentity(row.id),
        deadline: gap === null ? null : facts.now < gap.soft ? gap.soft : gap.hard,
        costEpochs: gap === null ? null : facts.now < gap.soft ? 2 : 1,
        evidence: readers.slice(0, 5).map(({ row: { name } }) => saw('reads-from', name, diskName(row) ?? disk)),
      }),
    ]
  })
}
