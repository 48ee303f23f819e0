import type { SmesherId } from '../contract/model/basics.ts'
import { saw } from '../contract/seen.ts'
import { type DurableFs, putFile } from '../storage/index.ts'
import { Frozen, type MoveContext, Paused, viewOf } from './context.ts'
import { type SeenNote, supersededBy } from './custody.ts'
import { readNote } from './key-files.io.ts'
import { custodyFile, leaseName, notesFolder, tombstoneName } from './names.ts'
import { encodeNote, type MoveNote } from './tombstone.ts'

/** Where notes about an identity may lie: in these data folders, each through its own `fs`, and in the profile beside its batches. */
interface Places {
  readonly folders: readonly { readonly fs: DurableFs; readonly folder: string }[]
  readonly profile: DurableFs
  readonly batches: string
}

/** Every note about an identity that can be found. A folder that isn't there has none; one that can't be read throws. */
export async function readNotes(id: SmesherId, { folders, profile, batches }: Places): Promise<SeenNote[]> {
  const seen: SeenNote[] = []
  const look = async (fs: DurableFs, { folder, path }: Pick<SeenNote, 'folder' | 'path'>) => {
    const note = await readNote(fs, path)
    // One that speaks of another identity than its name says is no memory of either.
    if (note !== null) seen.push({ folder, path, note: note === 'broken' || note.identity === id ? note : 'broken' })
  }
  const places = folders.filter((one, index) => folders.findIndex(({ fs, folder }) => fs === one.fs && folder === one.folder) === index)
  for (const { fs, folder } of places)
    for (const name of [tombstoneName(id), leaseName(id)]) await look(fs, { folder, path: `${notesFolder(folder)}/${name}` })
  await look(profile, { folder: null, path: custodyFile(batches, id) })
  return seen
}

const notesOf = ({ fsOf, profile, plan, world, paths }: MoveContext): Promise<SeenNote[]> =>
  readNotes(plan.identity, {
    folders: [plan.source, plan.target, ...world.folders()].map(({ node, folder }) => ({ fs: fsOf(node), folder })),
    profile,
    batches: paths.batch.all,
  })

/**
 * No note anywhere knows of something later than this batch does: nobody acts on a profile of yesterday, or on a disk from a backup.
 * Throws `Frozen`; `Paused` when a note can't be read.
 */
export async function requireCustody(context: MoveContext): Promise<void> {
  const seen = await notesOf(context)
  const newer = supersededBy(seen, viewOf(context), { batch: context.batch, generation: context.plan.generation })
  if (newer !== null) throw new Frozen('superseded', newer)
  const broken = seen.find(({ note }) => note === 'broken')
  if (broken !== undefined) throw new Paused('elsewhere-unknown', saw('unreadable', broken.path))
}

/** The note both nodes' folders keep of this move. Each retirement, arming and undoing counts on. */
function moveNote({ plan, batch, hash, clock }: MoveContext, says: MoveNote['says']): MoveNote {
  const { identity, genesisId, source, target } = plan
  const names = { from: source.node, to: target.node, genesisId, keySha256: source.keyFile.sha256 }
  const generation = plan.generation + (says === 'left' ? 1 : 2)
  const folder = says === 'lives' ? target.folder : source.folder
  return { v: 1, identity, says, generation, folder, batch, planHash: hash, at: clock.now(), ...names }
}

/** Puts a note into a node's data folder, and the same beside the batches: either alone survives the loss of the other. */
export async function putNote(context: MoveContext, says: MoveNote['says']): Promise<void> {
  const { profile, paths, plan } = context
  const side = says === 'lives' ? 'target' : 'source'
  const { fs } = context.side[side]
  const text = encodeNote(moveNote(context, says))
  await fs.makeFolder(paths[side].notes, 0o700)
  await fs.syncFolder(plan[side].folder)
  await putFile(says === 'lives' ? paths.target.lease : paths.source.tombstone, text, { replace: true, fs })
  await profile.makeFolder(paths.batch.custody, 0o700)
  await profile.syncFolder(paths.batch.all)
  await putFile(custodyFile(paths.batch.all, plan.identity), text, { replace: true, fs: profile })
}
