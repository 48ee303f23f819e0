// `npm start`: brings what is missing, builds, opens the app. An Electron window where its runtime is, else the console shell.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { node24, root } from './bootstrap.mjs'
import { build } from './build.mjs'

/** Path of Electron's own program when its runtime is on this machine, else null. Never downloads. */
function electronProgram() {
  const home = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(root, 'node_modules', 'electron', 'dist')
  const pathFile = join(root, 'node_modules', 'electron', 'path.txt')
  const names = existsSync(pathFile)
    ? [readFileSync(pathFile, 'utf8').trim()]
    : ['electron', 'electron.exe', 'Electron.app/Contents/MacOS/Electron']
  return names.map((name) => join(home, name)).find((path) => existsSync(path)) ?? null
}

build()
const args = process.argv.slice(2)
const electron = args.includes('--console') ? null : electronProgram()
if (!electron) console.log('Electron’s runtime is not on this machine: the app opens in your browser instead.')
const child = electron
  ? spawn(electron, [root, ...args], { stdio: 'inherit' })
  : spawn(node24(), [join(root, 'out', 'console', 'smeshdesk.js'), 'serve', '--open', ...args.filter((arg) => arg !== '--console')], {
      stdio: 'inherit',
    })
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
