// The rooms "settings" and "processes" alone, so that they can be killed or stopped hard: PROFILE is watched, the services named after
// it are started. `KILL_AFTER_MS`: kills itself that long after the first process of its own was born, which no code of the product tells.
import childProcess from 'node:child_process'
import { syncBuiltinESMExports } from 'node:module'

const killAfter = process.env.KILL_AFTER_MS
if (killAfter !== undefined) {
  const { spawn } = childProcess
  const born = (...args: Parameters<typeof spawn>) => {
    const child = spawn(...args)
    if (killAfter === '0') process.kill(process.pid, 'SIGKILL')
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), Number(killAfter))
    return child
  }
  Object.assign(childProcess, { spawn: born })
  syncBuiltinESMExports()
}

const { createPrograms } = await import('../../electron/processes/index.ts')
const { readSettings, resolvePaths } = await import('../../electron/settings/index.ts')
const [profileFolder = '', ...names] = process.argv.slice(2)
const settings = await readSettings(profileFolder)
if (settings === null) throw new Error('no settings')
const programs = createPrograms({ profileFolder, settings: resolvePaths(settings, profileFolder) })
await programs.open()
for (const { name } of settings.services) if (names.includes(name) || names[0] === 'all') await programs.start({ kind: 'service', name })
process.stdout.write('started\n')
// Keeps the process: the programs' own timer does not.
setInterval(() => undefined, 60_000)
