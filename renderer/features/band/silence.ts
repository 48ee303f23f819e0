import type { EpochClock, NodeRow } from '../../../electron/contract/model/rig.ts'
import { useLink, useRows } from '../../state/desk.ts'

/** Who is silent: its name, or the host itself; and when the clock was last compared. */
export interface Silence {
  readonly node: string | null
  readonly comparedAt: number
}

const silentReach: readonly NodeRow['reach'][] = ['silent', 'garbled', 'hangs']

/** Any node that answers vouches for the clock; one that is silent is named beside it. Silence of the host outranks all. */
export const useSilence = (clock: EpochClock | null) => {
  const link = useLink()
  const nodes = useRows('nodes')
  const own = (clock?.nodes ?? []).map((name) => nodes[name]).filter((node) => node !== undefined)
  const silent = Object.values(nodes).filter(({ reach }) => silentReach.includes(reach))
  const looks = own.map(({ seenAt }) => seenAt).filter((at) => at !== null)
  const rest = {
    beside: silent.map(({ name }) => name),
    seenAt: looks.length === 0 ? null : Math.max(...looks),
    network: own.find(({ network }) => network !== null)?.network ?? null,
  }
  const allSilent = own.length > 0 && own.every(({ reach }) => silentReach.includes(reach))
  const silence: Silence | null =
    clock === null
      ? null
      : link.kind === 'lost'
        ? { node: null, comparedAt: clock.comparedAt }
        : allSilent
          ? { node: clock.node, comparedAt: clock.comparedAt }
          : null
  return { ...rest, silence }
}
