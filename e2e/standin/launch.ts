import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright'
import { chromiumPath } from '../../.ci/chromium.mjs'

const root = new URL('../..', import.meta.url).pathname
const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(root, 'node_modules', 'electron', 'dist')
const real = [join(dist, 'electron'), join(dist, 'Electron.app', 'Contents', 'MacOS', 'Electron'), join(dist, 'electron.exe')].find(
  (path) => existsSync(path),
)

/** Whether windows are Electron's own; else they are the stand-in's. */
export const isReal = real !== undefined

export interface LaunchOptions {
  readonly profile: string
  /** The folder whose package.json names the main script; the project's own when left out. */
  readonly appFolder?: string
}

/** Starts the built desktop shell: in Electron where its runtime is, else in the stand-in. */
export const launchWindow = async ({ profile, appFolder = root }: LaunchOptions): Promise<ElectronApplication> =>
  _electron.launch({
    executablePath: real ?? join(root, 'e2e', 'standin', 'electron-standin'),
    args: [appFolder, '--profile', profile],
    env: { ...process.env, STANDIN_NODE: process.execPath, CHROMIUM_PATH: await chromiumPath() },
    timeout: 30_000,
  })

/** The window's page once it is ours: a fresh window is blank for a moment. */
export const pageOf = async (app: ElectronApplication): Promise<Page> => {
  const page = await app.firstWindow()
  await page.waitForFunction(() => document.title.includes('Smeshdesk'), undefined, { timeout: 10_000 })
  return page
}
