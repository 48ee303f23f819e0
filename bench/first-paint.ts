import { rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright'
import { startConsoleHost } from '../e2e/host/console-host.ts'
import { type BenchFigure, quantile } from './figure.ts'
import { launchBrowser, newProfile } from './open-desk.ts'

const starts = 5

/** First contentful paint of what a fresh browser profile opens, in milliseconds from the beginning of the navigation. */
async function firstPaintMs(browser: Browser, address: string, then: (page: Page) => Promise<void>): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  await page.goto(address)
  await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0)
  const painted = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN)
  await then(page)
  await context.close()
  return painted
}

/** A page of one word, for the floor of this browser on this machine. */
async function startBare() {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html')
    response.end('<!doctype html><title>bare</title><p>bare')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, stop: () => server.close() }
}

/** From the moment a console host gives its address until a browser that opens it shows something, and until it shows the first screen. */
export async function firstPaint(): Promise<readonly BenchFigure[]> {
  const browser = await launchBrowser()
  const bare = await startBare()
  const painted: number[] = []
  const floor: number[] = []
  const shown: number[] = []
  for (let start = 0; start < starts; start += 1) {
    const profile = newProfile()
    floor.push(await firstPaintMs(browser, bare.address, async () => undefined))
    const host = await startConsoleHost({ profile })
    const began = performance.now()
    painted.push(
      await firstPaintMs(browser, host.link, async (page) => {
        await page.getByRole('heading', { level: 1 }).first().waitFor()
        shown.push(performance.now() - began)
      }),
    )
    await host.end('SIGTERM')
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  }
  bare.stop()
  await browser.close()
  const baseline = `a page of one word: ${quantile(floor, 0.5).toFixed(0)} ms; first screen complete, window and driver included: ${quantile(shown, 0.5).toFixed(0)} ms`
  return [
    { name: 'first paint of a ready host, median of 5', value: quantile(painted, 0.5), unit: 'ms', bar: 500, want: 'below', baseline },
  ]
}
