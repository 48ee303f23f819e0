// A small host of the rooms "settings" and "processes", so that a test can kill it hard: `PROFILE` is watched, the service named is started.
import { createPrograms } from '../../electron/processes/index.ts'
import { readSettings, resolvePaths } from '../../electron/settings/index.ts'

const [profileFolder = '', name = ''] = process.argv.slice(2)
const settings = await readSettings(profileFolder)
if (settings === null) throw new Error('no settings')
const services = createPrograms({ profileFolder, settings: resolvePaths(settings, profileFolder) })
await services.open()
const service = settings.services.find((one) => one.name === name)
const refused = (cause: unknown) => process.stdout.write(`refused: ${cause instanceof Error ? cause.message : 'unknown'}\n`)
if (service !== undefined) await services.start({ kind: 'service', name: service.name }).catch(refused)
process.stdout.write(`${JSON.stringify(services.rows())}\n`)
// Keeps the process: the services' own timer does not.
setInterval(() => undefined, 60_000)
