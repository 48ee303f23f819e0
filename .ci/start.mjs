// `npm start`: brings what is missing, Electron's runtime too, builds, opens the app in a window; without a runtime in the browser.
// `--console` opens the browser at once and fetches no runtime; `--runtime` tries to fetch it again after a failure.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { node24, root } from './bootstrap.mjs'
import { build } from './build.mjs'
import { bringRuntime } from './runtime/bring.mjs'
import { chooseShell } from './runtime/choose.mjs'

const given = process.argv.slice(2)
const shell = (args) => [node24(), [join(root, 'out', 'console', 'smeshdesk.js'), 'serve', '--open', ...args]]

/** Electron that dies at once by a signal, or where there is no screen, could not open a window: not a failure of the app. */
const hasNoWindow = (signal, lasted) =>
  lasted < 10_000 && process.platform === 'linux' && (signal !== null || (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY))

function open({ program, args, window }) {
  const [command, words] = window ? [program, [root, ...args]] : shell(args)
  const began = performance.now()
  const child = spawn(command, words, { stdio: 'inherit' })
  let asked = false
  const pass = (signal) => {
    asked = true
    child.kill(signal)
  }
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, pass)
  child.on('error', (error) => {
    console.error(`${command} could not be started: ${error.message}`)
    process.exit(1)
  })
  child.on('exit', (code, signal) => {
    for (const name of ['SIGINT', 'SIGTERM']) process.off(name, pass)
    if (window && code !== 0 && !asked && hasNoWindow(signal, performance.now() - began)) {
      console.log('The app opens in your browser: Electron could not open a window here.')
      return open({ args, window: false })
    }
    process.exit(signal ? 1 : (code ?? 1))
  })
}

build()
open(await chooseShell(given, bringRuntime))
