import { realpath } from 'node:fs/promises'
import { createApp } from '../../electron/app.ts'
import { startConsoleHost } from '../host/console-host.ts'
import { isAlive, until } from '../processes/fake-service.ts'
import { lightRig } from './light-rig.ts'
import { type Extent, line, type Measured } from './measured.ts'
import { withRig } from './with-rig.ts'

/** Ctrl+C, `kill` and log-out, a terminal that was closed, and no warning at all. */
const ways = [['SIGTERM'], ['SIGINT'], ['SIGINT', 'SIGINT'], ['SIGHUP'], ['SIGKILL']] as const

/** T31: every way in which the app ends leaves its services as they run. */
export async function quitting(_extent: Extent): Promise<Measured[]> {
  return withRig(lightRig(2), async (rig) => {
    const pidsOf = async () => (await Promise.all(rig.names.map(rig.starts))).flat()
    const lines: Measured[] = []
    const judge = async (way: string, before: readonly number[]) => {
      const alive = before.filter(isAlive).length
      lines.push(
        line('T31', `services after ${way}`, {
          holds: alive === rig.names.length && (await pidsOf()).length === before.length,
          measured: `${alive} of ${rig.names.length} run on`,
          bar: `${rig.names.length} of ${rig.names.length}`,
        }),
      )
    }
    for (const [signal, again] of ways) {
      const host = await startConsoleHost({ profile: rig.folder })
      const page = await host.page()
      // The rig is opened behind the page: until then nothing can be started.
      const begun = (name: string) =>
        page.services.start({ name: rig.key(name).name }).then(
          () => true,
          () => false,
        )
      if (signal === 'SIGTERM') for (const name of rig.names) await until(() => begun(name), Boolean)
      const before = await until(pidsOf, ({ length }) => length === rig.names.length)
      const ended = host.end(signal)
      if (again !== undefined) process.kill(host.pid, again)
      await ended
      await judge(again === undefined ? signal : `${signal} twice`, before)
    }
    // The window's ways (its close, Cmd+Q, the log-out of Windows, an update) end in this one call: start.whole.test.ts.
    const core = await createApp({
      profileFolder: await realpath(rig.folder),
      platform: { host: 'desktop', consoleProgram: ['/bin/false'], log: () => undefined },
      version: '0',
    })
    const before = await pidsOf()
    await core.close()
    await judge('the window’s ways, which all close the core', before)
    return lines
  })
}
