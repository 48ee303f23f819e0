import type { Check } from '../contract/model/basics.ts'
import type { LostMove } from '../contract/model/migration.ts'
import type { NodeRow, ServiceRow } from '../contract/model/rig.ts'
import { within } from '../contract/seen.ts'
import * as acts from './acts.ts'
import { causeOf, findingsOf, sawOf } from './causes.ts'
import { costOfDown } from './node-costs.ts'
import { type MoveGround, nodeStands, type RigFacts, type RigIndex, silenceOf, waits, wasSeen } from './rig-facts.ts'
import { staysWhileSo, thresholds } from './risks.ts'
import { type Trouble, trouble } from './trouble.ts'

const [mostLines, longestLine] = [5, 400]
/** What checks saw, as evidence: no more of it than a person reads. */
export const seenOf = (checks: readonly Check[]): string[] =>
  checks.slice(0, mostLines).flatMap(({ evidence }) => (evidence === '' ? [] : [within(evidence, longestLine)]))

/** What is wrong in a node's folder or configuration: one alert for each cause, named by the worst; all that has no cause of its own is one. */
export function nodeFindings(node: Pick<NodeRow, 'name' | 'findings'>): Trouble[] {
  const failed = node.findings.filter(({ verdict }) => verdict === 'fail')
  const byCause = Map.groupBy(failed, (finding) => causeOf(finding, node.name, failed))
  return [...byCause].flatMap(([cause, findings]): Trouble[] => {
    const [worst] = findings
    if (worst === undefined) return []
    return [
      trouble({
        cause,
        tone: cause === findingsOf(node.name) ? 'warn' : 'bad',
        words: 'node-finding',
        values: { node: node.name, ...worst.values, subject: node.name, finding: worst.id, more: String(findings.length - 1) },
        route: `#/nodes/${node.name}`,
        act: acts.openNode(node.name),
        evidence: seenOf(findings.map((finding) => ({ ...finding, evidence: sawOf(finding) }))),
      }),
    ]
  })
}

/** A short name for what a text says: in an alert's id, which leaves this computer, no place of it is named. */
export function printOf(text: string): string {
  let hash = 5381
  for (const letter of text) hash = ((hash << 5) + hash + (letter.codePointAt(0) ?? 0)) >>> 0
  return hash.toString(36)
}

/** A node that lists identities and would load none: its next start makes a key that nobody asked for, and all of them stop. */
const losesKeys = (finding: Check, { identities }: Pick<NodeRow, 'identities'>): boolean =>
  finding.id === 'next-start-creates-local-key' && identities.length > 0

/** Whether a warning asks for as long as it is so, as a risk of its node; others go when a person has seen them. */
export const isRisk = (finding: Check, node: Pick<NodeRow, 'identities'>): boolean => staysWhileSo(finding.id) || losesKeys(finding, node)

/** Warnings stay until a person has seen them. */
const warnings = (kind: 'node' | 'service', { name, findings }: Pick<NodeRow, 'name' | 'findings'>): Trouble[] =>
  findings
    .filter(({ verdict }) => verdict === 'warn')
    .map((finding) =>
      trouble({
        // Another warning of that kind asks anew.
        cause: `warning-${kind}-${name}-${finding.id.slice(0, 60)}-${printOf(finding.evidence + JSON.stringify(finding.values))}`,
        tone: 'idle',
        words: `${kind}-finding`,
        values: { [kind]: name, ...finding.values, subject: name, finding: finding.id, more: '0' },
        route: kind === 'node' ? `#/nodes/${name}` : '#/nodes',
        act: { do: 'open', route: kind === 'node' ? `#/nodes/${name}` : '#/nodes' },
        evidence: seenOf([finding]),
        acknowledge: true,
      }),
    )

const silentReach: readonly NodeRow['reach'][] = ['silent', 'hangs', 'garbled']

