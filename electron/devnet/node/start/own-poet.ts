import type { Server } from 'node:http'
import { join } from 'node:path'
import { PoetBook } from '../../poet/poet-book.ts'
import { servePoet } from '../../poet/poet-server.ts'
import type { NetworkTime } from '../../shared/network-time.ts'
import type { NodeConfig } from '../config/read-config.ts'
import { goReason } from '../go-file-error.ts'
import type { Logger } from '../log/logger.ts'
import { Refusal } from './refusal.ts'

const nanoseconds = (ms: number): number => Math.round(ms * 1e6)

/** The PoET's own configuration, as the node puts it into its log. */
const poetConfig = (folder: string, listener: string, clock: { epochMs: number; phaseShiftMs: number; cycleGapMs: number }): object => ({
  Genesis: {},
  PoetDir: folder,
  ConfigFile: '',
  DataDir: join(folder, 'data'),
  DbDir: join(folder, 'db'),
  LogDir: join(folder, 'logs'),
  DebugLog: false,
  JSONLog: false,
  MaxLogFiles: 3,
  MaxLogFileSize: 10,
  RawRPCListener: '127.0.0.1:0',
  RawRESTListener: listener,
  MetricsPort: null,
  MaxGrpcRespSize: 8_388_608,
  CPUProfile: '',
  Profile: '',
  Round: {
    EpochDuration: nanoseconds(clock.epochMs),
    PhaseShift: nanoseconds(clock.phaseShiftMs),
    CycleGap: nanoseconds(clock.cycleGapMs),
  },
  Registration: {
    PowDifficulty: 0,
    MaxRoundMembers: 4_294_967_296,
    MaxSubmitBatchSize: 1000,
    SubmitFlushInterval: nanoseconds(100),
    Certifier: null,
  },
  Service: { EstimatedLeavesPerSecond: 78_000, MemoryLayers: 26, TreeFileBufferSize: 4096 },
  DisableWorker: false,
})

/** Launches the PoET that a standalone node runs inside itself, at the first address of its configuration. */
export async function launchPoet(config: NodeConfig, log: Logger, { now, poetCut }: NetworkTime): Promise<Server> {
  const address = new URL(config.poets[0]?.address ?? 'http://127.0.0.1:10010')
  const folder = join(config.dataFolder, 'poet')
  const book = new PoetBook(folder)
  if (book.fresh) log.info('generated new keys', { 'public key': book.publicKey })
  const { genesis, layerMs, layersPerEpoch, phaseShiftMs, cycleGapMs } = config
  const clock = { genesisMs: genesis.timeMs, epochMs: layerMs * layersPerEpoch, phaseShiftMs, cycleGapMs }
  log.warn('launching poet in standalone mode', { config: poetConfig(folder, address.host, clock), name: '' })
  try {
    return await servePoet({ clock, book, certifier: null, now, isCut: poetCut }, address.hostname, Number(address.port || 80))
  } catch (error) {
    // guess: what a standalone node says when its PoET's port is taken
    throw new Refusal(`launch standalone: listen tcp ${address.host}: bind: ${goReason(error)}`, 'late')
  }
}
