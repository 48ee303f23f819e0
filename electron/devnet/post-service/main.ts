import { readFileSync } from 'node:fs'
import type { Server } from 'node:http'
import { join } from 'node:path'
import { refusedReal } from '../shared/simulated-folder.ts'
import { MetadataError } from './byte-reader.ts'
import { helpText, parseCommandLine } from './command-line.ts'
import { type Log, openLog } from './log.ts'
import { type Metadata, parseMetadata } from './metadata.ts'
import { parseNodeAddress } from './node-address.ts'
import { openOperator } from './operator.ts'
import { describeOsError } from './os-error.ts'
import { paceOf } from './pace.ts'
import { ProofService } from './proof-service.ts'
import { runClient } from './register-client.ts'
import { type Settings, settingsOf } from './settings.ts'
import { refuseForeignFolder } from './simulated-folder.ts'
import { readTlsFiles, type TlsFiles } from './tls-files.ts'
import { watchProcess } from './watched-process.ts'

const TARGET = 'post_service'

/** An orderly refusal: printed as `Error: …` with its numbered causes, exit code 1. */
class Refusal extends Error {
  readonly causes: readonly string[]
  constructor(message: string, causes: readonly string[] = []) {
    super(message)
    this.causes = causes
  }

  get report(): string {
    const causes = this.causes.map((cause, index) => `   ${index}: ${cause}\n`).join('')
    return `Error: ${this.message}\n${causes === '' ? '' : `\nCaused by:\n${causes}`}\nLocation:\n    devnet\n`
  }
}

/** Differences between the two recorded versions (facts: spacemesh-protocol 5.3, 5.4). */
interface Behaviour {
  readonly version: string
  readonly remoteK2pow: boolean
  readonly checksScheme: boolean
  readonly silentAboutTakenPort: boolean
}

function behaviourOf(wanted: string | undefined): Behaviour {
  const version = /^0\.\d+\.\d+$/.test(wanted ?? '') ? (wanted ?? '') : '0.7.13'
  const newer = Number(version.split('.')[1]) >= 8
  return { version, remoteK2pow: newer, checksScheme: newer, silentAboutTakenPort: newer }
}

function announce(settings: Settings, log: Log): void {
  const { scrypt, pinnedCores, threads } = settings
  const network = `{"min_num_units":${settings.minNumUnits},"max_num_units":${settings.maxNumUnits},"k1":${settings.k1},"k2":${settings.k2},"pow_difficulty":"${settings.powDifficulty.toUpperCase()}","scrypt":{"n":${scrypt.n},"r":${scrypt.r},"p":${scrypt.p}}}`
  const pinned = pinnedCores === null ? 'null' : `[${pinnedCores.join(',')}]`
  const mode = settings.randomxMode === 'fast' ? 'Fast' : 'Light'
  const cores = `{"threads":${threads},"pinned_cores":${pinned}}`
  log('INFO', TARGET, `POST network parameters: ${network}`)
  log('INFO', TARGET, `POST proving settings: {"cores":${cores},"nonces":${settings.nonces},"randomx_mode":"${mode}"}`)
  if (settings.remoteK2pow !== null) log('INFO', TARGET, `remote k2pow uri: ${settings.remoteK2pow}`)
  if (pinnedCores !== null) log('INFO', TARGET, `using ${pinnedCores.length} threads, pinned to cores: [${pinnedCores.join(', ')}]`)
  else log('INFO', TARGET, threads === 0 ? 'using all available cores' : `using ${threads} cores`)
}

function loadMetadata(dir: string): Metadata {
  try {
    return parseMetadata(readFileSync(join(dir, 'postdata_metadata.json')))
  } catch (error) {
    const cause = error instanceof MetadataError ? error.described : describeOsError(error)
    throw new Refusal('creating Post Service', ['loading POST metadata', cause])
  }
}

function loadTls(settings: Settings, log: Log): TlsFiles | null {
  const { tls } = settings
  if (tls === null) {
    log('INFO', TARGET, 'not configuring TLS')
    return null
  }
  const domain = tls.domain === null ? 'None' : `Some("${tls.domain}")`
  log('INFO', TARGET, `configuring TLS: server: (CA cert: ${tls.caCert}, domain: ${domain}), client: (cert: ${tls.cert}, key: ${tls.key})`)
  try {
    return readTlsFiles(tls)
  } catch (error) {
    throw new Refusal(describeOsError(error))
  }
}

