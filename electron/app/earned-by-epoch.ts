import type { Instant } from '../contract/model/basics.ts'
import type { Earned, EarnedByEpoch, Smidge } from '../contract/model/earned.ts'
import { type EpochTimes, epochOfLayer } from '../time/index.ts'

/** Epochs of each clock that are told. */
const epochsMost = 6
/** A list as long as the page that a node is asked for may not be all there is. */
const wholePage = 100

/** The clock of a node's network; `null` where it is not known. */
export type ClockOf = (node: Earned['node']) => { readonly key: string; readonly times: Pick<EpochTimes, 'layersPerEpoch'> } | null

type Row = EarnedByEpoch['epochs'][number]

/** What was paid in each epoch, and of whom that is not known, with the reason. */
export function earnedByEpoch(all: readonly Earned[], clockOf: ClockOf): EarnedByEpoch {
  const epochs = new Map<string, Row>()
  const silent = new Map<string, EarnedByEpoch['silent'][number]>()
  /** Up to these epochs of a clock not everything is known. */
  const unsure = new Map<string, number>()
  let [told, at]: [number, number | null] = [0, null]
  for (const { node, version, synced, rewards } of all) {
    const clock = clockOf(node)
    if (rewards.at === null || (clock === null && rewards.list.length > 0)) {
      const asked = rewards.asked === 'told' ? 'waiting' : rewards.asked
      const key = JSON.stringify([asked, node])
      silent.set(key, { asked, node, version, identities: (silent.get(key)?.identities ?? 0) + 1 })
      continue
    }
    told += 1
    at = Math.min(at ?? rewards.at, rewards.at)
    if (clock === null) continue
    const { key, times } = clock
    const epochOf = ({ layer }: (typeof rewards.list)[number]) => epochOfLayer(times, layer)
    const oldest = rewards.list.at(-1)
    const until = !synced ? Number.POSITIVE_INFINITY : oldest !== undefined && rewards.list.length >= wholePage ? epochOf(oldest) : -1
    unsure.set(key, Math.max(unsure.get(key) ?? -1, until))
    for (const [epoch, paid] of Map.groupBy(rewards.list, epochOf)) {
      const before = epochs.get(`${key} ${epoch}`) ?? { clock: key, epoch, total: '0' as Smidge, identities: 0, atLeast: false }
      const total = String(paid.reduce((sum, one) => sum + BigInt(one.total), BigInt(before.total))) as Smidge
      epochs.set(`${key} ${epoch}`, { ...before, total, identities: before.identities + 1 })
    }
  }
  const rows = [...epochs.values()].sort((one, other) => other.epoch - one.epoch)
  return {
    epochs: [...Map.groupBy(rows, ({ clock }) => clock).values()]
      .flatMap((own) => own.slice(0, epochsMost))
      .map((row) => ({ ...row, atLeast: row.epoch <= (unsure.get(row.clock) ?? -1) })),
    told,
    at: at as Instant | null,
    silent: [...silent.values()].sort((one, other) => other.identities - one.identities),
  }
}
