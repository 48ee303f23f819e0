import type { Api } from '../contract/api.ts'
import type { Handlers } from '../contract/contract.ts'
import type { Epoch, SmesherId } from '../contract/model/basics.ts'
import type { EpochCell, EpochLine, LookGap } from '../contract/model/history.ts'
import { cellsOf } from '../history/index.ts'
import { epochStart, type NetworkTimes, plus, publishEpochAt } from '../time/index.ts'
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
const earnedMost = 100

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

/** The oldest of these epochs, and when it began; of an unknown clock no epoch has a time, and all that is kept counts. */
function oldestOf(clocks: Iterable<NetworkTimes | null>, { before, most }: LinesAsked, now: number): { from: number; since: number } {
  const known = [...clocks].filter((times) => times !== null)
  const starts = known.map((times) => ({ times, epoch: plus(before ?? publishEpochAt(times, now), -most) }))
  return {
    from: known.length < [...clocks].length ? 0 : Math.min(...starts.map(({ epoch }) => epoch)),
    // Of its gap some lies before it.
    since: Math.min(now, ...starts.map(({ times, epoch }) => epochStart(times, plus(epoch, -1)))),
  }
}

async function linesOf({ session, now }: HistoryDeps, ids: readonly SmesherId[], asked: LinesAsked): Promise<EpochLine[]> {
  const { history, rows } = session()
  const facts = nodeAndClock(rows())
  const at = now()
  const { from, since } = oldestOf(new Set(ids.map((id) => facts(id).times)), asked, at)
  const [kept, { gaps, first, dropped }] = await Promise.all([
    history.ask.epochs(ids, { from, before: asked.before ?? Number.MAX_SAFE_INTEGER }),
    history.ask.gaps({ since, until: at, most: gapsMost }),
  ])
  const byNode = Map.groupBy(gaps, ({ node }) => node)
  const gapsOf = (node: LookGap['node']) => [...(byNode.get(null) ?? []), ...(node === null ? [] : (byNode.get(node) ?? []))]
  return kept.map((one) => {
    const { node, times } = facts(one.id)
    return { id: one.id, cells: cellsOf({ kept: one, times, gaps: gapsOf(node), first, dropped, now: at, ...asked }) }
  })
}

/** With what was paid in each, where its network's layers are known. */
async function paidIn({ session }: HistoryDeps, id: SmesherId, cells: readonly EpochCell[]): Promise<EpochCell[]> {
  const { history, rows } = session()
  const [first, last] = [cells[0], cells.at(-1)]
  const { times } = nodeAndClock(rows())(id)
  if (times === null || first === undefined || last === undefined) return [...cells]
  const span = { from: first.epoch, before: plus(last.epoch, 1), perEpoch: times.layersPerEpoch }
  const paid = new Map((await history.ask.paid(id, span)).map(({ epoch, ...of }) => [epoch, of]))
  return cells.map((cell) => {
    const own = paid.get(cell.epoch)
    return own === undefined ? cell : { ...cell, paid: own }
  })
}

/** The newest epochs before one, or of all, with all that is kept of each. */
async function pageOf(deps: HistoryDeps, id: SmesherId, { from, before, most }: LinesAsked & { readonly from: number }) {
  const { history } = deps.session()
  const [line] = await linesOf(deps, [id], { before, most: most + 1 })
  const known = (line?.cells ?? []).filter(({ epoch }) => epoch >= from)
  const cells = await paidIn(deps, id, known.slice(-most))
  const span = { from: cells[0]?.epoch ?? 0, before: (cells.at(-1)?.epoch ?? -1) + 1 }
  const [proofs, atxs] = await Promise.all([history.ask.proofs(id, most, span), history.ask.atxs(id, 2 * most, span)])
  const [proofOf, atxsOf] = [new Map(proofs.map((proof) => [proof.epoch, proof])), Map.groupBy(atxs, ({ epoch }) => epoch)]
  const epochs = cells.toReversed().map(({ epoch, is, paid = null }) => {
    return { epoch, is, atxs: atxsOf.get(epoch) ?? [], proof: proofOf.get(epoch) ?? null, paid }
  })
  return { epochs, more: known.length > most }
}

/** What is remembered. Each throws `history_unreadable` while its file can't be read, and `history_newer` where it is a later version's. */
export const historyHandlers = (deps: HistoryDeps): Handlers<Api>['history'] => ({
  strips: ({ ids, most }) => linesOf(deps, ids, { before: null, most }),
  grid: async ({ id, before = null }) => {
    const [line] = await linesOf(deps, [id], { before, most: gridMost })
    return { cells: await paidIn(deps, id, line?.cells ?? []) }
  },
  page: ({ id, from = 0, before = null, limit }) => pageOf(deps, id, { from, before, most: limit }),
  earned: ({ id }) => deps.session().history.ask.earned(id, earnedMost),
  proofs: async ({ id }) => ({ proofs: [...(await deps.session().history.ask.proofs(id, proofsMost))] }),
  events: async ({ before = null, limit, identity = null, kinds = null }) => {
    const { history, rows } = deps.session()
    const { entries, read, until, forgotten } = await history.ask.events({ before, identity, kinds, most: limit + 1 })
    const shown = entries.slice(0, limit)
    const more = read > limit
    const since = (more ? shown.at(-1)?.at : null) ?? 0
    const { gaps } = await history.ask.gaps({ since, until: until ?? deps.now(), most: gapsMost })
    // Of an identity only its own node counts.
    const own = identity === null ? null : nodeAndClock(rows())(identity).node
    return { entries: shown, more, gaps: gaps.filter(({ node }) => identity === null || node === null || node === own), forgotten }
  },
})
