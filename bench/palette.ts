import type { Page } from 'playwright'
import { serveGallery } from '../e2e/gallery/served.ts'
import { type BenchFigure, quantile } from './figure.ts'
import { launchBrowser } from './open-desk.ts'

const typed = ['p', 'po', 'pos', 'post', 'post7', 'post77', 'post77 ', 'post77 b', 'post77 ba', 'post77 bas', 'zq', 'start h']
const rounds = 5

/** Milliseconds from Ctrl K until the list stands, its part of the page being loaded. */
const opening = async (page: Page): Promise<number> => {
  const ms = await page.evaluate(async () => {
    const began = performance.now()
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'k', ctrlKey: true, bubbles: true, cancelable: true }))
    while (document.querySelector('[role=option]') === null && performance.now() - began < 5000)
      await new Promise((resolve) => setTimeout(resolve, 0))
    return performance.now() - began
  })
  return ms
}

/** Milliseconds that each text keeps the page busy, laid out, when it is typed. */
const typing = (page: Page): Promise<number[]> =>
  page.evaluate(
    async ([texts, times]) => {
      const field = document.querySelector<HTMLInputElement>('[role="combobox"]')
      const value = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')
      if (field === null) throw new Error('no palette')
      const taken: number[] = []
      for (const text of Array.from({ length: times }, () => texts).flat()) {
        const began = performance.now()
        value?.set?.call(field, text)
        field.dispatchEvent(new Event('input', { bubbles: true }))
        await Promise.resolve()
        field.closest('dialog')?.getBoundingClientRect()
        taken.push(performance.now() - began)
        await new Promise(requestAnimationFrame)
      }
      return taken
    },
    [typed, rounds] as const,
  )

/** The palette over 1,000 identities: some 4,000 things to find. */
export async function palette(): Promise<readonly BenchFigure[]> {
  const gallery = await serveGallery()
  const browser = await launchBrowser()
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    await page.goto(`${gallery.address}?scene=identities-many`)
    await page.waitForSelector('tr[data-id]')
    await opening(page)
    await typing(page)
    await page.keyboard.press('Escape')
    const opened = await opening(page)
    const taken = await typing(page)
    const baseline = `1,000 identities; ${typed.length} texts, ${rounds} times; median ${quantile(taken, 0.5).toFixed(1)} ms`
    return [
      {
        name: 'palette over 1,000 identities, opened',
        value: opened,
        unit: 'ms',
        bar: 50,
        want: 'below',
        baseline: 'from the keys to its list',
      },
      { name: 'palette over 1,000 identities, a letter, 95th', value: quantile(taken, 0.95), unit: 'ms', bar: 50, want: 'below', baseline },
    ]
  } finally {
    await browser.close()
    gallery.close()
  }
}
