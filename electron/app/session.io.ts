import type { Binaries } from '../binaries/index.ts'
import type { RigName } from '../contract/model/basics.ts'
import { type Faults, guarded } from '../faults/index.ts'
import { type History, loggedKeeper } from '../history/index.ts'
import { createKeyReader } from '../identities/index.ts'
import type { Inventory } from '../inventory/index.ts'
import type { Migration, ProfileOwner } from '../migration/index.ts'
import type { Networks } from '../networks/index.ts'
import { createDataReader } from '../post/index.ts'
import { createPrograms, type Programs } from '../processes/index.ts'
import { createSight, type Sight } from '../sight/index.ts'
import { lookThreads } from '../storage/index.ts'
import { repeat, systemClock } from '../time/index.ts'
import type { KeptBook } from '../verdict/index.ts'
import { type Certificates, openCertificates } from './certificates.io.ts'
import { diskOf } from './disk-of.io.ts'
import { namedMoves } from './given-names.ts'
import { createMoveWorld } from './move-world/move-world.io.ts'
import { openNetworks } from './network-world.io.ts'
import { nodeLogFile } from './node-log-file.io.ts'
import { openInventory } from './open-inventory.io.ts'
import { openMemory, openMigration } from './open-memory.io.ts'
import { gatherer, type RigRows } from './publisher.io.ts'
import { openRigBinaries } from './rig-binaries.io.ts'
import { openRigSettings, type RigSettings } from './rig-settings.io.ts'

/** One open rig: its settings, its programs, what is seen of it, its moves. */
export interface Session {
  readonly settings: RigSettings
  readonly programs: Programs
  readonly sight: Sight
  readonly migration: Migration
  /** Every copy of every key. */
  readonly inventory: Inventory
  /** Of mutual TLS. */
  readonly certificates: Certificates
  /** Networks that are being made. */
  readonly networks: Networks
  /** What the entries' programs have to be, and the store that they may lie in. */
  readonly binaries: Binaries
  /** What was told of the epochs. */
  readonly kept: KeptBook
  /** What happened. */
  readonly history: History
  readonly rows: () => RigRows
  /** The profile may be another's: nothing is begun or written any more; what was seen stays to be read. */
  lose(): Promise<void>
  /** Lets the steps of moves under way end, begins nothing more, stops watching; nodes and services live on. */
  close(): Promise<void>
}

export interface SessionOptions {
  readonly folder: string
  readonly version: string
  readonly log: (line: string) => void
  readonly faults: Faults
  readonly changed: () => void
  readonly owner: ProfileOwner
}

const heldIdentities = (migration: Migration) =>
  new Set(
    migration
      .rows()
      .filter(({ activity }) => activity !== 'ended')
      .map(({ identity }) => identity)
      .concat(migration.lost().flatMap(({ identity }) => identity ?? [])),
  )

type Parts = Pick<
  Session,
  'settings' | 'programs' | 'sight' | 'migration' | 'inventory' | 'networks' | 'binaries' | 'certificates' | 'kept' | 'history'
>

/** Each part hears of what the others have seen; every change is told. */
function connectParts(
  { settings, programs, sight, migration, inventory, binaries, certificates }: Omit<Parts, 'kept' | 'history'>,
  { faults, changed }: Pick<SessionOptions, 'faults' | 'changed'>,
): void {
  const told = (source: string, tell: () => void) => guarded(tell, (error) => void faults.tell(source, error))
  settings.onChange(async (next) => {
    await programs.setSettings(next)
    await sight.setSettings(next)
    await migration.lookForLost()
    inventory.look()
    certificates.watch.look()
    binaries.lookSoon()
  })
  const programsChanged = () => {
    sight.seeServices(programs.rows())
    changed()
  }
  const movesChanged = () => {
    sight.hold(heldIdentities(migration))
    changed()
  }
  // What one of the two has seen the other looks at too: they never say two things for longer than that takes.
  sight.onKeys(inventory.lookSoon)
  let keys = inventory.rows()
  const keysChanged = () => {
    if (inventory.rows() === keys) return
    keys = inventory.rows()
    void sight.lookAtKeys().catch((error: unknown) => void faults.tell('looking at keys', error))
  }
  inventory.onChange(told('telling of keys', keysChanged))
  programs.onChange(told('telling of programs', programsChanged))
  // What may be started is said in the rows of programs.
  binaries.onChange(told('telling of programs’ files', programsChanged))
  sight.onChange(changed)
  migration.onChange(told('telling of moves', movesChanged))
}

