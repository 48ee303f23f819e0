import { poetInfo } from '../../poet/poet-client.ts'
import type { NodeConfig } from '../config/read-config.ts'
import type { Logger } from '../log/logger.ts'
import type { NodeVersion } from '../versions.ts'
import type { Pace } from './pace.ts'
import { Refusal } from './refusal.ts'

/** Waits between the attempts; their sum is the 8–12 s that a standalone node 1.7 takes to start (recorded). */
const retryWaitsMs = [1200, 2800, 4600] as const

interface Asking {
  readonly config: NodeConfig
  readonly version: NodeVersion
  readonly log: Logger
  readonly pace: Pace
}

/**
 * 1.7 asks each PoET for its phase shift before it goes on, its own too, which it launches only later (e2e/recordings/README.md, 3).
 * @throws Refusal when a PoET has another phase shift than the configuration
 */
export async function askPoets({ config, version, log, pace }: Asking): Promise<void> {
  const poet = log.named('poet')
  for (const { address, pubkey } of config.poets) {
    poet.info('created poet client', { url: address, pubkey, 'default max retries': 3 })
    if (!version.asksPoetBeforeLaunch) continue
    const phaseShift = await phaseShiftOf(address, poet, pace)
    if (phaseShift !== null && phaseShift !== config.phaseShiftMs) {
      const errmsg = 'fetched poet phase_shift is incompatible with configured phase_shift'
      // source: the fatal line; guess: that nothing but it is said
      log.fatal('failed to create poet service', { errmsg, name: '' })
      throw new Refusal(errmsg, 'late')
    }
  }
}

async function phaseShiftOf(address: string, log: Logger, pace: Pace): Promise<number | null> {
  const url = `${address}/v1/info`
  let reason = ''
  for (const wait of [...retryWaitsMs, null]) {
    log.debug('performing request', { method: 'GET', url })
    try {
      const { phaseShiftMs } = await poetInfo(address)
      log.debug('response received', { url, status: 200 })
      return phaseShiftMs
    } catch (error) {
      reason = error instanceof Error ? error.message : String(error)
      log.error('request failed', { error: reason, method: 'GET', url })
    }
    if (wait !== null) await pace.wait(wait)
  }
  const error = `getting poet info: getting poet info: doing request: GET ${url} giving up after 4 attempt(s): ${reason}`
  log.warn('failed to fetch poet phase shift', { poet: address, error })
  return null
}
