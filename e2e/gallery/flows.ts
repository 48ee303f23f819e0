import type { Page } from '@playwright/test'

/** Scenes that need a few clicks first; the part before the plus is the scene they start from. */
export const flows: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  'nodes+stop': async (page) => {
    await page.getByRole('listitem').filter({ hasText: 'diskA_post2' }).getByRole('button', { name: 'Stop…' }).click()
    await page.getByLabel(/^To confirm, type/).fill('stop diskA_')
  },
  'nodes+open': (page) => page.getByRole('button', { name: /diskA_post2/ }).click(),
  'drawer+more': (page) => page.getByLabel('What else can be done').click(),
  'log+open': (page) => page.getByRole('button', { name: 'Next error (N)' }).click(),
  'add-node+browse': async (page) => {
    await page.getByRole('button', { name: 'Browse…' }).first().click()
    await page.getByRole('button', { name: /srv/ }).click()
    await page.getByRole('button', { name: 'attic node data' }).waitFor()
  },
  'migrate-choose+chosen': choose,
  'migrate-checks-bad+checks': async (page) => {
    await choose(page)
    await page.getByRole('button', { name: 'Continue to the checks' }).click()
    await page.getByText('Another copy of this key').waitFor()
  },
  'migrate-choose+plan': async (page) => {
    await choose(page)
    await page.getByRole('button', { name: 'Continue to the checks' }).click()
    await page.getByRole('button', { name: 'Continue to the plan' }).click()
    await page.getByLabel('Nobody starts home during the move').check()
    await page.getByLabel(/^To confirm, type/).fill('7be1c')
  },
  'migrate-arming+typed': (page) => page.getByLabel(/^To arm, type/).fill('7be1c0d4:1'),
  'migrate-progress+abort': (page) => page.getByRole('button', { name: 'Stop and put everything back…' }).click(),
}

async function choose(page: Page): Promise<void> {
  await page.getByLabel('To', { exact: true }).selectOption('attic')
}
