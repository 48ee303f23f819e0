import { serveGallery } from '../e2e/gallery/served.ts'
import { type BenchFigure, quantile } from './figure.ts'
import { launchBrowser } from './open-desk.ts'

const changes = 60
const rows = 1_000

/** The overview of 1,000 identities, all of which change at once, again and again: how long each keeps the page busy. */
export async function overview(): Promise<readonly BenchFigure[]> {
  const gallery = await serveGallery()
  const browser = await launchBrowser()
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    await page.goto(`${gallery.address}?scene=overview-thousand`)
    await page.getByRole('heading', { name: 'All 1,000 are on course.' }).waitFor()
    const taken = await page.evaluate(
      async ([times, count]) => {
        const all: number[] = []
        for (let turn = 0; turn < times; turn += 1) {
          all.push(window.galleryChange(count))
          await new Promise(requestAnimationFrame)
        }
        return all
      },
      [changes, rows] as const,
    )
    const baseline = `${rows} rows changed, ${changes} times; median ${quantile(taken, 0.5).toFixed(1)} ms`
    return [
      { name: 'overview of 1,000 identities, longest update', value: Math.max(...taken), unit: 'ms', bar: 1_000, want: 'below', baseline },
    ]
  } finally {
    await browser.close()
    gallery.close()
  }
}
