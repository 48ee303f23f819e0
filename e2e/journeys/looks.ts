import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'

/** What a journey saw, for whoever reads its report. */
export function note(said: string): void {
  const { annotations, title } = test.info()
  annotations.push({ type: 'note', description: said })
  console.log(`${title}: ${said}`)
}

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
export async function checkAccess(page: Page, screen: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    const { violations, passes } = await new AxeBuilder({ page }).analyze()
    const found = violations.map(({ id, nodes }) => `${id} at ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
    expect(found, `${screen}, ${colorScheme}: what axe finds`).toEqual([])
    expect(passes.length, `${screen}: what axe looked at`).toBeGreaterThan(0)
  }
  note(`${screen}: nothing found by axe in light and dark`)
}
