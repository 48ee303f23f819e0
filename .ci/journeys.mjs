// Runs the journeys and the security probes in a real Chromium against the built console shell and devnet, then the window's shell; with `--journeys` or `--probes` these only.
import { spawnSync } from 'node:child_process'
import { node24, root } from './bootstrap.mjs'
import { chromiumPath } from './chromium.mjs'

const CHROMIUM_PATH = await chromiumPath()
const journeys = ['e2e/journeys/main.ts']
const probes = ['e2e/security/main.ts', 'e2e/standin/main.ts']
const [first, ...others] = process.argv.slice(2).filter((arg) => arg !== '--install')
const parts = { '--journeys': journeys, '--probes': probes }
const [scripts, args] = first in parts ? [parts[first], others] : [[...journeys, ...probes], first === undefined ? [] : [first, ...others]]
const failed = scripts.filter((script) => {
  const { status } = spawnSync(node24(), ['--disable-warning=ExperimentalWarning', script, ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, CHROMIUM_PATH },
  })
  return status !== 0
})
process.exit(failed.length === 0 ? 0 : 1)
