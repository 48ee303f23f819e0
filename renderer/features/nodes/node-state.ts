import type { NodeRow, ServiceRow, SlotRow } from '../../../electron/contract/model/rig.ts'
import { time } from '../../format/time.ts'
import type { Look } from '../../ui/tone.ts'
import { endNote } from '../../words/endings.ts'
import { nodesWords as words } from '../../words/nodes.ts'

export interface NodeLook extends Look {
  readonly title: string
}

/** What its process says where the node itself says nothing; `null` where that explains nothing. */
const ofProcess = (slot: NodeRow['slot']): NodeLook | null => {
  switch (slot?.state) {
    case 'stopping':
      return { mark: 'stopping', tone: 'idle', title: words.stopping }
    case 'starting':
      return { mark: 'starting', tone: 'active', title: words.reach.starting }
    case 'ended':
    case 'latched':
    case 'backing-off':
      return { mark: 'failed', tone: 'bad', title: words.ended }
    case 'stopped':
      // Never run from here: that it stands still is not known by that.
      return slot.lastEnd === null ? null : { mark: 'queued', tone: 'idle', title: words.stopped }
    case 'running':
    case 'external':
    case 'elsewhere':
    case 'unknown':
    case undefined:
      return null
  }
}

/** Without an address nothing was asked, which is no silence. */
const neverAsked = ({ addresses }: Pick<NodeRow, 'addresses'>): boolean => Object.values(addresses).every((address) => address === null)

/** An answer of before its process ended is no answer any more; until it is asked again the process has the word. */
const stillAnswers = ({ reach, seenAt, slot }: Pick<NodeRow, 'reach' | 'seenAt' | 'slot'>): boolean =>
  reach === 'answers' && !(slot?.lastEnd != null && ofProcess(slot) !== null && (seenAt === null || slot.lastEnd.at >= seenAt))

/** Green only with the node's own word that it is synced, and while it answers. */
export const nodeLook = (node: Pick<NodeRow, 'reach' | 'sync' | 'slot' | 'addresses' | 'seenAt'>): NodeLook => {
  const { reach, sync, slot } = node
  const said = stillAnswers(node) && slot?.state !== 'stopping' ? null : ofProcess(slot)
  if (said !== null) return said
  if (neverAsked(node)) return { mark: 'unknown', tone: 'idle', title: words.reach.notAsked }
  switch (reach) {
    case 'unknown':
      return { mark: 'unknown', tone: 'idle', title: words.reach.unknown }
    case 'starting':
      return { mark: 'starting', tone: 'active', title: words.reach.starting }
    case 'silent':
      return { mark: 'unknown', tone: 'warn', title: words.reach.silent }
    case 'hangs':
      return { mark: 'stalled', tone: 'warn', title: words.reach.hangs }
    case 'garbled':
      return { mark: 'disagree', tone: 'odd', title: words.reach.garbled }
    case 'answers':
      if (sync === null) return { mark: 'unknown', tone: 'idle', title: words.reach.unknown }
      return sync.synced ? { mark: 'published', tone: 'good', title: words.synced } : { mark: 'late', tone: 'warn', title: words.notSynced }
  }
}

/** It is down by its process's own record, so that it does not answer is no riddle. */
export const isDown = (node: Pick<NodeRow, 'reach' | 'seenAt' | 'slot'>): boolean =>
  !stillAnswers(node) && node.slot?.lastEnd != null && ofProcess(node.slot) !== null

/** Beside its state: since when, how it ended, or when it was last heard. */
export const nodeNote = (node: NodeRow, now: number): string | undefined => {
  const { reach, seenAt, slot, addresses } = node
  const startedAt = slot?.startedAt ?? null
  if (slot?.lastEnd != null && isDown(node)) return endNote(slot.lastEnd, now)
  if (neverAsked({ addresses })) return words.noAddress
  if (reach === 'answers') return startedAt === null ? undefined : words.since(now - startedAt)
  return seenAt === null ? words.never : words.last(time(seenAt, now, { seconds: true }))
}

/** Under whom its process runs. */
export const runsUnder = ({ slot }: Pick<NodeRow, 'slot'>): string =>
  slot?.pid == null ? words.notRunning : slot.ours ? words.byUs : words.byOthers

const unanswered: readonly NodeRow['reach'][] = ['silent', 'garbled', 'hangs']
const running: readonly SlotRow['state'][] = ['running', 'external', 'starting']

/** All nodes and services in one line. */
export const nodesSummary = (nodes: readonly NodeRow[], services: readonly ServiceRow[]): string =>
  words.summary({
    nodes: nodes.length,
    synced: nodes.filter((node) => stillAnswers(node) && node.sync?.synced).length,
    silent: nodes.filter(({ reach }) => unanswered.includes(reach)).length,
    services: services.length,
    running: services.filter(({ slot }) => running.includes(slot.state)).length,
  })

export const byName = <Row extends { readonly name: string }>(rows: Readonly<Record<string, Row>>): readonly Row[] =>
  Object.values(rows).sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }))
