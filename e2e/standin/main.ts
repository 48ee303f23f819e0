import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright'
import { chromiumPath } from '../../.ci/chromium.mjs'
import { type Check, checks } from './checks.ts'

const root = new URL('../..', import.meta.url).pathname
/** The folder whose package.json names the main script; `--app FOLDER` names another. */
const named = process.argv.indexOf('--app')
const appFolder = (named > 0 ? process.argv[named + 1] : undefined) ?? root
const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(root, 'node_modules', 'electron', 'dist')
const real = [join(dist, 'electron'), join(dist, 'Electron.app', 'Contents', 'MacOS', 'Electron'), join(dist, 'electron.exe')].find(
  (path) => existsSync(path),
)

/** Starts the built desktop shell on a profile: in Electron where its runtime is, else in the stand-in. */
const launch = async (profile: string): Promise<ElectronApplication> =>
  _electron.launch({
    executablePath: real ?? join(root, 'e2e', 'standin', 'electron-standin'),
    args: [appFolder, '--profile', profile],
    env: { ...process.env, STANDIN_NODE: process.execPath, CHROMIUM_PATH: await chromiumPath() },
    timeout: 30_000,
  })

/** The window's page once it is ours: a fresh window is blank for a moment. */
const ourPage = async (app: ElectronApplication): Promise<Page> => {
  const page = await app.firstWindow()
  await page.waitForFunction(() => document.title.includes('Smeshdesk'), undefined, { timeout: 10_000 })
  return page
}

interface Result {
  readonly name: string
  readonly verdict: 'held' | 'BROKEN' | 'skipped'
  readonly why: string
}

const runCheck = async ({ name, realOnly, run }: Check, app: ElectronApplication): Promise<Result> => {
  if (realOnly && !real) return { name, verdict: 'skipped', why: `the stand-in can’t show it: ${realOnly}` }
  const seen = await run(app, await ourPage(app)).catch((error: unknown) => String(error))
  return { name, verdict: seen === null ? 'held' : 'BROKEN', why: seen ?? '' }
}

/** The shell ends by itself when its window is closed, and leaves the profile to the next start. */
const checkEnd = async (app: ElectronApplication, profile: string): Promise<Result> => {
  const name = 'closing the window ends the program and frees the profile'
  const ended = new Promise<number | null>((resolve) => app.process().once('exit', resolve))
  await (await ourPage(app)).close()
  const code = await ended
  const second = await launch(profile)
  const title = await (await ourPage(second)).title()
  await second.close()
  return { name, verdict: code === 0 && title.includes('Smeshdesk') ? 'held' : 'BROKEN', why: `exit ${code}, then title ${title}` }
}

const profile = await mkdtemp(join(tmpdir(), 'smeshdesk-window-'))
const results: Result[] = []
const tell = (result: Result) => {
  results.push(result)
  console.log(`${result.verdict.padEnd(7)}  ${result.name}${result.verdict === 'held' ? '' : ` (${result.why})`}`)
}
try {
  const began = performance.now()
  const app = await launch(profile)
  await ourPage(app)
  const versions = await app.evaluate(() => ({
    electron: process.versions.electron,
    node: process.versions.node,
    chrome: process.versions.chrome,
  }))
  console.log(
    `process.versions.electron ${versions.electron} (node ${versions.node}, chrome ${versions.chrome}); window after ${Math.round(performance.now() - began)} ms`,
  )
  for (const check of checks) tell(await runCheck(check, app))
  tell(await checkEnd(app, profile))
} finally {
  await rm(profile, { recursive: true, force: true })
}
const count = (verdict: Result['verdict']) => results.filter((result) => result.verdict === verdict).length
console.log(`\n${count('held')} held, ${count('BROKEN')} broken, ${count('skipped')} skipped`)
process.exitCode = count('BROKEN') === 0 ? 0 : 1
