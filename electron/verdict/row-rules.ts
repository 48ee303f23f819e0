import type { StateKey } from '../contract/model/states.ts'
import { saw } from '../contract/seen.ts'
import * as acts from './acts.ts'
import { findingsOf, isGone, keysGone, keyTwice } from './causes.ts'
import { atxOverdue, notAsked, notRegistered, rowsGone } from './epoch-rules.ts'
import { unhealed } from './heal-rules.ts'
import { lostMoveTrouble, moveTrouble, nodeFindings } from './node-rules.ts'
import { nodeStands, serviceStands, silenceOf, waits } from './rig-facts.ts'
import { thresholds } from './risks.ts'
import { asks, type RowContext, type Rule, type Said, shows, stakes, wantedAt } from './row-context.ts'

const keyOf = ({ row }: RowContext): StateKey => row.state
const isOneOf =
  (...keys: readonly StateKey[]) =>
  (context: RowContext): boolean =>
    keys.includes(keyOf(context))

/** A move that waits for a person is one alert, and every row it holds asks because of it. */
const heldByMove: Rule = (context) => {
  const { row, held, moving, node } = context
  const batch = row.state === 'held-by-migration' ? held : node !== null && node.reach !== 'answers' && isSilent(context) ? moving : null
  if (batch === null) return row.state === 'held-by-migration' ? shows('held-by-migration') : null
  const state = row.state === 'held-by-migration' ? 'held-by-migration' : 'stopped-by-move'
  return waits(batch) ? asks(context, state, moveTrouble(batch)) : shows(state)
}

/** Whether its key may be used anywhere is not known while nobody remembers its move. */
const lostMove: Rule = (context) => {
  const { lost } = context
  return lost === null ? null : asks(context, 'held-by-migration', lostMoveTrouble(lost))
}

const isDanger = isOneOf(
  'fault',
  'banned',
  'key-returned',
  'key-twice',
  'key-twice-loaded',
  'key-defective',
  'key-defective-loaded',
  'key-file-gone',
)
const isTwice = isOneOf('key-returned', 'key-twice', 'key-twice-loaded')
const dangers: Rule = (context) => {
  if (!isDanger(context)) return null
  const { row, node } = context
  const act = row.state === 'banned' || row.state === 'fault' ? acts.openIdentity(row.id) : acts.lookAtNode(node)
  if (isTwice(context)) return asks(context, keyOf(context), { act, cause: keyTwice(row.id) })
  if (isGone(row) && node !== null)
    return asks(context, row.state, { act, cause: keysGone(node.name), evidence: [saw('listed-by', node.name)] })
  const told =
    node === null || !row.state.startsWith('key-defective')
      ? undefined
      : nodeFindings(node).find(({ cause }) => cause === findingsOf(node.name))
  // What its node's folder says of the same file is the same truth.
  return asks(context, keyOf(context), told === undefined ? { act } : { ...told, act, tone: 'bad' })
}

/** Findings of its service that no proof can come of. */
const dataBroken: Rule = (context) => {
  const { service, node } = context
  const finding = service?.findings.find(({ verdict }) => verdict === 'fail')
  if (service === null || finding === undefined) return null
  const part = {
    ...stakes(context),
    cause: `service-${service.name}`,
    values: { finding: finding.id, ...finding.values, service: service.name, subject: service.name },
  }
  if (!/^service-(data|metadata)/.test(finding.id))
    return asks(context, 'service-broken', { ...part, tone: 'bad', words: 'service-finding', act: acts.readServiceLog(service, node) })
  return asks(context, 'data-broken', { ...part, act: acts.readServiceLog(service, node) })
}

const isSilent = isOneOf('node-silent', 'node-silent-proving', 'nothing-known')

const nodeEnded: Rule = (context) => {
  const { node } = context
  if (node === null || !isSilent(context) || !nodeStands(node)) return null
  const words = node.slot?.state === 'stopped' ? 'node-stopped' : 'node-ended'
  return asks(context, 'node-ended', {
    ...stakes(context),
    cause: silenceOf(node.name),
    words,
    route: `#/nodes/${node.name}`,
    act: acts.startNode(node),
  })
}

const isDue = isOneOf('due', 'due-asked', 'due-service-silent', 'proving-unseen', 'proving-again', 'k2pow', 'reading', 'proof-ready')
const isWorked = isOneOf('k2pow', 'reading', 'proof-ready', 'proving-again', 'proving-unseen')

