import type { RigName, SmesherId } from '../contract/model/basics.ts'
import { saw } from '../contract/seen.ts'
import { type DurableFs, hashText } from '../storage/index.ts'
import type { Bound } from './binding.ts'
import type { CheckFacts, FolderLook, PlaceLook, RowLook } from './check-facts.ts'
import { readNotes } from './custody.io.ts'
import { loadableNames } from './disk-facts.ts'
import { readKeyFolder, readNote, symlinksOn } from './key-files.io.ts'
import type { MigrationDeps } from './migration.io.ts'
import { databaseOf, identitiesOf, leaseName, notesFolder, tombstoneName } from './names.ts'
import { countRows, rowsHash } from './rows.ts'
import { type Hosts, portsOf } from './sides.ts'
import { copyDatabase, removeDatabase } from './stage-rows.io.ts'
import type { NodeLook } from './world.ts'

type ScanDeps = Pick<MigrationDeps, keyof Hosts | 'clock' | 'batches' | 'mainnetAllowed'>

/** Identities, database and notes may each be mounted by themselves, a single key file too. What is not there lies where its folder does. */
async function lookAtDisks(fs: DurableFs, folder: string, keyNames: readonly string[]): Promise<PlaceLook[]> {
  const identities = identitiesOf(folder)
  const database = databaseOf(folder)
  const wanted: [string, string | null][] = [
    [folder, null],
    [identities, null],
    ...keyNames.map((name): [string, string] => [`${identities}/${name}`, identities]),
    [database, folder],
    [`${database}-wal`, folder],
    [notesFolder(folder), null],
  ]
  const found: PlaceLook[] = []
  for (const [path, beside] of wanted) if ((await fs.stat(path)) !== null) found.push({ path, beside, ...(await fs.diskPlace(path)) })
  return found
}

async function lookAtFolder(
  deps: ScanDeps,
  { dataFolder: path, name, localFileSystem }: NodeLook,
  id: SmesherId,
): Promise<FolderLook | null> {
  const { fs } = portsOf(deps, name)
  if (path === null || !path.startsWith('/') || (await fs.stat(path))?.kind !== 'folder') return null
  const database = databaseOf(path)
  const [file, wal] = [await fs.stat(database), await fs.stat(`${database}-wal`)]
  const inside = [file?.kind === 'symlink' ? database : '', wal?.kind === 'symlink' ? `${database}-wal` : ''].filter((link) => link !== '')
  const keys = await readKeyFolder(fs, identitiesOf(path))
  return {
    path,
    symlinks: [...(await symlinksOn(fs, identitiesOf(path))), ...inside],
    keys,
    disks: await lookAtDisks(fs, path, loadableNames(keys, id)),
    tombstone: await readNote(fs, `${notesFolder(path)}/${tombstoneName(id)}`),
    lease: await readNote(fs, `${notesFolder(path)}/${leaseName(id)}`),
    freeBytes: await fs.freeBytes(path),
    databaseBytes: (file?.sizeBytes ?? 0) + (wal?.sizeBytes ?? 0),
    writable: (await fs.canWrite(path)) && (await fs.canWrite(identitiesOf(path))),
    localFileSystem,
  }
}

/**
 * Version, columns and rows from a private copy that is removed again. The node may be running: then the copy may be a moment old,
 * and everything is looked at again after its stop.
 */
async function lookAtRows(deps: ScanDeps, { dataFolder, name }: NodeLook, id: SmesherId): Promise<RowLook> {
  const { batches, clock } = deps
  const { fs, rows } = portsOf(deps, name)
  if (dataFolder === null) return { unreadable: saw('folder-unknown') }
  const folder = `${batches}/.scan`
  const copy = `${folder}/${hashText(`${dataFolder}${clock.monotonicMs()}`).slice(0, 16)}.sql`
  try {
    await fs.makeFolder(batches, 0o700)
    await fs.makeFolder(folder, 0o700)
    await copyDatabase(fs, databaseOf(dataFolder), copy)
    const { schema, tables } = await rows.read(copy, id)
    return { schema, rowsHash: rowsHash(tables), rows: countRows(tables) }
  } catch (error) {
    return { unreadable: String(error) }
  } finally {
    await removeDatabase(fs, copy).catch(() => undefined)
  }
}

const foldersOf = (deps: ScanDeps, nodes: readonly NodeLook[]): { fs: DurableFs; folder: string }[] => {
  const named = nodes.flatMap(({ name, dataFolder }) => (dataFolder === null ? [] : [{ node: name, folder: dataFolder }]))
  return [...named, ...deps.world.folders()].map(({ node, folder }) => ({ fs: portsOf(deps, node).fs, folder }))
}

/** A program that is not what it has to be can't be started: that is found before anything is stopped, and mended first. */
async function boundToStart(
  { world }: ScanDeps,
  key: { kind: 'node' | 'service'; name: RigName },
  binding: Promise<Bound>,
): Promise<Bound> {
  const against = (await world.programAgainst?.(key)) ?? null
  return against === null ? binding : { unbound: against }
}

const nodeToStart = (deps: ScanDeps, name: RigName): Promise<Bound> =>
  boundToStart(deps, { kind: 'node', name }, portsOf(deps, name).world.nodeBinding(name))

const serviceToStart = async (deps: ScanDeps, name: RigName | null): Promise<Bound | null> =>
  name === null ? null : boundToStart(deps, { kind: 'service', name }, deps.world.serviceBinding(name))

const readable = async <T>(look: Promise<T>): Promise<T | null> => look.catch(() => null)

/** Everything the checks need, read without changing anything. */
export async function gatherFacts(
  deps: ScanDeps,
  {
    identity,
    source,
    target,
    anew,
  }: { readonly identity: SmesherId; readonly source: RigName; readonly target: RigName; readonly anew: boolean },
  activeBatches: CheckFacts['activeBatches'],
): Promise<CheckFacts> {
  const { world, fs, batches, clock, mainnetAllowed } = deps
  const at = { source: portsOf(deps, source).world, target: portsOf(deps, target).world }
  const [from, to, who, silence, ...nodes] = await Promise.all([
    at.source.lookAtNode(source),
    at.target.lookAtNode(target),
    world.lookAtIdentity(identity),
    at.source.silenceOf(source, anew ? 'anew' : undefined),
    nodeToStart(deps, source),
    nodeToStart(deps, target),
  ])
  // A batch that runs may hold locks on these files, which a copy by this process would drop.
  const busy = activeBatches.find(({ nodes }) => nodes.includes(source) || nodes.includes(target))
  const look = (node: NodeLook): Promise<RowLook> =>
    busy ? Promise.resolve({ unreadable: saw('held-by', node.name, busy.batch) }) : lookAtRows(deps, node, identity)
  await readable(fs.makeFolder(batches, 0o700))
  return {
    identity: who,
    source: from,
    target: to,
    folders: { source: await readable(lookAtFolder(deps, from, identity)), target: await readable(lookAtFolder(deps, to, identity)) },
    rows: { source: await look(from), target: await look(to) },
    notes: await readable(readNotes(identity, { folders: foldersOf(deps, [from, to]), profile: fs, batches })),
    silence,
    bindings: { source: nodes[0], target: nodes[1], service: await serviceToStart(deps, who.service?.name ?? null) },
    activeBatches,
    profileFreeBytes: (await readable(fs.freeBytes(batches))) ?? 0,
    mainnetAllowed,
    now: clock.now(),
  }
}