function nodeSilence(node: NodeRow, facts: RigFacts): Trouble | null {
  const { lookedSince, now } = facts
  const { values, ...cost } = costOfDown(node, facts)
  const common = { ...cost, cause: silenceOf(node.name), values: { node: node.name, ...values }, route: `#/nodes/${node.name}` }
  // Nobody misses a node without identities that was stopped here.
  if (nodeStands(node) && node.reach !== 'answers') {
    const stopped = node.slot?.state === 'stopped'
    const tone = stopped && node.identities.length === 0 ? 'idle' : 'bad'
    return trouble({ ...common, tone, words: stopped ? 'node-stopped' : 'node-ended', act: acts.startNode(node) })
  }
  if (silentReach.includes(node.reach)) {
    // It may be on its way as we are: what was never so is not told.
    if (!wasSeen(node, facts) && now - lookedSince < thresholds.unknownMs) return null
    const words = node.seenAt === null ? 'node-never' : 'node-silent'
    return trouble({ ...common, tone: 'warn', words, act: acts.lookAtNode(node) })
  }
  // A process that has just begun was not looked at for longer than it runs.
  if (node.reach !== 'unknown' || now - Math.max(lookedSince, node.slot?.startedAt ?? 0) < thresholds.unknownMs) return null
  const { public: open, private: own, post } = node.addresses
  const words = open === null && own === null && post === null ? 'node-no-address' : 'node-unknown'
  return trouble({ ...common, tone: 'warn', words, act: words === 'node-no-address' ? acts.editNode(node) : acts.lookAtNode(node) })
}

/** What nodes ask for, whoever lives on them; a node that a move has stopped is no surprise. */
export const nodeTroubles = (facts: RigFacts, { moving }: RigIndex): Trouble[] =>
  facts.nodes.flatMap((node) => {
    const silence = moving.has(node.name) ? null : nodeSilence(node, facts)
    const seen = { name: node.name, findings: node.findings.filter((one) => !isRisk(one, node)) }
    return [...(silence === null ? [] : [silence]), ...nodeFindings(node), ...warnings('node', seen)]
  })

function serviceTrouble(service: ServiceRow): Trouble | null {
  const common = { cause: `service-${service.name}`, values: { service: service.name }, route: '#/nodes' }
  const finding = service.findings.find(({ verdict }) => verdict === 'fail')
  const act = acts.readServiceLog(service, null)
  if (service.slot.state === 'latched') {
    const { lastEnd } = service.slot
    const meaning = lastEnd?.line || lastEnd?.meaning || ''
    return trouble({ ...common, tone: 'bad', words: 'service-latched', values: { ...common.values, meaning }, act })
  }
  if (finding === undefined) return null
  const values = { ...finding.values, service: service.name, subject: service.name, finding: finding.id, more: '0' }
  return trouble({ ...common, tone: 'bad', words: 'service-finding', values, act, evidence: seenOf([finding]) })
}

const unreached = ['service-running-node-unreachable', 'service-not-connected']

/** That a service can't reach its node is the node's own alert while that is down, and nobody's while it starts. */
function isToldByNode(finding: Check, { node: name }: ServiceRow, { nodes, now }: RigFacts): boolean {
  const node = unreached.includes(finding.id) ? nodes.find((one) => one.name === name) : undefined
  return node !== undefined && (node.reach !== 'answers' || now - (node.slot?.startedAt ?? 0) < thresholds.unknownMs)
}

/** What services ask for, also those whose identity is not known. */
export const serviceTroubles = (facts: RigFacts): Trouble[] =>
  facts.services.flatMap((service) => {
    const own = serviceTrouble(service)
    const findings = service.findings.filter((finding) => !isToldByNode(finding, service, facts))
    return [...(own === null ? [] : [own]), ...warnings('service', { name: service.name, findings })]
  })

/** A move that waits for a person: one alert, whatever it holds. */
export const moveTrouble = ({ batch, identityName, activity }: MoveGround): Trouble =>
  trouble({
    cause: `move-${batch}`,
    tone: activity === 'frozen' ? 'bad' : 'warn',
    words: activity === 'frozen' ? 'move-frozen' : 'move-needs-you',
    values: { name: identityName },
    route: `#/migrate/${batch}`,
    act: acts.openMove(batch),
  })

/** What speaks of a move that the profile does not remember: one alert for each. */
export const lostMoveTrouble = ({ id, name, why }: LostMove): Trouble =>
  trouble({
    cause: `move-${id}`,
    tone: 'bad',
    words: why === 'holds-unreadable' || why === 'moves-unreadable' ? 'moves-lost' : 'move-lost',
    values: { name },
    route: `#/migrate/${id}`,
    act: acts.openMove(id),
  })

export const moveTroubles = ({ batches, lostMoves }: RigFacts): Trouble[] => [
  ...batches.filter(waits).map(moveTrouble),
  ...lostMoves.map(lostMoveTrouble),
]
