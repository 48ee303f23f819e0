import { generateKeyPairSync } from 'node:crypto'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Page } from '@playwright/test'
import { keep, paste } from './door.ts'
import type { Surroundings } from './fixtures.ts'
import { checkAccess, note } from './looks.ts'

const minute = 60_000

/** A key as a node writes it: seed and public half in hex. */
function keyText(): string {
  const { d = '', x = '' } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })
  return [d, x].map((half) => Buffer.from(half, 'base64url').toString('hex')).join('')
}

const write = (path: string, text: string) => {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text, { mode: 0o600 })
}

const shows = (page: Page, words: string | RegExp) => page.getByRole('rowheader').getByText(words).first().waitFor({ timeout: minute })

/** A node by its folder alone: nothing of it runs. */
async function addNode(page: Page, folder: string): Promise<void> {
  await page.getByRole('link', { name: 'Add a node' }).click()
  await paste(page, 'Data folder', folder)
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('home')
  await keep(page, 'Add this node')
}

async function lookInto(page: Page, name: string): Promise<void> {
  const browser = page.getByRole('dialog')
  await page.getByRole('button', { name: 'Look in another folder…' }).click()
  const folders = browser.getByRole('list', { name: 'Folders' })
  await folders.getByRole('button').first().click()
  await folders.getByRole('button', { name }).click()
  await browser.getByRole('button', { name: 'Choose this folder' }).click()
  await browser.waitFor({ state: 'hidden' })
}

/** From an empty profile: a second folder that would load the same key is named by a person, seen, and gone once its file is. */
export async function keyCopies({ page, work }: Surroundings): Promise<void> {
  const key = keyText()
  write(join(work, 'spacemesh/identities/post1.key'), key)
  write(join(work, 'old/spacemesh/identities/renamed.key'), key.toUpperCase())
  await addNode(page, join(work, 'spacemesh'))
  await page.getByRole('link', { name: 'Key copies' }).click()
  await shows(page, 'One copy only')
  await page.getByText(/^1 file of 1 identity: .*there is advice for 1\./).waitFor()
  await checkAccess(page, 'Key copies, one too few')
  await lookInto(page, 'old')
  await shows(page, 'Two nodes could load it')
  await page.getByText(join(work, 'old/spacemesh/identities/renamed.key'), { exact: true }).waitFor()
  await checkAccess(page, 'Key copies, one too many')
  note('the same key under another name, in a folder that a person named, is one copy too many')
  rmSync(join(work, 'old/spacemesh/identities/renamed.key'))
  write(join(work, 'old/paper.txt'), key)
  await page.getByRole('button', { name: 'Look now' }).click()
  await shows(page, '1 identity in order')
  note('a backup that no node would load is in order')
  rmSync(join(work, 'old'), { recursive: true })
  await page.getByText('It is not there').waitFor({ timeout: minute })
  await shows(page, 'One copy only')
  note('a folder that is gone is said, and counts for no copy')
}