async function openStatus(settings: Settings, behaviour: Behaviour, parts: { status: () => string; log: Log }): Promise<Server | null> {
  if (settings.operatorAddress === null) return null
  try {
    const server = await openOperator(settings.operatorAddress, parts.status)
    parts.log('INFO', 'post_service::operator', `running operator service on ${settings.operatorAddress}`)
    return server
  } catch (error) {
    if (behaviour.silentAboutTakenPort) return null
    throw new Refusal(describeOsError(error))
  }
}

function checkedAddress(settings: Settings, behaviour: Behaviour, tls: TlsFiles | null) {
  const parsed = parseNodeAddress(settings.address)
  if (!parsed.ok) throw new Refusal(parsed.why)
  const { scheme } = parsed.address
  if (behaviour.checksScheme && scheme !== null && scheme !== 'http' && scheme !== 'https') throw new Refusal('unknown client protocol')
  if (behaviour.checksScheme && scheme === 'https' && tls === null)
    throw new Refusal('client protocol set to https but tls configuration not provided')
  return parsed.address
}

/** Everything after the metadata was read; from here on the end is logged. */
async function serve(
  settings: Settings,
  behaviour: Behaviour,
  parts: { metadata: Metadata; log: Log; stop: AbortController },
): Promise<void> {
  const { metadata, log, stop } = parts
  if (metadata.numUnits < settings.minNumUnits || metadata.numUnits > settings.maxNumUnits) {
    const range = `${settings.minNumUnits}..=${settings.maxNumUnits}`
    throw new Refusal(`number of units in the POST data is out of range: ${metadata.numUnits} not in ${range}`)
  }
  const tls = loadTls(settings, log)
  const pace = paceOf(process.env, settings.randomxMode)
  const service = new ProofService({ metadata, settings, pace, log, signal: stop.signal })
  const operator = await openStatus(settings, behaviour, { status: () => service.status(), log })
  try {
    const address = checkedAddress(settings, behaviour, tls)
    const { maxRetries, watchPid } = settings
    const reconnectMs = (settings.reconnectIntervalSeconds * 1000) / pace.speed
    const client = runClient({ address, tls, service, log, maxRetries, reconnectMs, signal: stop.signal })
    if (watchPid === null) await gaveUp(client, maxRetries)
    else {
      const watched = watchProcess(watchPid, { log, intervalMs: 1000 / pace.speed, signal: stop.signal })
      await Promise.race([gaveUp(client, maxRetries), watched])
      log('INFO', TARGET, 'PID watcher exited: Ok(())')
    }
  } finally {
    operator?.close()
    operator?.closeAllConnections()
  }
}

async function gaveUp(client: Promise<void>, maxRetries: bigint | null): Promise<never> {
  await client
  throw new Refusal(`max retries (${maxRetries}) reached`)
}

async function run(settings: Settings, behaviour: Behaviour): Promise<number> {
  const log = openLog(process.env.RUST_LOG)
  const stop = new AbortController()
  announce(settings, log)
  try {
    const metadata = loadMetadata(settings.dir)
    try {
      await serve(settings, behaviour, { metadata, log, stop })
    } finally {
      log('INFO', 'post_service::service', 'shutting down post service')
    }
    return 0
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    process.stderr.write(error.report)
    return 1
  } finally {
    stop.abort()
  }
}

/**
 * The simulated post-service, versions 0.7.13 and 0.8.5 by `SMESHDESK_DEVNET_VERSION`; resolves with the exit code.
 * It handles no signal: like the real one it dies by it. Facts: spacemesh-protocol 5.
 */
export async function runPostService(argv: readonly string[]): Promise<number> {
  const behaviour = behaviourOf(process.env.SMESHDESK_DEVNET_VERSION)
  const line = parseCommandLine(argv, behaviour.remoteK2pow)
  switch (line.kind) {
    case 'help':
      process.stdout.write(helpText(behaviour.remoteK2pow))
      return 0
    case 'version':
      process.stdout.write(`service ${behaviour.version}\n`)
      return 0
    case 'refused':
      process.stderr.write(line.message)
      return 2
    case 'run': {
      const settings = settingsOf(line.values)
      const foreign = refuseForeignFolder(settings.dir)
      if (foreign === null) return await run(settings, behaviour)
      process.stderr.write(`${foreign}\n`)
      return refusedReal
    }
  }
}
