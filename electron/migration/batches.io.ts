import { RigName } from '../contract/model/basics.ts'
import type { LostWhy } from '../contract/model/migration.ts'
import { saw } from '../contract/seen.ts'
import { type DurableFs, hashText, type JournalPlace, putFile } from '../storage/index.ts'
import type { MoveJournal } from './entries.ts'
import type { Around, LostBatch } from './lost-move.ts'
import { openMoveJournal } from './move-journal.io.ts'
import { batchPaths } from './names.ts'
import { batchName, type FrozenPlan, planHash, planText } from './plan.ts'
import { onlyMove, type PlannedMove } from './planned-move.ts'
import { readPlan } from './read-plan.ts'
import type { NodeFolder } from './world.ts'

const planLimit = 1024 * 1024

export interface StoredBatch {
  readonly batch: string
  readonly hash: string
  readonly plan: FrozenPlan
  /** Its one move. */
  readonly move: PlannedMove
  readonly journal: MoveJournal
}

/** Where batches lie, and how their journals are held. */
export interface BatchStore {
  readonly fs: DurableFs
  readonly batches: string
  readonly hold: JournalPlace['hold']
}

/**
 * Puts the frozen plan down, for ever: a batch folder is named by its plan's hash, and its plan is never replaced. Throws when it moves more
 * than one identity, before anything is written.
 */
export async function createBatch({ fs, batches, hold }: BatchStore, plan: FrozenPlan): Promise<StoredBatch> {
  const move = onlyMove(plan)
  if (move === null) throw new Error(saw('plan-of-many', String(plan.moves.length)))
  const hash = planHash(plan)
  const batch = batchName(hash)
  const paths = batchPaths(batches, batch)
  await fs.makeFolder(batches, 0o700)
  await fs.makeFolder(paths.folder, 0o700)
  await fs.makeFolder(paths.copies, 0o700)
  await putFile(paths.plan, planText(plan), { replace: false, fs })
  await fs.syncFolder(batches)
  return { batch, hash, plan, move, journal: await openMoveJournal(paths.journal, { fs, hold }, [move.identity]) }
}

/** What lies in one batch folder. */
type Kept =
  /** Plan and journal can be believed. */
  | { readonly kind: 'whole'; readonly stored: StoredBatch }
  /** No plan, or a plan without a record: never begun, or forgotten. `began`: by what else lies in the folder. */
  | { readonly kind: 'blank'; readonly batch: string; readonly stored: StoredBatch | null; readonly why: LostWhy; readonly began: boolean }
  | { readonly kind: 'lost'; readonly lost: LostBatch }

const lostAs = (why: LostWhy, detail: string, where: Omit<LostBatch, 'why' | 'detail'>): Kept => ({
  kind: 'lost',
  lost: { ...where, why, detail },
})

async function readBatch({ fs, batches, hold }: BatchStore, batch: string): Promise<Kept> {
  const paths = batchPaths(batches, batch)
  const { folder } = paths
  const journalIs = (await fs.stat(paths.journal)) !== null
  const copied = (await fs.list(paths.copies)).length > 0
  if ((await fs.stat(paths.plan)) === null) return { kind: 'blank', batch, stored: null, why: 'plan-missing', began: journalIs || copied }
  const text = new TextDecoder().decode(await fs.read(paths.plan, planLimit))
  const plan = readPlan(text)
  if (plan === null) return lostAs('plan-damaged', saw('plan-other-form'), { batch, folder, plan })
  // Of the very text that was consented to, whichever form it has.
  const hash = hashText(text)
  if (batchName(hash) !== batch) return lostAs('plan-damaged', saw('plan-changed'), { batch, folder, plan: null })
  const move = onlyMove(plan)
  if (move === null) return lostAs('plan-of-many', saw('plan-of-many', String(plan.moves.length)), { batch, folder, plan })
  const stored = { batch, hash, plan, move, journal: await openMoveJournal(paths.journal, { fs, hold }, [move.identity]) }
  const { records, state } = stored.journal
  if (records.length > 0 || state === 'broken') return { kind: 'whole', stored }
  return { kind: 'blank', batch, stored, why: journalIs ? 'journal-empty' : 'journal-missing', began: copied }
}

async function readKept(store: BatchStore): Promise<Kept[]> {
  const kept: Kept[] = []
  for (const batch of (await store.fs.list(store.batches)).filter((name) => /^[0-9a-f]{12}$/.test(name))) {
    const { folder } = batchPaths(store.batches, batch)
    kept.push(await readBatch(store, batch).catch((error: unknown) => lostAs('unreadable', String(error), { batch, folder, plan: null })))
  }
  return kept
}

const planOf = (kept: Kept): FrozenPlan | null => (kept.kind === 'lost' ? kept.lost.plan : (kept.stored?.plan ?? null))

/** The nodes' folders that a plan names, which the settings may not know any more. */
const nodesOf = (plan: FrozenPlan | null): NodeFolder[] =>
  Object.entries(plan?.nodes ?? {}).map(([node, { folder }]) => ({ node: RigName.parse(node), folder }))

/**
 * Begun are moves of which something is left elsewhere: slots that they hold, files in the nodes' folders. A move takes its first
 * hold before its first effect, so one without any trace has done nothing. What can't be looked at counts as a trace.
 */
function hasTraces(batch: string, plan: FrozenPlan | null, { seen, holds }: Around): boolean {
  const unseen = nodesOf(plan).some(({ folder }) => seen.unread.includes(folder))
  return holds === null || batch in holds || unseen || seen.traces.some((trace) => trace.batch === batch)
}

function judge(kept: Kept, store: BatchStore, around: Around): Kept | null {
  if (kept.kind !== 'blank') return kept
  const { batch, stored, why } = kept
  const plan = planOf(kept)
  if (kept.began || hasTraces(batch, plan, around)) return lostAs(why, '', { batch, plan, folder: batchPaths(store.batches, batch).folder })
  // A plan whose first record was cut off by a crash, and one that was never consented to, which is nobody's.
  return stored !== null && why === 'journal-empty' ? { kind: 'whole', stored } : null
}

export interface LoadedBatches {
  readonly stored: readonly StoredBatch[]
  readonly lost: readonly LostBatch[]
  /** Folders of nodes that plans name. */
  readonly places: readonly NodeFolder[]
}

/** All batches of the profile by name, each read by itself; `look` tells what is left of moves elsewhere. */
export async function loadBatches(store: BatchStore, look: (places: readonly NodeFolder[]) => Promise<Around>): Promise<LoadedBatches> {
  const kept = await readKept(store)
  const places = kept.flatMap((one) => nodesOf(planOf(one)))
  const around = await look(places)
  const judged = kept.flatMap((one) => judge(one, store, around) ?? [])
  return {
    stored: judged.flatMap((one) => (one.kind === 'whole' ? [one.stored] : [])),
    lost: judged.flatMap((one) => (one.kind === 'lost' ? [one.lost] : [])),
    places,
  }
}
