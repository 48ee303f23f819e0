// Builds the gallery, serves it under the app's own content security policy, and looks at every scene in both themes at every size:
// names and states whole, nothing sideways, nothing covered, axe clean, no policy violation, no page error.
// With `--language pseudo` all of it in a second language, of which no word may be English.
// Run: node e2e/screens/main.ts [--pictures FOLDER] [--size NAME …] [--json FILE] [--language pseudo] [SCENE …]
import { mkdirSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type Browser, chromium } from '@playwright/test'
import { flows } from '../gallery/flows.ts'
import { serveGallery } from '../gallery/served.ts'
import { lookAt, type Seen, type Spoken, sizes } from './look.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    pictures: { type: 'string' },
    json: { type: 'string' },
    size: { type: 'string', multiple: true },
    language: { type: 'string', default: 'en' },
  },
})

async function scenesOf(browser: Browser, address: string): Promise<readonly string[]> {
  const page = await browser.newPage()
  await page.goto(address)
  await page.waitForSelector('h1')
  const known = await page.evaluate(() => (window as unknown as { galleryScenes: string[] }).galleryScenes)
  await page.close()
  return [...known, ...Object.keys(flows)].filter((name) => positionals.length === 0 || positionals.includes(name))
}

async function lookAtAll(): Promise<Seen & { readonly scenes: number }> {
  const folder = values.pictures ?? null
  const language: Spoken = values.language === 'pseudo' ? 'uk' : 'en'
  const at = sizes.filter(({ name }) => values.size === undefined || values.size.includes(name))
  const { address, close } = await serveGallery()
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium' })
  try {
    const scenes = await scenesOf(browser, address)
    const seen: Seen[] = []
    for (const scene of scenes) {
      const one = await lookAt(browser, address, { scene, language, folder, at })
      for (const fault of [...one.faults, ...one.leftovers]) console.log(fault)
      seen.push(one)
    }
    const sum = (of: (one: Seen) => number) => seen.reduce((total, one) => total + of(one), 0)
    return {
      scenes: scenes.length,
      looks: sum(({ looks }) => looks),
      axeLooks: sum(({ axeLooks }) => axeLooks),
      faults: seen.flatMap(({ faults }) => faults),
      leftovers: seen.flatMap(({ leftovers }) => leftovers),
    }
  } finally {
    await browser.close()
    close()
  }
}

if (values.pictures !== undefined) mkdirSync(values.pictures, { recursive: true })
const report = await lookAtAll()
if (values.json !== undefined) writeFileSync(values.json, JSON.stringify(report))
console.log(
  `${report.scenes} scenes, ${report.looks} looks, ${report.axeLooks} with axe: ${report.faults.length} faults, ${report.leftovers.length} left in English`,
)
process.exitCode = report.faults.length + report.leftovers.length === 0 ? 0 : 1
