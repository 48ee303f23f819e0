import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { type Api, api } from '../../contract/api.ts'
import { consoleApi } from '../../contract/console-api.ts'
import type { Channel } from '../../contract/wire.ts'
import type { Core, StartCore } from '../../core.ts'
import type { Platform } from '../../platform.ts'
import { type Service, serve } from '../../rpc/index.ts'
import { version } from '../../version.ts'
import { loadAssets } from '../assets.ts'
import { createReport } from '../failure-report.ts'
import type { ServeCommand } from './command-line.ts'
import { type DoorFile, removeDoorFile, writeDoorFile } from './door-file.ts'
import { strictGuards } from './host/guards.ts'
import { type Host, startHost } from './host/host.ts'
import { createSecrets } from './host/secrets.ts'
import { openAt } from './last-port.io.ts'

export interface ServeDeps {
  readonly startCore: StartCore
  readonly platform: Platform
  /** Absolute path of the profile folder. */
  readonly profileFolder: string
  /** The program's own file, beside which the page is found. */
  readonly program: string
}

/** The built page: beside the bundle (out/console), beside the package's resource, or where sources run. */
const findPage = (program: string): string => {
  const here = dirname(program)
  const folder = [join(here, '..', 'renderer'), join(here, 'renderer'), join(here, '..', '..', '..', 'out', 'renderer')].find((place) =>
    existsSync(join(place, 'index.html')),
  )
  if (!folder) throw new Error('The page is not built. Run: npm run build')
  return resolve(folder)
}

const startCoreIn = async ({ startCore, platform, profileFolder }: ServeDeps): Promise<Core> => {
  await mkdir(profileFolder, { recursive: true, mode: 0o700 })
  return startCore({ profileFolder, platform, version })
}

/** A page may do all, a terminal what it needs. */
const sessions = ({ handlers }: Core, report: Service<Api>['report']) => ({
  onPage: (channel: Channel) => serve({ contract: api, handlers, report }, channel),
  onTerminal: (channel: Channel) => serve({ contract: consoleApi, handlers, report }, channel),
})

/** Opens the app for browsers on this computer. Rejects when the page is not built, the profile is in use, or the port is taken. */
export const startServing = async ({ port, publicOrigin, doorFile }: ServeCommand, deps: ServeDeps) => {
  const assets = await loadAssets(findPage(deps.program))
  const core = await startCoreIn(deps)
  const secrets = createSecrets({ now: () => performance.now(), random: () => randomBytes(32).toString('base64url') })
  const report = createReport(deps.platform.log)
  let host: Host | null = null
  /** A fresh link, good for 60 s and one use. */
  const link = () => `${publicOrigin ?? `http://127.0.0.1:${host?.port}`}/#code=${secrets.issueCode().reveal()}`
  try {
    host = await openAt({ port, profileFolder: deps.profileFolder }, (free) =>
      startHost({
        port: free,
        assets,
        guards: strictGuards(publicOrigin),
        secrets,
        freshLink: link,
        failed: (error, where) => void report(error, where),
        ...sessions(core, report),
      }),
    )
  } catch (error) {
    await core.close()
    throw error
  }
  const file = doorFile ? resolve(doorFile) : join(deps.profileFolder, 'door.json')
  const door: DoorFile = { address: `127.0.0.1:${host.port}`, token: secrets.token }
  await writeDoorFile(file, door)
  const open = host
  return {
    port: open.port,
    link,
    close: async () => {
      // Whatever the door does, moves rest and the profile is let go, last of all.
      try {
        await open.close()
        await removeDoorFile(file, door)
      } finally {
        await core.close()
      }
    },
  }
}
