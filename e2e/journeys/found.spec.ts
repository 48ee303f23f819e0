import type { Page } from '@playwright/test'
import type { OutsideRig } from '../rig/outside-rig.ts'
import { createBook } from '../troubles/book.ts'
import { foundThroughAnEpoch } from '../troubles/found-epoch.ts'
import { named, onPrograms, outside } from './fixtures.ts'
import { note } from './looks.ts'
import { chooseOnly } from './whole-rig.ts'

const minute = 60_000

// All of it runs before the app does. A trace of it all makes a machine busy.
outside.use({ without: [], speed: 1, trace: 'off' })
outside.describe.configure({ timeout: 30 * minute })

/** From an empty profile: one look, one choice. */
async function takeAll(page: Page, { folder, nodes, services }: OutsideRig): Promise<void> {
  const count = nodes.length + services.length
  await page.getByRole('link', { name: 'Find what runs here' }).click()
  await chooseOnly(page, folder)
  await page.getByRole('button', { name: `Add ${count} entries` }).click({ timeout: minute })
  await page.getByText(`${count} entries added.`).waitFor({ timeout: minute })
  await page.getByRole('link', { name: 'Look at my rig' }).click()
}

outside(onPrograms('a rig found and told right through an epoch'), named, async ({ rig, speed, page, context, host, profile, work }) => {
  const around = { page, context, host, profile, work }
  for (const said of await foundThroughAnEpoch(around, rig, { speed, book: createBook(), takeAll })) note(said)
})
