// Runs the journeys and the security probes in a real Chromium against the built console shell and devnet, then the window's shell.
import { spawnSync } from 'node:child_process'
import { node24, root } from './bootstrap.mjs'
import { chromiumPath } from './chromium.mjs'

const CHROMIUM_PATH = await chromiumPath()
const failed = ['e2e/journeys/main.ts', 'e2e/security/main.ts', 'e2e/standin/main.ts'].filter((script) => {
  const { status } = spawnSync(
    node24(),
    ['--disable-warning=ExperimentalWarning', script, ...process.argv.slice(2).filter((arg) => arg !== '--install')],
    {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, CHROMIUM_PATH },
    },
  )
  return status !== 0
})
process.exit(failed.length === 0 ? 0 : 1)
