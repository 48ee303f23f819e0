import type { Epoch } from '../contract/model/basics.ts'
import type { EpochStanding, IdentityRow } from '../contract/model/identity.ts'
import type { LostMove } from '../contract/model/migration.ts'
import type { StateKey } from '../contract/model/states.ts'
import { stateOf } from '../identities/index.ts'
import type { IdentitySight, SeenRow } from '../sight/index.ts'
import type { GapTimes } from '../time/index.ts'
import type { EpochBook } from './epoch-book.ts'
import type { Judged } from './judged.ts'
import type { MoveGround, NodeGround, RigFacts, RigIndex, ServiceGround } from './rig-facts.ts'
import { type Trouble, trouble } from './trouble.ts'

/** One identity with all that the rules look at. */
export interface RowContext {
  readonly row: SeenRow
  readonly epoch: Epoch | null
  readonly is: EpochStanding
  /** The gap of the epoch that counts, and the one after it. */
  readonly gap: GapTimes | null
  readonly next: GapTimes | null
  readonly node: NodeGround | null
  readonly service: ServiceGround | null
  /** The move that holds it, and the one that holds its node. */
  readonly held: MoveGround | null
  readonly moving: MoveGround | null
  /** The move of this identity whose memory is lost. */
  readonly lost: LostMove | null
  /** What is known of it beside its row. */
  readonly sight: IdentitySight | null
  /** When its state was first seen to be what it is. */
  readonly shownAt: number
  readonly now: number
}

/** What judging remembers. */
export interface Memory {
  readonly book: EpochBook
  readonly rowBefore: (id: SeenRow['id']) => IdentityRow | undefined
  /** What was judged before, kept by the caller. */
  readonly judged: Judged
}

/** What a row is judged beside. */
export interface Around {
  readonly facts: RigFacts
  readonly index: RigIndex
  readonly memory: Memory
}

/** What a row shows, and what in it asks for a person. */
export interface Said {
  readonly state: StateKey
  readonly tone: SeenRow['tone']
  readonly trouble: Trouble | null
}

/** What it costs and when, while the epoch's ATX is not out: first the next round too, then this epoch alone (docs/protocol.md §7). */
export function stakes({ is, gap, next, now }: RowContext): Pick<Trouble, 'deadline' | 'costEpochs'> {
  // This epoch is decided: what is at stake is the next one.
  if (is === 'published' || is === 'not-registered')
    return next === null ? { deadline: null, costEpochs: null } : { deadline: next.soft, costEpochs: 2 }
  if (is === 'published-late' || gap === null) return { deadline: null, costEpochs: null }
  return now < gap.close ? { deadline: now < gap.soft ? gap.soft : gap.close, costEpochs: 2 } : { deadline: gap.hard, costEpochs: 1 }
}

/** When its next proof is wanted, while that is ahead: nothing is lost then, but nobody would work on it. */
export function wantedAt({ is, gap, next, now }: RowContext): number | null {
  const ahead = is === 'published' || is === 'not-registered' ? next : gap
  return is !== 'published-late' && ahead !== null && now < ahead.open ? ahead.open : null
}

/** The first that says something is what the row shows. */
export type Rule = (context: RowContext) => Said | null

type AlertTone = Trouble['tone']
const alertTone = (tone: SeenRow['tone']): AlertTone => (tone === 'good' ? 'idle' : tone)

/** A state that asks for a person: in its own words, by its own identity. */
export function asks(context: RowContext, state: StateKey, part: Partial<Trouble> = {}): Said {
  const { row, epoch } = context
  const tone = part.tone ?? alertTone(stateOf(state).tone)
  const values = { name: row.name, node: row.node ?? '', service: row.service ?? '', epoch: epoch === null ? '' : String(epoch) }
  const made = trouble({
    cause: `identity-${row.id}`,
    words: state,
    route: `#/identities/${row.id}`,
    ...part,
    tone,
    values: { ...values, ...part.values },
  })
  return { state, tone, trouble: made }
}

/** A state that asks for nobody. */
export const shows = (state: StateKey, tone: SeenRow['tone'] = stateOf(state).tone): Said => ({ state, tone, trouble: null })
