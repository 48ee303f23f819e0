// Finds a Chromium for journeys, probes and screenshots; installs Debian's in CI or with --install; never downloads otherwise.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { stop } from './bootstrap.mjs'

const usual = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/microsoft-edge',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

async function playwrightsOwn() {
  const { chromium } = await import('playwright')
  return chromium.executablePath()
}

function aptInstall(packages) {
  console.log(`Installing ${packages.join(', ')} from the system's packages …`)
  const quiet = { stdio: ['ignore', 'ignore', 'inherit'] }
  spawnSync('apt-get', ['update', '-qq'], quiet)
  return (
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
      ...quiet,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0
  )
}

const mayInstall = () =>
  (process.env.CI || process.argv.includes('--install')) && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')

/** Path of a Chromium; ends the program with the one thing to do when there is none: journeys that did not run are no pass. */
export async function chromiumPath() {
  const named = process.env.CHROMIUM_PATH
  if (named) return existsSync(named) ? named : stop(`CHROMIUM_PATH names ${named}, which is not there.`)
  const found = [...usual, await playwrightsOwn()].find((path) => existsSync(path))
  if (found) return found
  if (mayInstall() && aptInstall(['chromium']) && existsSync('/usr/bin/chromium')) return '/usr/bin/chromium'
  return stop('Journeys not run: no Chromium, Chrome or Edge was found. Install one, or set CHROMIUM_PATH, then run this again.')
}

/** Brings what the process tests use and the system lacks (strace for the kill sweep, flock for the simulated node's lock); only where allowed. */
export function systemTools() {
  const missing = [
    ['strace', '/usr/bin/strace'],
    ['util-linux', '/usr/bin/flock'],
  ]
    .filter(([, path]) => !existsSync(path))
    .map(([name]) => name)
  if (missing.length > 0 && mayInstall()) aptInstall(missing)
}