/** Folders change without us: keys that were moved by hand, notes that came with a disk. */
const lookForLostMs = 60_000
/** What services wrote of proofs stands in their logs: nothing is lost by waiting. */
const proofsMs = 15_000

/** Moves first, for they act through all the others. */
async function closeParts({
  settings,
  programs,
  sight,
  migration,
  inventory,
  networks,
  binaries,
  certificates,
  kept,
  history,
}: Parts): Promise<void> {
  await migration.close()
  certificates.watch.close()
  await networks.close()
  inventory.close()
  await binaries.close()
  await sight.stop()
  await programs.close()
  await settings.settled()
  await kept.close()
  await history.close()
}

async function loseParts({ programs, migration, networks }: Parts): Promise<void> {
  migration.lose()
  await networks.close()
  await programs.close()
}

/** Moves are opened by who may go on with them. */
async function openParts({ programs, sight, migration, networks, binaries }: Parts, { isOurs }: ProfileOwner): Promise<void> {
  await programs.open()
  sight.seeServices(programs.rows())
  sight.start()
  binaries.watch()
  if (isOurs()) await migration.open()
  await networks.open()
  sight.hold(heldIdentities(migration))
}

function sessionOf(parts: Parts, rows: () => RigRows, faults: Faults): Session {
  const lookForLost = async () => {
    await parts.migration.lookForLost()
    return lookForLostMs
  }
  const looking = repeat(systemClock, lookForLost, { failed: (error) => void faults.tell('looking for lost moves', error) })
  const keep = loggedKeeper(parts.history.note)
  const keepProofs = () => {
    // The time of a simulated network stands and flies: which epoch was when can't be told afterwards.
    if (!parts.settings.current().simulated) keep(rows())
    return Promise.resolve(proofsMs)
  }
  const proofs = repeat(systemClock, keepProofs, { failed: (error) => void faults.tell('what logs tell of proofs', error) })
  const close = () => {
    looking.stop()
    proofs.stop()
    return closeParts(parts)
  }
  return { ...parts, rows, lose: () => loseParts(parts), close }
}

/** Opens the rig in a folder and begins to watch it. Throws `settings_broken`. */
export async function openSession({ folder, version, log, faults, changed, owner }: SessionOptions): Promise<Session> {
  // They are needed within moments, and take some to begin.
  lookThreads.warm()
  const settings = await openRigSettings(folder, owner.isOurs)
  const binaries: Binaries = await openRigBinaries(settings, () => programs, { folder, faults, owner })
  const programs = createPrograms({ profileFolder: folder, settings: settings.current(), log, mayAct: owner.isOurs, gate: binaries })
  const nodeSlot = (name: RigName) => programs.slot({ kind: 'node', name })
  const { history, kept, remembers } = await openMemory({ folder, faults, owner })
  const readers = { keys: createKeyReader(), data: createDataReader() }
  const nodeLog = (name: RigName) => nodeLogFile(settings.current(), programs, name)
  const watched = { settings: settings.current(), profileFolder: folder, nodeSlot, nodeLog, mayWrite: owner.isOurs }
  const sight = createSight({ ...watched, diskOf, faults, remembers, readers })
  const inventory = openInventory(settings, readers, faults)
  const keysRenamed = () => {
    inventory.look()
    void sight.lookAtKeys().catch((error: unknown) => void faults.tell('looking at keys', error))
  }
  const world = createMoveWorld({
    settings,
    programs,
    now: Date.now,
    programAgainst: binaries.spokenAgainst,
    keysRenamed,
    lastSignedLayer: (id) => sight.lastSignedLayer(id),
    published: (id) => sight.published(id),
  })
  const migration = openMigration(world, { folder, version, owner })
  const networks = openNetworks({ settings, programs, lookForKey: (id) => world.lookForKey(id), keysRenamed }, { faults, owner })
  const certificates = openCertificates(settings, faults)
  const parts: Parts = { settings, programs, sight, migration, inventory, networks, binaries, certificates, kept, history }
  // Its lists hear of a change before those who then ask for them.
  const rows = gatherer({ ...parts, migration: namedMoves(migration, settings) }, changed)
  connectParts(parts, { faults, changed })
  try {
    await openParts(parts, owner)
  } catch (error) {
    // Half a session must not go on by itself: the next try opens another one over the same slots.
    await closeParts(parts)
    throw error
  }
  return sessionOf(parts, rows, faults)
}
