import { nodeLoss, serviceLoss } from '../../../../renderer/acts/service-loss.ts'
import { byName } from '../../../../renderer/features/nodes/node-state.ts'
import { consoleWords } from '../../../../renderer/words/console.ts'
import { faultWords } from '../../../../renderer/words/errors.ts'
import { identitiesWords } from '../../../../renderer/words/identities.ts'
import { nodesWords } from '../../../../renderer/words/nodes.ts'
import { closedWords, programWords } from '../../../../renderer/words/programs.ts'
import { rigFaultLine } from '../../../../renderer/words/rig-fault.ts'
import type { RigName } from '../../../contract/model/basics.ts'
import type { ClosedReason } from '../../../contract/model/closed.ts'
import type { NodeRow, RigProblem, ServiceRow, SlotRow } from '../../../contract/model/rig.ts'
import type { State } from '../../../contract/state.ts'
import { inert } from './terminal.ts'

export { connect } from '../../../../renderer/bridge/client.ts'
export { consoleWords } from '../../../../renderer/words/console.ts'

export interface ActAsked {
  readonly kind: 'node' | 'service'
  readonly act: 'start' | 'stop' | 'restart'
}

/** One program, and what an act on it would do. */
export interface ActItem {
  readonly name: RigName
  /** Why it is left alone, in words; `null`: it is acted on. */
  readonly closed: string | null
  /** It is left alone because it is as it should be. */
  readonly isSo: boolean
  /** What the core wants to hear for consent, as its row says now. */
  readonly consent: string | null
  /** What is lost by it, in words; empty: nothing, as far as anybody says. */
  readonly costs: readonly string[]
}

const isSo = (act: ActAsked['act'], reason: ClosedReason): boolean =>
  act === 'start' ? ['already-running', 'external', 'answers-elsewhere'].includes(reason) : act === 'stop' && reason === 'not-running'

const rowOf = (state: State, kind: ActAsked['kind'], name: string): NodeRow | ServiceRow | undefined =>
  kind === 'node' ? state.nodes[name] : state.services[name]

function costsOf(state: State, { kind, act }: ActAsked, { name, slot }: { name: RigName; slot: SlotRow }): readonly string[] {
  if (act === 'start') return []
  const { stopDialog } = programWords
  const identities = Object.values(state.identities)
  const asked = slot.stopWords !== null
  if (kind === 'service') {
    const loss = serviceLoss(identities.find(({ service }) => service === name) ?? null, asked)
    return loss === null ? [] : [loss, stopDialog.missed]
  }
  const loss = nodeLoss(
    identities.filter(({ node }) => node === name),
    asked,
  )
  return loss === null ? [] : [loss, stopDialog.nodeMissed, stopDialog.nodeTime]
}

function itemOf(state: State, asked: ActAsked, row: NodeRow | ServiceRow): ActItem {
  const { name, findings, slot } = row
  const nothing = { consent: null, costs: [], isSo: false }
  if (slot === null) return { name, ...nothing, closed: closedWords('state-unknown') }
  // To end at once what had its time is asked for on its page, one by one.
  if (asked.act !== 'start' && slot.outlasted) return { name, ...nothing, closed: identitiesWords.bulk.outlasted }
  const reason = slot[`${asked.act}Closed`]
  const closed = reason === null ? null : closedWords(reason, findings)
  const consent = asked.act === 'start' ? null : slot.stopWords
  return { name, closed, isSo: reason !== null && isSo(asked.act, reason), consent, costs: costsOf(state, asked, { name, slot }) }
}

/** Of each name, in the order given; `null`: all. What is not there comes back as a sentence. */
export function actItems(state: State, asked: ActAsked, names: readonly string[] | null): readonly ActItem[] | string {
  const { kind } = asked
  const rows = names === null ? byName<NodeRow | ServiceRow>(kind === 'node' ? state.nodes : state.services) : []
  for (const name of names ?? []) {
    const row = rowOf(state, kind, name)
    if (row === undefined) return inert(consoleWords.noSuch(kind, name))
    ;(rows as (NodeRow | ServiceRow)[]).push(row)
  }
  return rows.map((row) => itemOf(state, asked, row))
}

/** What it would cost, line by line. */
export const costLines = (items: readonly ActItem[]): readonly string[] =>
  items.flatMap(({ name, costs }) => costs.map((cost) => inert(identitiesWords.bulk.loses(name, cost))))

export const leftLine = ({ name, closed }: ActItem): string => inert(identitiesWords.bulk.left(name, closed ?? ''))

/** What became of its process: what a node itself says comes later. `settled`: it has come to rest within its time. */
export function nowLine(state: State, kind: ActAsked['kind'], { name, settled }: { name: string; settled: boolean }): string {
  const slot = rowOf(state, kind, name)?.slot ?? null
  const word = slot === null ? nodesWords.unknown : nodesWords.services.state[slot.state]
  return inert(settled ? consoleWords.now(name, word) : consoleWords.notYet(name, word))
}

/** What the host said against it. */
export function refusedLine(name: string, error: unknown): string {
  const { title, why, act, reference } = faultWords(error)
  return inert([identitiesWords.bulk.left(name, `${title}. ${why}`), act, reference ?? ''].filter((part) => part !== '').join(' '))
}

/** Why the rig can't be shown, in one line. */
export const problemLine = (problem: RigProblem): string => inert(rigFaultLine(problem))
