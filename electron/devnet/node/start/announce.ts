import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { formatGoDuration } from '../../shared/go-duration.ts'
import type { NodeConfig } from '../config/read-config.ts'
import type { LoadedIdentity } from '../keys/load-identities.ts'
import type { Logger } from '../log/logger.ts'
import type { NodeVersion } from '../versions.ts'

interface Announcing {
  readonly config: NodeConfig
  readonly version: NodeVersion
  readonly golden: Uint8Array
  readonly log: Logger
  readonly now: number
}

/** The first two lines of every start. */
export function announceStart({ version, golden, log }: Announcing): void {
  const id = `${version.prefixedHex ? '0x' : ''}${Buffer.from(golden.slice(0, 20)).toString('hex')}`
  const name = `v${version.name}`
  log.info(`App version: ${name}. Git: ${name} - ${version.commit} . Go Version: simulated. OS: linux-amd64 . Genesis ${id}`)
  log.info('Welcome to Spacemesh. Spacemesh full node is starting...')
}

/** The folder in which a supervised identity's PoST data lies, and up to 1.5 its legacy key. */
export const postFolder = ({ smeshing }: NodeConfig): string => smeshing.postFolder || join(tmpdir(), 'spacemesh')

/** What is said between the keys and the databases. */
export function announceFolders({ config, log, now }: Announcing): void {
  log.info('starting spacemesh', { 'data-dir': config.dataFolder, 'post-dir': postFolder(config), hostname: hostname(), name: '' })
  const clock = log.named('clock')
  const genesis = new Date(config.genesis.timeMs).toISOString()
  clock.info('converting genesis time to local time', { genesis, local: genesis })
  log.info('initializing p2p services')
  const fields = { now: new Date(now).toISOString(), genesis, layer_duration: formatGoDuration(config.layerMs), tick_interval: '1s' }
  clock.info('starting global clock', fields)
}

/** Six modules name the key; only the ATX builder's line, which comes later, means smeshing (e2e/recordings/README.md, 7). */
export function announceModules(identities: readonly LoadedIdentity[], log: Logger): void {
  const register = (module: string, field = 'id') => {
    for (const { hex } of identities) log.named(module).info('registered signing key', { [field]: hex.slice(0, 6) })
  }
  register('beacon', 'node_id')
  log.info('initializing tortoise')
  log.info('tortoise initialized', { duration: '1ms', name: '' })
  register('atxHandler')
  log.warn('certificate committee size is not set, defaulting to hare committee size', { size: 800, name: '' })
  register('blockCert')
  register('hare')
  register('proposalBuilder')
}
