import type { NodeRow } from '../../../electron/contract/model/rig.ts'
import { bandWords } from '../../words/band.ts'

type Seen = Pick<NodeRow, 'name' | 'addresses' | 'reach'>

/** Why there is no clock: a rig that can’t be read (`unread`), nobody to ask, nobody that can be asked, or who gives no answer where. */
export function whyNoClock(nodes: readonly Seen[], unread = false): string {
  const words = bandWords.noClock
  if (nodes.length === 0 && unread) return words.unread
  if (nodes.length === 0) return words.noNode
  const asked = nodes.filter(({ addresses }) => addresses.public !== null)
  const first = asked[0]
  if (first === undefined) return words.notAsked(nodes.map(({ name }) => name))
  const silent = asked.find(({ reach }) => reach !== 'answers')
  if (silent === undefined) return words.notTold(first.name)
  return words.noAnswer(silent.name, silent.addresses.public ?? '')
}
