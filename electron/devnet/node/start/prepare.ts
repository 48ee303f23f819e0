import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { goldenAtx } from '../../shared/genesis.ts'
import type { NodeConfig } from '../config/read-config.ts'
import { localMigrations } from '../database/local-schema.ts'
import { DatabaseRefusal, openDatabase, upgradeRefusal } from '../database/open-database.ts'
import { stateMigration } from '../database/state-keep.ts'
import { type LoadedIdentity, loadIdentities } from '../keys/load-identities.ts'
import type { Logger } from '../log/logger.ts'
import type { NodeVersion } from '../versions.ts'
import { announceFolders, announceStart, postFolder } from './announce.ts'
import { checkGenesisFile } from './genesis-file.ts'
import { lookForLegacyKey } from './legacy-key.ts'
import { Refusal } from './refusal.ts'

/** What a node has in hand before any module runs. */
export interface Prepared {
  readonly golden: Uint8Array
  readonly identities: readonly LoadedIdentity[]
  readonly state: DatabaseSync
  readonly local: DatabaseSync
}

interface Preparing {
  readonly config: NodeConfig
  readonly version: NodeVersion
  readonly log: Logger
  readonly now: number
}

/** Genesis, keys, databases, in the order of the real node. @throws Refusal */
export function prepare({ config, version, log, now }: Preparing): Prepared {
  const golden = goldenAtx(config.genesis)
  const announcing = { config, version, golden, log, now }
  refuse(checkGenesisFile(config, log), 'early')
  announceStart(announcing)
  if (version.looksForLegacyKey) refuse(lookForLegacyKey(postFolder(config), log), 'early')
  const loaded = loadIdentities(config.dataFolder, log)
  if ('refusal' in loaded) throw new Refusal(loaded.refusal, 'early')
  if (!version.looksForLegacyKey) refuse(upgradeRefusal(join(config.dataFolder, 'local.sql')), 'late')
  announceFolders(announcing)
  return { golden, identities: loaded.identities, ...openDatabases({ config, version, log }) }
}

function refuse(message: string | null, when: 'early' | 'late'): void {
  if (message !== null) throw new Refusal(message, when)
}

function openDatabases({ config, version, log }: Omit<Preparing, 'now'>): Pick<Prepared, 'state' | 'local'> {
  const shared = { version, log: log.named('stateDb') }
  try {
    const migrate = () => stateMigration(version.stateSql)
    const state = openDatabase({ ...shared, path: join(config.dataFolder, 'state.sql'), target: version.stateSql, migrate })
    log.info('starting cache warmup')
    log.info('cache warmup', { duration: '1ms', name: '' })
    const local = openDatabase({
      ...shared,
      path: join(config.dataFolder, 'local.sql'),
      target: version.localSql,
      migrate: (current) => localMigrations(current, version),
    })
    return { state, local }
  } catch (error) {
    if (!(error instanceof DatabaseRefusal)) throw error
    const message = `open sqlite db${version.name.startsWith('1.7') ? ':' : ''} ${error.message}`
    log.error('failed to start App', { errmsg: message, name: '' })
    throw new Refusal(message, 'late')
  }
}
