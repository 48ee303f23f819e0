import { type DurableFs, type Journal, type JournalPlace, openJournal, putFile } from '../storage/index.ts'
import { batchPaths } from './names.ts'
import { batchName, canonicalJson, FrozenPlan, planHash } from './plan.ts'

const planLimit = 1024 * 1024

export interface StoredBatch {
  readonly batch: string
  readonly hash: string
  readonly plan: FrozenPlan
  readonly journal: Journal
}

/** Where batches lie, and how their journals are held. */
export interface BatchStore {
  readonly fs: DurableFs
  readonly batches: string
  readonly hold: JournalPlace['hold']
}

/** Puts the frozen plan down, for ever: a batch folder is named by its plan's hash, and its plan is never replaced. */
export async function createBatch({ fs, batches, hold }: BatchStore, plan: FrozenPlan): Promise<StoredBatch> {
  const hash = planHash(plan)
  const batch = batchName(hash)
  const paths = batchPaths(batches, batch)
  await fs.makeFolder(batches, 0o700)
  await fs.makeFolder(paths.folder, 0o700)
  await fs.makeFolder(paths.copies, 0o700)
  await putFile(paths.plan, canonicalJson(plan), { replace: false, fs })
  await fs.syncFolder(batches)
  return { batch, hash, plan, journal: await openJournal(paths.journal, { fs, hold }) }
}

/** A batch folder whose plan can't be believed: nothing is done with it, a person must look. */
export interface UnreadableBatch {
  readonly batch: string
  readonly detail: string
}

async function loadBatch({ fs, batches, hold }: BatchStore, batch: string): Promise<StoredBatch | UnreadableBatch | null> {
  const paths = batchPaths(batches, batch)
  // Without a journal nothing was ever begun.
  if ((await fs.stat(paths.plan)) === null || (await fs.stat(paths.journal)) === null) return null
  const text = new TextDecoder().decode(await fs.read(paths.plan, planLimit))
  const parsed = FrozenPlan.safeParse(JSON.parse(text))
  if (!parsed.success) return { batch, detail: 'its plan has another form' }
  const hash = planHash(parsed.data)
  if (batchName(hash) !== batch) return { batch, detail: 'its plan was changed' }
  return { batch, hash, plan: parsed.data, journal: await openJournal(paths.journal, { fs, hold }) }
}

/** All batches of the profile, newest last by name; each is read by itself. */
export async function loadBatches(store: BatchStore): Promise<{ stored: StoredBatch[]; unreadable: UnreadableBatch[] }> {
  const stored: StoredBatch[] = []
  const unreadable: UnreadableBatch[] = []
  for (const batch of (await store.fs.list(store.batches)).filter((name) => /^[0-9a-f]{12}$/.test(name))) {
    const found = await loadBatch(store, batch).catch((error: unknown) => ({ batch, detail: String(error) }))
    if (found === null) continue
    if ('plan' in found) stored.push(found)
    else unreadable.push(found)
  }
  return { stored, unreadable }
}
