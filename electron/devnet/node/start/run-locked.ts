import { basename } from 'node:path'
import type { DevnetEnvironment } from '../../shared/environment.ts'
import { networkTime } from '../../shared/network-time.ts'
import type { NodeConfig } from '../config/read-config.ts'
import type { Logger } from '../log/logger.ts'
import { print } from '../print.ts'
import type { NodeVersion } from '../versions.ts'
import { App } from './node-app.ts'
import { paceOf } from './pace.ts'
import { prepare } from './prepare.ts'
import { Refusal } from './refusal.ts'
import { StopRequest } from './stop-request.ts'

interface Ready {
  readonly config: NodeConfig
  readonly version: NodeVersion
  readonly environment: DevnetEnvironment
  readonly log: Logger
}

/** Everything after the lock: keys, databases, modules, until a signal ends it. @returns the exit code; throws Refusal */
export async function runLocked({ config, version, environment, log }: Ready): Promise<number> {
  const stop = new StopRequest()
  const pace = paceOf(environment.speed, networkTime(environment.playground))
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
