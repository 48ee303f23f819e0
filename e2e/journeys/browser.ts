import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, chromium, type Page } from 'playwright'
import { startConsoleHost } from '../host/console-host.ts'
import { endAllBelow } from '../host/end-below.ts'
import type { Journey, JourneyResult } from './journey.ts'

const executablePath = () => {
  const found = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', chromium.executablePath()].find(
    (path) => path !== undefined && existsSync(path),
  )
  if (found === undefined) throw new Error('no Chromium: set CHROMIUM_PATH')
  return found
}

export const openBrowser = (): Promise<Browser> => chromium.launch({ executablePath: executablePath() })

/** Where the pictures in the guides lie; each test run makes them anew. */
const pictures = new URL('../../docs/screenshots/', import.meta.url).pathname

/** Takes the same picture in dark and light. */
export async function picture(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.screenshot({ path: join(pictures, `${name}-${colorScheme}.png`) })
  }
}

/** Throws with what an accessibility check finds on the page, in both themes. */
export async function checkAccess(page: Page, screen: string): Promise<string> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    const { violations, passes } = await new AxeBuilder({ page }).analyze()
    const found = violations.map(({ id, nodes }) => `${id} at ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
    if (found.length > 0) throw new Error(`${screen}, ${colorScheme}: ${found.join('; ')}`)
    if (passes.length === 0) throw new Error(`${screen}: the accessibility check looked at nothing`)
  }
  return `${screen}: nothing found by axe in light and dark`
}

/** Runs one journey on a fresh profile; everything it started is gone afterwards. */
export async function runJourney(browser: Browser, journey: Journey): Promise<JourneyResult> {
  const began = performance.now()
  const profile = mkdtempSync(join(tmpdir(), 'smeshdesk-journey-'))
  const work = mkdtempSync(join(tmpdir(), 'smeshdesk-outside-'))
  const places = { profile, work }
  await journey.prepare?.(places)
  const host = await startConsoleHost({ profile, env: journey.env?.(places) ?? {} })
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, colorScheme: 'dark', reducedMotion: 'reduce' })
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(`page error: ${error.message}`))
  page.on('console', (message) => message.type() === 'error' && faults.push(`console: ${message.text()}`))
  const seconds = () => Math.round((performance.now() - began) / 1000)
  try {
    await page.goto(host.link)
    const notes = await journey.run({ browser, context, page, host, profile, work })
    if (faults.length > 0) throw new Error(faults.join('; '))
    return { name: journey.name, passed: true, seconds: seconds(), notes, figures: journey.figures?.() }
  } catch (error) {
    await page.screenshot({ path: join(tmpdir(), `smeshdesk-${journey.name.replaceAll(/\W+/g, '-')}.png`) }).catch(() => undefined)
    return { name: journey.name, passed: false, seconds: seconds(), notes: [String(error), ...faults], figures: journey.figures?.() }
  } finally {
    await context.close()
    await host.end('SIGKILL')
    for (const folder of [profile, work]) {
      await endAllBelow(folder)
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    }
  }
}
