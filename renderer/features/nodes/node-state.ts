import type { NodeRow } from '../../../electron/contract/model/rig.ts'
import type { Look } from '../../ui/tone.ts'
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
export const neverAsked = ({ addresses }: Pick<NodeRow, 'addresses'>): boolean =>
  Object.values(addresses).every((address) => address === null)

/** Green only with the node's own word that it is synced, and while it answers. */
export const nodeLook = (node: Pick<NodeRow, 'reach' | 'sync' | 'slot' | 'addresses'>): NodeLook => {
  const { reach, sync, slot } = node
  const said = reach === 'answers' && slot?.state !== 'stopping' ? null : ofProcess(slot)
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
export const isDown = ({ reach, slot }: Pick<NodeRow, 'reach' | 'slot'>): boolean =>
  reach !== 'answers' && slot?.lastEnd != null && ofProcess(slot) !== null
