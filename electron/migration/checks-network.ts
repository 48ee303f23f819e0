import { saw } from '../contract/seen.ts'
import { fail, type Guards, pass, unknown, warn } from './check-facts.ts'
import { clockSkewLimitMs } from './checks-nodes.ts'
import { whenToMove } from './timing.ts'

/** Two to three layers of waiting, and two nodes that stop and start (5 s and 15 s, recordings). */
export const expectedMoveMs = (layerMs: number): number => 3 * layerMs + 40_000

export const networkChecks = {
  'target-synced': ({ target }) => {
    if (!target.running || target.synced === null) return unknown(saw('target-silent'))
    return target.synced ? pass(saw('synced')) : fail(saw('not-synced'))
  },
  /** An older view at the target means it could sign on top of the wrong ATX. */
  'newest-atx': ({ identity, source, target }) => {
    const seen = (node: string) => identity.newestAtx.find((one) => one.node === node)?.atx ?? 'silent'
    const [from, to] = [seen(source.name), seen(target.name)]
    if (to === 'silent' || from === 'silent') return unknown(saw('newest-unknown'))
    return from.id === to.id ? pass(from.id ?? saw('no-atx-yet')) : fail(saw('newest-differ', from.id ?? '', to.id ?? ''))
  },
  /** Nodes never tell of a ban by themselves; each is asked, and one proof is enough (docs/protocol.md §8). */
  'not-banned': ({ identity: { bans } }) => {
    const by = (says: string) => bans.filter((one) => one.says === says).map(({ node }) => node)
    if (by('banned').length > 0) return fail(saw('banned-by', by('banned').join(', ')))
    if (by('not-proven').length === 0) return unknown(saw('ban-not-asked'))
    return by('silent').length === 0
      ? pass(saw('asked-at', by('not-proven').join(', ')))
      : warn(saw('not-asked-at', by('silent').join(', ')))
  },
  'one-batch': ({ activeBatches, source, target, identity }) => {
    const inTheWay = activeBatches.filter(
      (batch) => batch.identities.includes(identity.id) || batch.nodes.some((node) => node === source.name || node === target.name),
    )
    return inTheWay.length === 0 ? pass(saw('no-other-move')) : fail(inTheWay.map(({ batch }) => batch).join(', '))
  },
  /** Moved means that the service proves for the target, so its new address must be ours to give. */
  'service-known': ({ identity: { service }, target }) => {
    if (service === null) return fail(saw('no-service'))
    if (!service.canStart) return fail(saw('start-unknown', service.name))
    if (service.otherFolder !== null) return fail(saw('other-folder', service.name, service.otherFolder), { service: service.name })
    return pass(`${service.name} → http://${target.postAddress ?? '?'}`, { service: service.name, address: target.postAddress ?? '' })
  },
  /** A node names its layer, not its time: what is known of its clock is that layer's span, and before the first one ends nothing. */
  clocks: ({ source, target, now }) => {
    const skews = [source, target].map(({ clockSkewMs }) => clockSkewMs)
    if (skews.some((skew) => skew === null)) return unknown(saw('time-unknown'))
    const worst = Math.max(...skews.map((skew) => Math.abs(skew ?? Number.POSITIVE_INFINITY)))
    if (worst > clockSkewLimitMs) return fail(saw('clocks-apart', String(worst)), { skew: String(worst) })
    const times = [source.time, target.time].filter((time) => time !== null)
    if (times.some(({ genesisAt, layerMs }) => now < genesisAt + layerMs)) return warn(saw('before-first-layer'))
    if (times.length < 2) return pass(saw('within-a-layer'))
    const below = worst + Math.max(...times.map(({ layerMs }) => layerMs))
    return pass(saw('clocks-near', String(below)), { below: String(below) })
  },
  /** Never closes the plan: a move with its rows is safe in the gap too, but one that fails there costs the epoch. */
  'calm-time': ({ target, source, now }) => {
    const time = target.time ?? source.time
    const when = whenToMove(time, now, expectedMoveMs(time?.layerMs ?? 0))
    return when.now === 'calm' ? pass('calm') : warn(when.now)
  },
} satisfies Guards
