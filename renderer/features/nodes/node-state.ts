import type { NodeRow } from '../../../electron/contract/model/rig.ts'
import type { MarkName } from '../../ui/marks.ts'
import type { Tone } from '../../ui/tone.ts'
import { nodesWords as words } from '../../words/nodes.ts'

export interface NodeLook {
  readonly mark: MarkName
  readonly tone: Tone
  readonly title: string
}

/** Green only with the node's own word that it is synced, and while it answers. */
export const nodeLook = ({ reach, sync }: Pick<NodeRow, 'reach' | 'sync'>): NodeLook => {
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
