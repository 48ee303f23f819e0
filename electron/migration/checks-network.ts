import { type CheckFacts, fail, type Outcome, pass, unknown, warn } from './check-facts.ts'
import { clockSkewLimitMs } from './checks-nodes.ts'
import { whenToMove } from './timing.ts'

export function targetSynced({ target }: CheckFacts): Outcome {
  if (!target.running || target.synced === null) return unknown('the target does not answer')
  return target.synced ? pass('synced') : fail('not synced yet')
}

/** An older view at the target means it could sign on top of the wrong ATX. */
export function newestAtx({ identity, source, target }: CheckFacts): Outcome {
  const seen = (node: string) => identity.newestAtx.find((one) => one.node === node)?.atx ?? 'silent'
  const [from, to] = [seen(source.name), seen(target.name)]
  if (to === 'silent' || from === 'silent') return unknown('a node could not name the newest ATX')
  return from.id === to.id
    ? pass(from.id ?? 'none yet, at both')
    : fail(`${from.id ?? 'none'} at the source, ${to.id ?? 'none'} at the target`)
}

/** Nodes never tell of a ban by themselves; each is asked, and one proof is enough (docs/protocol.md §8). */
export function notBanned({ identity: { bans } }: CheckFacts): Outcome {
  const by = (says: string) => bans.filter((one) => one.says === says).map(({ node }) => node)
  if (by('banned').length > 0) return fail(`a proof of malfeasance exists, by ${by('banned').join(', ')}`)
  if (by('not-proven').length === 0) return unknown('no node could be asked')
  return by('silent').length === 0 ? pass(`asked ${by('not-proven').join(', ')}`) : warn(`${by('silent').join(', ')} could not be asked`)
}

export function oneBatch({ activeBatches, source, target, identity }: CheckFacts): Outcome {
  const inTheWay = activeBatches.filter(
    (batch) => batch.identities.includes(identity.id) || batch.nodes.some((node) => node === source.name || node === target.name),
  )
  return inTheWay.length === 0 ? pass('no other move on either node') : fail(inTheWay.map(({ batch }) => batch).join(', '))
}

/** Moved means that the service proves for the target, so its new address must be ours to give. */
export function serviceKnown({ identity: { service }, target }: CheckFacts): Outcome {
  if (service === null) return fail('no PoST service is known for this identity')
  if (!service.canStart) return fail(`how to start ${service.name} is not known`)
  if (service.otherFolder !== null) return fail(`${service.name} would use ${service.otherFolder}`, { service: service.name })
  return pass(`${service.name} → http://${target.postAddress ?? '?'}`, { service: service.name, address: target.postAddress ?? '' })
}

/** A node names its layer, not its time: what is known of its clock is that layer's span, and before the first one ends nothing. */
export function clocks({ source, target, now }: CheckFacts): Outcome {
  const skews = [source, target].map(({ clockSkewMs }) => clockSkewMs)
  if (skews.some((skew) => skew === null)) return unknown("a node's time could not be compared")
  const worst = Math.max(...skews.map((skew) => Math.abs(skew ?? Number.POSITIVE_INFINITY)))
  if (worst > clockSkewLimitMs) return fail(`at least ${worst} ms apart`, { skew: String(worst) })
  const times = [source.time, target.time].filter((time) => time !== null)
  if (times.some(({ genesisAt, layerMs }) => now < genesisAt + layerMs)) return warn('before the first layer ends no clock can be compared')
  if (times.length < 2) return pass('less than one layer apart')
  const below = worst + Math.max(...times.map(({ layerMs }) => layerMs))
  return pass(`in the same layer: less than ${below} ms apart`, { below: String(below) })
}

/** Never closes the plan: a move with its rows is safe in the gap too, but one that fails there costs the epoch. */
export function calmTime({ target, source, now }: CheckFacts): Outcome {
  const time = target.time ?? source.time
  const when = whenToMove(time, now, expectedMoveMs(time?.layerMs ?? 0))
  return when.now === 'calm' ? pass('calm') : warn(when.now)
}

/** Two to three layers of waiting, and two nodes that stop and start (5 s and 15 s, recordings). */
export const expectedMoveMs = (layerMs: number): number => 3 * layerMs + 40_000
