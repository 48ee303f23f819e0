import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { formatGoTime, parseGoTime } from '../config/go-time.ts'
import type { NodeConfig } from '../config/read-config.ts'
import type { Logger } from '../log/logger.ts'

/**
 * Pins the genesis at the first start and compares it at every other one (docs/protocol.md §3).
 * @returns the refusal without `Error: `, or null
 */
export function checkGenesisFile({ dataFolder, genesis }: NodeConfig, log: Logger): string | null {
  const path = join(dataFolder, 'genesis.json')
  const current = { GenesisTime: formatGoTime(genesis.timeMs), ExtraData: genesis.extraData, Accounts: {} }
  if (!existsSync(path)) {
    writeFileSync(path, JSON.stringify(current))
    return null
  }
  const pinned = read(path)
  // guess: the words for a genesis.json that can't be read
  if (!pinned) return `initializing app: error while reading genesis config at ${path}`
  if (parseGoTime(pinned.time) === genesis.timeMs && pinned.extraData === genesis.extraData) return null
  log.error(
    `genesis config updated after node initialization, if this update is required delete config at ${path}.\ndiff:\n` +
      `- GenesisTime: ${pinned.time}, ExtraData: ${pinned.extraData}\n+ GenesisTime: ${current.GenesisTime}, ExtraData: ${current.ExtraData}\n`,
  )
  return 'initializing app: genesis config updated after node initialization'
}

function read(path: string): { time: string; extraData: string } | null {
  try {
    const { GenesisTime, ExtraData } = JSON.parse(readFileSync(path, 'utf8')) as { GenesisTime?: unknown; ExtraData?: unknown }
    return typeof GenesisTime === 'string' && typeof ExtraData === 'string' ? { time: GenesisTime, extraData: ExtraData } : null
  } catch {
    return null
  }
}
