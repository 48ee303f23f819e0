import type { Server } from 'node:http'
import { join } from 'node:path'
import type { ApiContext } from '../api/context.ts'
import { Listeners, ListenRefusal } from '../api/listeners.ts'
import { beaconOf } from '../chain/eligibility.ts'
import { epochAt } from '../chain/epoch-clock.ts'
import { coinbaseError } from '../config/coinbase.ts'
import { localRows } from '../database/local-rows.ts'
import { announceModules } from './announce.ts'
import { askPoets } from './ask-poets.ts'
import { holdThroughDescriptor } from './file-lock.ts'
import { type Making, type Modules, makeModules } from './modules.ts'
import { launchPoet } from './own-poet.ts'
import { Refusal } from './refusal.ts'

/** A node from its modules' start to its stop. */
export class App {
  readonly #making: Making
  readonly #modules: Modules
  readonly #listeners = new Listeners()
  #poet: Server | null = null
  #syncTimer: NodeJS.Timeout | null = null
  #smeshing = false

  constructor(making: Making) {
    this.#making = making
    this.#modules = makeModules(making)
  }

  /** Brings everything up in the order of the real node. @throws Refusal, after the words are in the log */
  async start(): Promise<void> {
    const { log } = this.#making
    try {
      await this.#bringUp()
    } catch (error) {
      if (!(error instanceof Refusal) && !(error instanceof ListenRefusal)) throw error
      log.error('failed to start App', { errmsg: error.message, name: '' })
      await this.#cleanUp()
      throw new Refusal(error.message, 'late')
    }
  }

  /** Stops as the node does on SIGTERM: listener after listener, a second each; the databases stay as they are. */
  async stop(): Promise<void> {
    for (const builder of this.#modules.builders) builder.shutDown()
    await this.#cleanUp()
  }

  async #bringUp(): Promise<void> {
    const { config, version, identities, log, pace } = this.#making
    const { coinbase, supervised } = this.#modules
    await pace.wait(900)
    announceModules(identities, log)
    if (coinbase.current === '') log.warn('coinbase account is not set, connections from remote post services will be rejected')
    await askPoets({ config, version, log, pace })
    if (!supervised) for (const identity of identities) this.#registerSigner(identity)
    if (holdThroughDescriptor(join(config.dataFolder, 'p2p', 'LOCK')) === 'taken')
      throw new Refusal(
        `init services: starting discovery: open leveldb at ${join(config.dataFolder, 'p2p')}: resource temporarily unavailable`,
        'late',
      )
    this.#checkCoinbase()
    await this.#modules.gossip.start()
    log.info('no need to preserve data after recovery')
    if (this.#making.environment.faults['api-silent'] !== true) await this.#listeners.open(this.#context())
    this.#checkSmeshing()
    this.#startBuilders()
    await this.#standalone()
    this.#modules.duties.start()
    this.#watchSync()
    log.info('app started')
  }

  #registerSigner(identity: Making['identities'][number]): void {
    this.#making.log.named('atxBuilder').info('registered signing key', { id: identity.hex.slice(0, 6) })
    this.#modules.states.register(identity)
  }

  #checkCoinbase(): void {
    const { coinbase } = this.#modules
    if (coinbase.current === '') return
    const error = coinbaseError(coinbase.current, this.#making.config.hrp)
    if (error) throw new Refusal(`start services: parse CoinbaseAccount address on start \`${coinbase.current}\`: ${error}`, 'late')
    this.#smeshing = true
  }

  #checkSmeshing(): void {
    const { config, version, identities, log } = this.#making
    const { supervised, coinbase } = this.#modules
    if (!config.smeshing.start) {
      if (supervised) log.info('smeshing not started, waiting to be triggered via smesher api')
      return
    }
    if (coinbase.current === '') throw new Refusal('smeshing enabled but no coinbase account provided', 'late')
    if (version.looksForLegacyKey) {
      if (identities.length > 1) throw new Refusal('supervised smeshing cannot be started in a multi-smeshing setup', 'late')
      return
    }
    if (supervised) return
    log.error('supervised smeshing cannot be started in a remote or multi-smeshing setup')
    log.error('if you run a supervised node ensure your key file is named local.key and try again')
    throw new Refusal('smeshing enabled in remote setup', 'late')
  }

  /** Without a coinbase the loops never start: everything stays IDLE. */
  #startBuilders(): void {
    if (this.#smeshing) for (const builder of this.#modules.builders) builder.feed({ is: 'started' })
  }

  async #standalone(): Promise<void> {
    const { config, version, golden, log, pace } = this.#making
    if (!config.standalone) return
    const beacon = Buffer.from(beaconOf(golden, 2)).toString('hex')
    log.warn('using standalone mode for bootstrapping beacon', {
      epoch: 2,
      beacon: `${version.prefixedHex ? '0x' : ''}${beacon}`,
      name: '',
    })
    this.#poet = await launchPoet(config, log, pace.time)
  }

  /** The builder waits for it; three seconds at the least (recorded), for good when no peer answers. */
  #watchSync(): void {
    const { pace, log } = this.#making
    const { atxSynced, builders, caughtUp } = this.#modules
    const look = () => {
      if (!caughtUp()) {
        this.#syncTimer = setTimeout(look, pace.scaled(500))
        return
      }
      atxSynced.value = true
      this.#checkRegistrations()
      log.named('sync').info('reached ATX synced state')
      if (this.#smeshing) for (const builder of builders) builder.feed({ is: 'synced' })
    }
    this.#syncTimer = setTimeout(look, pace.scaled(3000))
  }

  /** source: registrations at PoETs that the configuration doesn't name end a node 1.7 (docs/protocol.md §3). */
  #checkRegistrations(): void {
    const { config, identities, local, version, log, pace } = this.#making
    if (!version.asksPoetBeforeLaunch || !this.#smeshing) return
    const known = new Set(config.poets.map(({ address }) => address))
    const rows = localRows(local, version)
    for (const { id } of identities) {
      const challenge = rows.challenge(id)
      const registrations = rows.registrations(id)
      if (!challenge || challenge.epoch < epochAt(this.#modules.timing, pace.now()) || registrations.length === 0) continue
      if (registrations.every(({ address }) => known.has(address))) continue
      log.named('nipostBuilder').warn('Found existing registrations for poets not listed in the config. Will not fetch proof from them.')
      if (registrations.some(({ address }) => known.has(address))) continue
      log.named('nipostBuilder').fatal('None of the poets listed in the config matches the existing registrations.')
      process.exit(1)
    }
  }

  #context(): ApiContext {
    const { config, version, golden, identities, pace } = this.#making
    const stopSmeshing = () => {
      for (const builder of this.#modules.builders) builder.feed({ is: 'smeshing-stopped' })
    }
    return { ...this.#modules, config, version, golden, identities, now: pace.now, time: pace.time, stopSmeshing }
  }

  async #cleanUp(): Promise<void> {
    const { log, pace } = this.#making
    log.info('app cleanup starting...')
    if (this.#syncTimer) clearTimeout(this.#syncTimer)
    this.#modules.duties.stop()
    this.#listeners.closeJson()
    for (const part of this.#listeners.parts()) {
      log.info(`stopping ${part} grpc service`)
      this.#listeners.close(part)
      await pace.wait(1000)
    }
    this.#modules.gossip.close()
    this.#poet?.closeAllConnections()
    this.#poet?.close()
    log.info('stopping updater')
    log.info('app cleanup completed')
  }
}
