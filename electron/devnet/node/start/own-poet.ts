import type { Server } from 'node:http'
import { join } from 'node:path'
import { PoetBook } from '../../poet/poet-book.ts'
import { servePoet } from '../../poet/poet-server.ts'
import type { NodeConfig } from '../config/read-config.ts'
import { goReason } from '../go-file-error.ts'
import type { Logger } from '../log/logger.ts'
import { Refusal } from './refusal.ts'

/** Launches the PoET that a standalone node runs inside itself, at the first address of its configuration. */
export async function launchPoet(config: NodeConfig, log: Logger, now: () => number): Promise<Server> {
  const address = new URL(config.poets[0]?.address ?? 'http://127.0.0.1:10010')
  const folder = join(config.dataFolder, 'poet')
  const book = new PoetBook(folder)
  if (book.fresh) log.info('generated new keys', { 'public key': book.publicKey })
  const { genesis, layerMs, layersPerEpoch, phaseShiftMs, cycleGapMs } = config
  const clock = { genesisMs: genesis.timeMs, epochMs: layerMs * layersPerEpoch, phaseShiftMs, cycleGapMs }
  log.warn('launching poet in standalone mode', { config: { PoetDir: folder, RawRESTListener: address.host }, name: '' })
  try {
    return await servePoet({ clock, book, certifier: null, now }, address.hostname, Number(address.port || 80))
  } catch (error) {
    // guess: what a standalone node says when its PoET's port is taken
    throw new Refusal(`launch standalone: listen tcp ${address.host}: bind: ${goReason(error)}`, 'late')
  }
}
