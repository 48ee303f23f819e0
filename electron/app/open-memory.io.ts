import { randomUUID } from 'node:crypto'
import { heardNotes, openHistory } from '../history/index.ts'
import { createMigration, type Migration, sqliteRows } from '../migration/index.ts'
import { realFs } from '../storage/index.ts'
import { systemClock } from '../time/index.ts'
import { openBook } from '../verdict/index.ts'
import { createMoveClock } from './move-clock.io.ts'
import type { createMoveWorld } from './move-world/move-world.io.ts'
import { batchesOf } from './open-inventory.io.ts'
import type { SessionOptions } from './session.io.ts'

/** What was seen and told before; from here on what is seen is kept. */
export async function openMemory({ folder, faults, owner }: Pick<SessionOptions, 'folder' | 'faults' | 'owner'>) {
  const began = systemClock.now()
  const history = await openHistory(folder, { faults, mayWrite: owner.isOurs, clock: systemClock })
  const { remembers, noted } = heardNotes(history.note, began)
  const failed = (error: unknown) => void faults.tell('the book of epochs', error)
  return { history, remembers, kept: await openBook(folder, { failed, mayWrite: owner.isOurs, noted }) }
}

/** Its moves go on only once it is opened itself. */
export const openMigration = (
  world: ReturnType<typeof createMoveWorld>,
  { folder, version, owner }: Pick<SessionOptions, 'folder' | 'version' | 'owner'>,
): Migration =>
  createMigration({
    fs: realFs,
    rows: sqliteRows,
    world,
    clock: createMoveClock(),
    batches: batchesOf(folder),
    session: randomUUID(),
    newToken: randomUUID,
    appVersion: version,
    mainnetAllowed: false,
    owner,
    confirmEveryMs: 30_000,
  })
