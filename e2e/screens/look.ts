import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from '@playwright/test'
import { english, type Words } from '../../renderer/words/en/index.ts'
import { flows } from '../gallery/flows.ts'
import { outsideWords } from '../words/outside.ts'
import { pseudoWords } from '../words/pseudo.ts'
import { judgePage } from './in-page.ts'
import { leftoverWords } from './leftover.ts'

export interface Size {
  readonly name: string
  readonly width: number
  readonly height: number
}

/** Windows as people have them, and those at 200 % (WCAG 1.4.10): zooming leaves a page half of its pixels to be laid out in. */
export const sizes: readonly Size[] = [
  { name: '1440', width: 1440, height: 900 },
  { name: '1366', width: 1366, height: 768 },
  { name: '1280', width: 1280, height: 800 },
  { name: '1181', width: 1181, height: 760 },
  { name: '1024', width: 1024, height: 700 },
  { name: '800x500', width: 800, height: 500 },
  { name: '640x400', width: 640, height: 400 },
  { name: '512x350', width: 512, height: 350 },
]
const themes = ['light', 'dark'] as const
/** axe looks where colours are others, and where the page is laid out in another way. */
const axeAt: readonly string[] = ['light 1440', 'dark 1440', 'light 640x400']

/** By tag. The second language goes by one that screen readers know, and no English word may be left in it. */
const spoken: Readonly<Record<'en' | 'uk', Words>> = { en: english, uk: pseudoWords }
export type Spoken = keyof typeof spoken

export interface Look {
  readonly scene: string
  readonly language: Spoken
  /** For pictures; none without. */
  readonly folder: string | null
  readonly at: readonly Size[]
}
export interface Seen {
  readonly looks: number
  readonly axeLooks: number
  readonly faults: readonly string[]
  /** Of a second language: what is said in English all the same. */
  readonly leftovers: readonly string[]
}

const errorsOf = (page: Page): string[] => {
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(`page error: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(`console: ${message.text()}`)
  })
  return errors
}

const axeFaults = async (page: Page): Promise<string[]> => {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.map(
    ({ id, nodes }) =>
      `axe ${id}: ${nodes.map(({ target, failureSummary }) => `${target.join(' ')} ${failureSummary?.split('\n')[1] ?? ''}`).join(' | ')}`,
  )
}

/** While something is told as finished it must cover nothing either. */
const finish = (page: Page) => page.evaluate(() => (window as unknown as { galleryFinish: () => void }).galleryFinish())

interface Place {
  readonly theme: (typeof themes)[number]
  readonly size: Size
}

async function lookOnce(page: Page, { theme, size }: Place, look: Look): Promise<{ faults: string[]; axe: boolean }> {
  await page.setViewportSize({ width: size.width, height: size.height })
  // What is laid out by what was measured is so at the second drawing.
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))
  const width = await page.evaluate(() => window.innerWidth)
  const axe = axeAt.includes(`${theme} ${size.name}`)
  const found = [
    ...(width === size.width ? [] : [`looked at ${width} px instead`]),
    ...(await page.evaluate(judgePage)),
    ...(axe ? await axeFaults(page) : []),
  ]
  if (look.folder !== null) await page.screenshot({ path: join(look.folder, `${look.scene}-${theme}-${size.name}.png`) })
  return { faults: found.map((fault) => `${look.scene} ${theme} ${size.name}: ${fault}`), axe }
}

/** One scene, loaded once, in both themes at these sizes. */
export async function lookAt(browser: Browser, address: string, look: Look): Promise<Seen> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    timezoneId: 'Europe/Berlin',
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  const errors = errorsOf(page)
  const faults: string[] = []
  const leftovers: string[] = []
  let axeLooks = 0
  try {
    await page.addInitScript((language) => localStorage.setItem('smeshdesk-language', language), look.language)
    await page.goto(`${address}?scene=${look.scene.split('+')[0]}&theme=light`)
    await page.waitForSelector('h1')
    await flows[look.scene]?.(page, spoken[look.language])
    await page.evaluate(() => document.fonts.ready)
    await finish(page)
    if (look.language !== 'en')
      leftovers.push(...(await page.evaluate(leftoverWords, await outsideWords())).map((said) => `${look.scene}: ${said}`))
    for (const theme of themes) {
      await page.evaluate((name) => {
        document.documentElement.dataset.theme = name
      }, theme)
      for (const size of look.at) {
        const seen = await lookOnce(page, { theme, size }, look)
        faults.push(...seen.faults)
        axeLooks += seen.axe ? 1 : 0
      }
    }
  } catch (error) {
    faults.push(`${look.scene}: ${String(error).split('\n')[0]}`)
  } finally {
    await context.close()
  }
  faults.push(...errors.map((error) => `${look.scene}: ${error}`))
  return { looks: themes.length * look.at.length, axeLooks, faults, leftovers }
}
