import { resolve } from 'node:path'
import { type DevnetEnvironment, readEnvironment } from '../shared/environment.ts'
import { knownNetwork } from '../shared/genesis.ts'
import { claimFolder, refusedReal } from '../shared/simulated-folder.ts'
import { parseArguments } from './command/arguments.ts'
import { usage } from './command/usage.ts'
import { type NodeConfig, readConfig } from './config/read-config.ts'
import { createLogger } from './log/logger.ts'
import { print } from './print.ts'
import { takeFileLock } from './start/file-lock.ts'
import { Refusal, refusalText } from './start/refusal.ts'
import { defaultVersion, type NodeVersion, nodeVersion } from './versions.ts'

/** The simulated go-spacemesh: its command line, files, ports, messages and exit codes. @returns the exit code */
export async function runNode(argv: readonly string[]): Promise<number> {
  const environment = readEnvironment(process.env, defaultVersion)
  const version = nodeVersion(environment.version)
  const command = parseArguments(argv)
  switch (command.run) {
    case 'version':
      return print(1, `v${version.name}\n`, 0)
    case 'help':
      return print(1, usage(), 0)
    case 'refuse': {
      const text = command.usage
        ? refusalText(new Refusal(command.error, 'early'), version)
        : `Error: ${command.error}\nRun 'node --help' for usage.\n`
      return print(2, text, 1)
    }
    case 'node': {
      const read = readConfig(command)
      if ('refusal' in read) return print(2, refusalText(new Refusal(read.refusal, 'early'), version), 1)
      return await runConfigured(read.config, version, environment)
    }
  }
}

async function runConfigured(given: NodeConfig, version: NodeVersion, environment: DevnetEnvironment): Promise<number> {
  const config = { ...given, dataFolder: resolve(given.dataFolder) }
  const network = knownNetwork(config.genesis)
  if (network !== null) return print(2, `This is a simulator: it never runs with the genesis of ${network}.\n`, refusedReal)
  const notOurs = claimFolder(config.dataFolder)
  if (notOurs !== null) return print(2, `${notOurs}\n`, refusedReal)
  const lock = takeFileLock(resolve(config.fileLock))
  if (lock === 'taken') {
    const message = `getting exclusive file lock: only one spacemesh instance should be running (locking file ${config.fileLock})`
    return print(2, refusalText(new Refusal(message, 'early'), version), 1)
  }
  const log = createLogger({ json: config.jsonLog, now: () => Date.now(), write: (text) => print(1, text, 0) })
  if (lock === 'impossible') log.warn('the program flock is not on this machine: the lock file is not locked')
  try {
    // loaded only now: taking the lock starts the program anew, and it should be quick about it
    const { runLocked } = await import('./start/run-locked.ts')
    return await runLocked({ config, version, environment, log })
  } catch (error) {
    if (error instanceof Refusal) return print(2, refusalText(error, version), 1)
    throw error
  }
}
