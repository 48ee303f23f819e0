import type { Instant, RigName } from '../contract/model/basics.ts'
import { Confirmation } from '../contract/model/migration.ts'
import { epochAt } from '../time/index.ts'
import type { EvidenceOf } from './entries.ts'
import type { PlannedMove } from './planned-move.ts'
import type { IdentityLook, NewestAtx, NodeTime } from './world.ts'

export interface ConfirmFacts {
  readonly plan: PlannedMove
  readonly movedAt: Instant
  /** The newest ATX that the source named before it was stopped. */
  readonly before: NewestAtx | null
  readonly time: NodeTime | null
  /** Asked after the move. */
  readonly look: IdentityLook
  readonly now: Instant
}

type Witness = NonNullable<Confirmation['act']>

/** The target's own word that it published: an event of its own after the move, newer than what the source knew. */
function ownAct({ plan, movedAt, before, look }: ConfirmFacts): Witness | null {
  const said = look.published ?? null
  if (said === null || said.node !== plan.target.node || said.at <= movedAt || said.epoch <= (before?.epoch ?? -1)) return null
  const answer = look.newestAtx.find(({ node, atx }) => node === said.node && atx !== 'silent' && atx.epoch === said.epoch)?.atx
  return { node: said.node, epoch: said.epoch, atx: answer === undefined || answer === 'silent' ? null : answer.id }
}

/** Who names an ATX that nobody but the target can have signed: of an epoch that began after the move. */
function namedActs({ movedAt, before, time, look }: ConfirmFacts): Witness[] {
  if (time === null) return []
  const after = Math.max(epochAt(time, movedAt), before?.epoch ?? -1)
  return look.newestAtx.flatMap(({ node, atx }): Witness[] =>
    atx !== 'silent' && atx.id !== null && atx.epoch !== null && atx.epoch > after ? [{ node, epoch: atx.epoch, atx: atx.id }] : [],
  )
}

/** Had or has the key in use, or may have: its word is no second one. */
function isInvolved({ plan, look }: ConfirmFacts, name: RigName): boolean {
  if (name === plan.source.node || name === plan.target.node) return true
  if (look.copies.some(({ loadableBy }) => loadableBy === name)) return true
  return look.nodes.find(({ node }) => node === name)?.lists !== false
}

function banOf(bans: IdentityLook['bans']): Confirmation['ban'] {
  if (bans.some(({ says }) => says === 'banned')) return 'banned'
  return bans.length > 0 ? 'none' : 'unknown'
}

/**
 * Moved is not confirmed: that takes the first act signed from the target, and a node that never had the key and knows of no ban, both
 * asked after the move; and the key loadable at the target only (docs/moving.md).
 */
export function judgeConfirmation(facts: ConfirmFacts): Confirmation {
  const { plan, look, now } = facts
  const named = namedActs(facts)
  const independent = (name: RigName): boolean => !isInvolved(facts, name)
  const act = ownAct(facts) ?? named.find(({ node }) => independent(node)) ?? named.find(({ node }) => node !== plan.source.node) ?? null
  const seenBy = act === null ? [] : named.filter(({ node, epoch }) => independent(node) && epoch >= act.epoch).map(({ node }) => node)
  const answered = look.bans.filter(({ says }) => says !== 'silent')
  const ban = banOf(answered)
  const witnesses = answered.filter(({ node, says }) => says === 'not-proven' && independent(node)).map(({ node }) => node)
  const loadable = look.copies.filter(({ loadableBy }) => loadableBy !== null)
  const only = loadable.length === 1 && loadable[0]?.loadableBy === plan.target.node
  const elsewhere = look.nodes.some(({ node, lists }) => node !== plan.target.node && lists === true)
  return {
    confirmed: act !== null && ban === 'none' && witnesses.length > 0 && only && !elsewhere,
    act,
    seenBy,
    ban,
    asked: answered.map(({ node }) => node),
    witnesses,
    loadable: loadable.length,
    at: now,
  }
}

type Confirmed = EvidenceOf<'EVIDENCE', 'confirmed'>

/** As the journal keeps it: who told of the act, and who was asked about bans and said what. */
export const evidenceOf = ({ confirmed: _confirmed, act, seenBy, asked, witnesses, ...rest }: Confirmation): Confirmed => ({
  ...rest,
  ...(act ?? { node: null, epoch: null, atx: null }),
  seenBy: seenBy.join(','),
  asked: asked.join(','),
  witnesses: witnesses.join(','),
})

const namesIn = (text: string): string[] => text.split(',').filter((name) => name !== '')

/** What a record says that confirmed the move; `null` when it says nothing of the kind. */
export function confirmationIn({ node, epoch, atx, seenBy, asked, witnesses, ...rest }: Confirmed): Confirmation | null {
  const names = { seenBy: namesIn(seenBy), asked: namesIn(asked), witnesses: namesIn(witnesses) }
  return Confirmation.safeParse({ confirmed: true, act: { node, epoch, atx }, ...rest, ...names }).data ?? null
}
