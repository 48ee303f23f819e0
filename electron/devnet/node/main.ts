import { writeSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { type DevnetEnvironment, readEnvironment } from '../shared/environment.ts'
import { knownNetwork } from '../shared/genesis.ts'
import { claimFolder, refusedReal } from '../shared/simulated-folder.ts'
import { parseArguments } from './command/arguments.ts'
import { usage } from './command/usage.ts'
import { type NodeConfig, readConfig } from './config/read-config.ts'
import { createLogger, type Logger } from './log/logger.ts'
import { takeFileLock } from './start/file-lock.ts'
import { App } from './start/node-app.ts'
import { paceOf } from './start/pace.ts'
import { prepare } from './start/prepare.ts'
import { Refusal, refusalText } from './start/refusal.ts'
import { StopRequest } from './start/stop-request.ts'
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

/** Written at once and whole: a program that ends by itself must not lose its last words in a pipe. */
function print(descriptor: 1 | 2, text: string, code: number): number {
  for (let rest = Buffer.from(text); rest.length > 0; ) rest = rest.subarray(writeSome(descriptor, rest))
  return code
}

function writeSome(descriptor: number, bytes: Buffer): number {
  try {
    return writeSync(descriptor, bytes)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error
    // a full pipe: wait for its reader as a blocking write would
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5)
    return 0
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
    return await runPrepared({ config, version, environment, log })
  } catch (error) {
    if (error instanceof Refusal) return print(2, refusalText(error, version), 1)
    throw error
  }
}

interface Ready {
  readonly config: NodeConfig
  readonly version: NodeVersion
  readonly environment: DevnetEnvironment
  readonly log: Logger
}

async function runPrepared({ config, version, environment, log }: Ready): Promise<number> {
  const stop = new StopRequest()
  const pace = paceOf(environment.speed)
  const prepared = prepare({ config, version, log, now: pace.now() })
  const panic = (reason: string) => {
    print(2, `panic: ${reason}\n\ngoroutine 1 [running]:\n`, 0)
    process.exit(2)
  }
  const app = new App({
    ...prepared,
    config,
    version,
    environment,
    log,
    pace,
    panic,
    nodeName: basename(config.dataFolder),
  })
  const dies = environment.faults['exit-after-ms']
  if (typeof dies === 'number') setTimeout(() => process.exit(1), dies)
  try {
    await app.start()
  } catch (error) {
    // Its clean-up waits for parts that only a signal ends: such a node hangs for up to 20 s more (recorded cases, extras).
    if (error instanceof Refusal) await Promise.race([stop.asked, pace.wait(20_000)])
    throw error
  }
  await stop.asked
  await app.stop()
  return 0
}
