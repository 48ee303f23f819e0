import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright'
import { chromiumPath } from '../.ci/chromium.mjs'
import { type ConsoleHost, startConsoleHost } from '../e2e/host/console-host.ts'
import { type Settings, writeSettings } from '../electron/settings/index.ts'

/** The built console host on a profile of its own, and a page that shows it. */
export interface OpenDesk {
  readonly browser: Browser
  readonly host: ConsoleHost
  readonly page: Page
  /** Ends browser and host, removes the profile. */
  readonly close: () => Promise<void>
}

export const newProfile = (): string => mkdtempSync(join(tmpdir(), 'smeshdesk-bench-'))
export const launchBrowser = async (): Promise<Browser> => chromium.launch({ executablePath: await chromiumPath() })

/** Opens the app on a rig, as a browser of this size shows it. */
export async function openDesk(settings: Settings, viewport: { readonly width: number; readonly height: number }): Promise<OpenDesk> {
  const profile = newProfile()
  await writeSettings(profile, settings)
  const host = await startConsoleHost({ profile })
  const browser = await launchBrowser()
  const page = await browser.newPage({ viewport })
  await page.goto(host.link)
  const close = async () => {
    await browser.close()
    await host.end('SIGTERM')
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  }
  return { browser, host, page, close }
}
