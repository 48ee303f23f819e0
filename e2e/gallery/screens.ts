// Builds the gallery, serves it under the app's own content security policy, and looks at every scene: a picture in both themes and
// two sizes, axe's findings, policy violations and page errors. Run: node e2e/gallery/screens.ts [FOLDER] [SCENE…]
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, chromium, type Page } from '@playwright/test'
import { flows } from './flows.ts'
import { serveGallery } from './served.ts'

const sizes = [
  { width: 1440, height: 900 },
  { width: 1024, height: 700 },
] as const
const themes = ['light', 'dark'] as const

interface Look {
  readonly scene: string
  readonly theme: string
  readonly size: { readonly width: number; readonly height: number }
  readonly folder: string
}

const errorsOf = (page: Page): string[] => {
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(`page error: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(`console: ${message.text()}`)
  })
  return errors
}

async function lookAt(browser: Browser, address: string, look: Look): Promise<string[]> {
  const context = await browser.newContext({ viewport: look.size, timezoneId: 'Europe/Berlin', reducedMotion: 'reduce' })
  const page = await context.newPage()
  try {
    const errors = errorsOf(page)
    await page.goto(`${address}?scene=${look.scene.split('+')[0]}&theme=${look.theme}`)
    await page.waitForSelector('h1')
    await flows[look.scene]?.(page)
    await page.evaluate(() => document.fonts.ready)
    await page.screenshot({ path: join(look.folder, `${look.scene}-${look.theme}-${look.size.width}.png`) })
    const { violations } = await new AxeBuilder({ page }).analyze()
    const found = violations.map(
      ({ id, nodes }) =>
        `axe ${id}: ${nodes.map(({ target, failureSummary }) => `${target.join(' ')} ${failureSummary?.split('\n')[1] ?? ''}`).join(' | ')}`,
    )
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
    return [...errors, ...found, ...(sideways ? ['scrolls sideways'] : [])]
  } finally {
    await context.close()
  }
}

async function main(folder: string, only: readonly string[]): Promise<number> {
  mkdirSync(folder, { recursive: true })
  const { address, close } = await serveGallery()
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium' })
  const page = await browser.newPage()
  await page.goto(address)
  await page.waitForSelector('h1')
  const known = await page.evaluate(() => (window as unknown as { galleryScenes: string[] }).galleryScenes)
  await page.close()
  let problems = 0
  for (const scene of [...known, ...Object.keys(flows)].filter((name) => only.length === 0 || only.includes(name)))
    for (const theme of themes)
      for (const size of sizes) {
        const found = await lookAt(browser, address, { scene, theme, size, folder })
        problems += found.length
        for (const problem of found) console.log(`${scene} ${theme} ${size.width}: ${problem}`)
      }
  await browser.close()
  close()
  console.log(`${problems} problems`)
  return problems === 0 ? 0 : 1
}

const [folder = 'test-results/gallery', ...only] = process.argv.slice(2)
process.exitCode = await main(folder, only)
