import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Instant, type RigName } from '../contract/model/basics.ts'
import { createSight, type Sight } from '../identities/index.ts'
import { createMigration, type Migration, type MoveClock, sqliteRows } from '../migration/index.ts'
import { createServices, mountOf, type Services } from '../processes/index.ts'
import { realFs } from '../storage/index.ts'
import { createMoveWorld } from './move-world/move-world.io.ts'
import type { RigRows } from './publisher.io.ts'
import { openRigSettings, type RigSettings } from './rig-settings.io.ts'

/** One open rig: its settings, its programs, what is seen of it, its moves. */
export interface Session {
  readonly settings: RigSettings
  readonly services: Services
  readonly sight: Sight
  readonly migration: Migration
  readonly rows: () => RigRows
  /** Stops watching; nodes and services live on. */
  close(): Promise<void>
}

export interface SessionOptions {
  readonly folder: string
  readonly version: string
  readonly log: (line: string) => void
  readonly changed: () => void
}

const bootId = (): string => {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  } catch {
    return `unknown boot ${Math.round(Date.now() - performance.now())}`
  }
}

const moveClock = (): MoveClock => ({
  now: () => Instant.parse(Date.now()),
  // Since the computer's start, not since this program's: waits go on where a killed app left them.
  monotonicMs: () => Number(process.hrtime.bigint() / 1000n) / 1000,
  wait: (ms) => wait(ms),
  bootId: bootId(),
})

const heldIdentities = (migration: Migration) =>
  new Set(
    migration
      .rows()
      .filter(({ activity }) => activity !== 'ended')
      .map(({ identity }) => identity),
  )

/** Each part hears of what the others have seen; every change is told. */
function connectParts(
  { settings, services, sight, migration }: Pick<Session, 'settings' | 'services' | 'sight' | 'migration'>,
  changed: () => void,
): void {
  settings.onChange(async (next) => {
    await services.setSettings(next)
    await sight.setSettings(next)
  })
  services.onChange(() => {
    sight.seeServices(services.rows())
    changed()
  })
  sight.onChange(changed)
  migration.onChange(() => {
    sight.hold(heldIdentities(migration))
    changed()
  })
}

/** Opens the rig in a folder and begins to watch it. Throws `settings_broken`. */
export async function openSession({ folder, version, log, changed }: SessionOptions): Promise<Session> {
  const settings = await openRigSettings(folder)
  const services = createServices({ profileFolder: folder, settings: settings.current(), log })
  const mountPoint = async (path: string) => (await mountOf(path))?.point ?? null
  const nodeSlot = (name: RigName) => services.node(name)
  const sight = createSight({ settings: settings.current(), profileFolder: folder, nodeSlot, mountPoint, log })
  const world = createMoveWorld({ settings, services, now: Date.now, lastSignedLayer: (id) => sight.lastSignedLayer(id) })
  const migration = createMigration({
    fs: realFs,
    rows: sqliteRows,
    world,
    clock: moveClock(),
    batches: join(folder, 'batches'),
    session: randomUUID(),
    newToken: randomUUID,
    appVersion: version,
    mainnetAllowed: false,
  })
  connectParts({ settings, services, sight, migration }, changed)
  await services.open()
  sight.seeServices(services.rows())
  sight.start()
  await migration.open()
  sight.hold(heldIdentities(migration))
  const rows = (): RigRows => ({ ...sight.rows(), services: services.rows(), batches: migration.rows(), settingsProblem: null })
  const close = async () => {
    await sight.stop()
    await services.close()
  }
  return { settings, services, sight, migration, rows, close }
}
