import type { NodeRow } from '../contract/model/rig.ts'
import { currentOrNextGap, epochsIn, gapTimesOf, plus, publishEpochAt } from '../time/index.ts'
import { nodeStands, type RigFacts } from './rig-facts.ts'
import type { Trouble } from './trouble.ts'

type Cost = Pick<Trouble, 'deadline' | 'costEpochs'>

const clockOf = ({ name }: NodeRow, { clocks, ofNode }: RigFacts) => clocks.get(ofNode.get(name) ?? '')

/** What a node's trouble costs each of its identities, and when: the next round is missed first. */
export function nodeStakes(node: NodeRow, facts: RigFacts): Cost {
  const { now } = facts
  const clock = clockOf(node, facts)
  const gap = clock === undefined ? null : currentOrNextGap(clock, now)
  const times = clock === undefined || gap === null ? null : gapTimesOf(clock, gap.epoch)
  if (node.identities.length === 0 || times === null) return { deadline: null, costEpochs: null }
  return { deadline: now < times.soft ? times.soft : times.close, costEpochs: 2 }
}

/** The last moment at which it was there, as far as is known; `null` where it was never seen. */
function lastThere({ name, slot, seenAt }: NodeRow, { remembered }: RigFacts): number | null {
  const known = [slot?.lastEnd?.at, seenAt, remembered?.nodeSeen(name)].filter((at) => at != null)
  return known.length === 0 ? null : Math.max(...known)
}

const longest = 10_000

/**
 * What a node costs that is down: publish epochs that have passed without it, by its network's clock, of which some were not observed;
 * and the round that it can still be in. Without any of them, as any other trouble.
 */
export function costOfDown(node: NodeRow, facts: RigFacts): Cost & Pick<Trouble, 'values'> {
  const { now, lookedSince } = facts
  const [clock, since] = [clockOf(node, facts), lastThere(node, facts)]
  const usual = { ...nodeStakes(node, facts), values: {} }
  if (clock === undefined || since === null || node.identities.length === 0) return usual
  const epoch = publishEpochAt(clock, now)
  const from = publishEpochAt(clock, since)
  if (epoch - from > longest) return usual
  // What it was there for when the gap opened, it may have published.
  const passed = epochsIn({ from, to: plus(epoch, -1) }).filter((one) => (gapTimesOf(clock, one)?.open ?? 0) >= since)
  const [first, last] = [passed[0], passed.at(-1)]
  const [gap, next] = [gapTimesOf(clock, epoch), gapTimesOf(clock, plus(epoch, 1))]
  if (first === undefined || last === undefined || gap === null || next === null) return usual
  // A process that is known not to run publishes nothing, while somebody looks.
  const unseen = nodeStands(node) ? passed.filter((one) => (gapTimesOf(clock, one)?.open ?? 0) < lookedSince) : passed
  const inTime = now < gap.close
  return {
    deadline: inTime ? gap.close : next.close,
    costEpochs: 1,
    values: {
      passed: String(passed.length),
      from: String(first),
      to: String(last),
      unseen: String(unseen.length),
      stake: String(plus(epoch, inTime ? 1 : 2)),
    },
  }
}