/** A known process that stands still, or one that its node does not take. */
const serviceHelpless: Rule = (context) => {
  const { service, node, is, now, gap } = context
  if (service === null || !(isDue(context) || isAtRest(context))) return null
  const wanted = isDue(context)
  const part = { ...stakes(context), cause: `service-${service.name}`, act: acts.startService(service, node) }
  const late = is === 'late' || (gap !== null && wanted && now >= gap.soft)
  if (service.slot.state === 'latched')
    return asks(context, 'service-latched', {
      ...part,
      values: { meaning: service.slot.lastEnd?.line || service.slot.lastEnd?.meaning || '' },
    })
  if (serviceStands(service))
    return asks(context, late ? 'late' : wanted ? 'due-stopped' : 'service-stopped', {
      ...part,
      deadline: (wanted ? null : wantedAt(context)) ?? part.deadline,
      tone: late ? 'bad' : 'warn',
    })
  return null
}

const late: Rule = (context) => {
  const { is, service, node } = context
  if (is !== 'late' || isSilent(context)) return null
  const worked = isWorked(context) || isAtRest(context)
  if (worked) return asks(context, 'late-proving', { ...stakes(context), act: acts.readServiceLog(service, node) })
  return asks(context, 'late', { ...stakes(context), tone: 'bad', act: acts.startService(service, node) })
}

const startIt = (context: RowContext, tone: 'warn'): Said =>
  asks(context, keyOf(context), { ...stakes(context), tone, act: acts.startService(context.service, context.node) })

const workedBy: Readonly<Partial<Record<StateKey, Rule>>> = {
  due: (context) => startIt(context, 'warn'),
  'due-service-silent': (context) => startIt(context, 'warn'),
  'proving-again': (context) =>
    asks(context, 'proving-again', { ...stakes(context), act: acts.readServiceLog(context.service, context.node) }),
  'waiting-service-silent': (context) => (unknownFor(context, thresholds.unknownMs) ? startIt(context, 'warn') : null),
}

const nobodyWorks: Rule = (context) => workedBy[keyOf(context)]?.(context) ?? null

const unknownFor = ({ shownAt, now }: RowContext, ms: number): boolean => now - shownAt >= ms

/** Silence is its node's alert where the node is silent; a node that was never asked says so. */
const silence: Rule = (context) => {
  const { node, row } = context
  if (!isSilent(context)) return null
  // One that was never seen may be on its way as we are.
  const silentNode =
    node !== null && ['silent', 'hangs', 'garbled'].includes(node.reach) && (node.wasSeen || unknownFor(context, thresholds.unknownMs))
  if (!silentNode && !unknownFor(context, thresholds.unknownMs))
    return row.state === 'node-silent-proving'
      ? asks(context, 'node-silent-proving', { ...stakes(context), act: acts.lookAtNode(node) })
      : null
  if (node === null) return asks(context, keyOf(context), { act: acts.lookAtNode(null), tone: 'warn' })
  const notAsked = node.addresses.post === null
  return asks(context, keyOf(context), {
    ...stakes(context),
    tone: 'warn',
    cause: silenceOf(node.name),
    words: silentNode ? 'node-silent' : notAsked ? 'node-no-post' : 'node-unknown',
    route: `#/nodes/${node.name}`,
    act: notAsked && !silentNode ? acts.editNode(node) : acts.lookAtNode(node),
  })
}

const outcomeUnknown: Rule = (context) => {
  const { row, is } = context
  if (row.state !== 'outcome-not-seen' || is === 'published' || is === 'published-late') return null
  return unknownFor(context, thresholds.unknownMs)
    ? asks(context, 'outcome-not-seen', { tone: 'warn', act: acts.openIdentity(row.id) })
    : shows('outcome-not-seen')
}

const isAtRest = isOneOf('waiting', 'waiting-service-silent', 'accepted', 'published', 'outcome-not-seen')

/** Idle says nothing about this epoch: only its own ATX does. */
const atRest: Rule = (context) => {
  if (!isAtRest(context)) return null
  const { is, row } = context
  if (is === 'published') return shows('published')
  if (is === 'published-late') return shows('published-late')
  if (is === 'not-registered' && row.lastAtx !== null) return shows('not-registered')
  if (is === 'proving' && row.cell.event === 'complete') return shows('accepted')
  return shows(row.state === 'waiting-service-silent' ? 'waiting-service-silent' : 'waiting')
}

const rules: readonly Rule[] = [
  dangers,
  lostMove,
  heldByMove,
  dataBroken,
  rowsGone,
  nodeEnded,
  unhealed,
  serviceHelpless,
  late,
  nobodyWorks,
  silence,
  outcomeUnknown,
  notAsked,
  atxOverdue,
  notRegistered,
  atRest,
]

/** What the row of an identity shows: one state, one tone, at most one act. */
export function rowSays(context: RowContext): Said {
  for (const rule of rules) {
    const said = rule(context)
    if (said !== null) return said
  }
  return shows(keyOf(context), context.row.tone)
}
