import * as z from 'zod/mini'
import { Instant, RigName, SmesherId } from '../contract/model/basics.ts'
import { jsonIn } from './plan.ts'

/**
 * The second memory of a move, in the nodes' own folders, so that a lost profile doesn't forget it. A tombstone
 * says "left here", a lease "lives here now". No secrets; both are kept for ever, the newest batch in front.
 */
export const MoveNote = z.object({
  v: z.literal(1),
  identity: SmesherId,
  /** `left`: out of use here, moved away. `lives`: armed here. `undone`: the move was taken back before anything was armed. */
  says: z.enum(['left', 'lives', 'undone']),
  batch: z.string(),
  /** How often the key had changed hands by then: 0 in notes of before that was counted. */
  generation: z._default(z.number().check(z.gte(0)), 0),
  /** The data folder of which it speaks, when it was written. */
  folder: z.optional(z.string()),
  planHash: z.string(),
  at: Instant,
  from: RigName,
  to: RigName,
  genesisId: z.string(),
  /** SHA-256 of the key file's bytes. */
  keySha256: z.string(),
})
export type MoveNote = z.output<typeof MoveNote>

export const encodeNote = (note: MoveNote): string => `${JSON.stringify(note, null, 2)}\n`

/** `null` when the text is not such a note: a broken memory is unknown, never empty. */
export const parseNote = (text: string): MoveNote | null => MoveNote.safeParse(jsonIn(text)).data ?? null

/** Clocks are set back, counts are not; where neither was counted only the clock is left. */
const isLater = (one: MoveNote, other: MoveNote): boolean =>
  one.generation === other.generation ? one.generation === 0 && one.at > other.at : one.generation > other.generation

/** What a folder's tombstone and its key files say together. */
export type TombstoneFinding = 'nothing' | 'consistent' | 'restored-old-copy' | 'broken'

/**
 * A loadable key beside its own tombstone is what "restored an old copy" looks like, the deadliest act of all.
 * A later lease for the same identity in the same folder says that it came back by a move of ours.
 */
export function judgeTombstone(
  tombstone: MoveNote | 'broken' | null,
  lease: MoveNote | 'broken' | null,
  loadableHere: boolean,
): TombstoneFinding {
  if (tombstone === 'broken' || lease === 'broken') return 'broken'
  if (tombstone === null || tombstone.says !== 'left') return 'nothing'
  if (!loadableHere) return 'consistent'
  return lease !== null && lease.says === 'lives' && isLater(lease, tombstone) ? 'consistent' : 'restored-old-copy'
}
