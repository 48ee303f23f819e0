import type { Api } from '../contract/api.ts'
import type { Handlers } from '../contract/contract.ts'
import type { Epoch, SmesherId } from '../contract/model/basics.ts'
import type { EpochLine, LookGap } from '../contract/model/history.ts'
import { cellsOf } from '../history/index.ts'
import { epochAt, epochStart, type NetworkTimes, plus } from '../time/index.ts'
import type { RigRows } from './publisher.io.ts'
import type { Session } from './session.io.ts'

export interface HistoryDeps {
  readonly session: () => Session
  readonly now: () => number
}

/** More times without a look than these are not read at once; the newest count. */
const gapsMost = 2_000
const gridMost = 400
const proofsMost = 100

interface LinesAsked {
  readonly before: Epoch | null
  readonly most: number
}

const nodeAndClock = ({ identities, clocks, ofNode }: RigRows) => {
  const nodes = new Map(identities.map(({ id, node }) => [id, node]))
  return (id: SmesherId) => {
    const node = nodes.get(id) ?? null
    const times: NetworkTimes | null = (node === null ? undefined : clocks.get(ofNode.get(node) ?? '')) ?? null
    return { node, times }
  }
}

/** From when on times without a look matter to these epochs; of an unknown clock no epoch has a time. */
const sinceWhen = (times: readonly (NetworkTimes | null)[], { before, most }: LinesAsked, now: number): number =>
  Math.min(now, ...times.flatMap((one) => (one === null ? [] : [oldestStart(one, { before, most }, now)])))

function oldestStart(times: NetworkTimes, { before, most }: LinesAsked, now: number): number {
  return epochStart(times, plus(before ?? epochAt(times, now), -most - 1))
}

async function linesOf({ session, now }: HistoryDeps, ids: readonly SmesherId[], asked: LinesAsked): Promise<EpochLine[]> {
  const { history, rows } = session()
  const facts = nodeAndClock(rows())
  const at = now()
  const since = sinceWhen(
    ids.map((id) => facts(id).times),
    asked,
    at,
  )
  const [kept, { gaps, first }] = await Promise.all([
    history.ask.epochs(ids, { before: asked.before ?? Number.MAX_SAFE_INTEGER, most: asked.most }),
    history.ask.gaps({ since, until: at, most: gapsMost }),
  ])
  const byNode = Map.groupBy(gaps, ({ node }) => node)
  const gapsOf = (node: LookGap['node']) => [...(byNode.get(null) ?? []), ...(node === null ? [] : (byNode.get(node) ?? []))]
  return kept.map((one) => {
    const { node, times } = facts(one.id)
    return { id: one.id, cells: cellsOf({ kept: one, times, gaps: gapsOf(node), first, now: at, ...asked }) }
  })
}

/** What is remembered. Each throws `history_unreadable` while its file can't be read. */
export const historyHandlers = (deps: HistoryDeps): Handlers<Api>['history'] => ({
  strips: ({ ids, most }) => linesOf(deps, ids, { before: null, most }),
  grid: async ({ id, before = null }) => {
    const [line] = await linesOf(deps, [id], { before, most: gridMost })
    return { cells: line?.cells ?? [] }
  },
  proofs: async ({ id }) => ({ proofs: [...(await deps.session().history.ask.proofs(id, proofsMost))] }),
  events: async ({ before = null, limit, identity = null, kinds = null }) => {
    const { ask } = deps.session().history
    const { entries, until, forgotten } = await ask.events({ before, identity, kinds, most: limit + 1 })
    const shown = entries.slice(0, limit)
    const more = entries.length > limit
    const { gaps } = await ask.gaps({ since: (more ? shown.at(-1)?.at : null) ?? 0, until: until ?? deps.now(), most: gapsMost })
    return { entries: shown, more, gaps: [...gaps], forgotten }
  },
})
