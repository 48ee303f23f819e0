import { expect, type Page } from '@playwright/test'
import { until } from '../host/until.ts'
import { bringIn } from './door.ts'
import type { WithRig } from './fixtures.ts'
import { claimsOf, journalsIn } from './journal-claims.ts'
import { note, type picture } from './looks.ts'
import { begin, moveWithWizard, planMove } from './move.ts'
import { shows } from './see.ts'

const minute = 60_000
const noPicture = () => Promise.resolve()
/** What the checks say when every node was asked for what it has loaded, and every other place was looked at. */
const askedOfAll = ['No node but A has loaded this key', 'No node outside the settings has this key', 'No other copy of this key is known']

const stateOf = (profile: string, batch: string) =>
  journalsIn(profile)
    .get(batch)
    ?.findLast(({ to }) => to !== null)?.to
const newBatch = (profile: string, known: ReadonlySet<string>) => [...journalsIn(profile).keys()].find((batch) => !known.has(batch))

/** Begins a move, waits until its key is out of use, and puts everything back by the screen. */
async function moveAndPutBack(page: Page, profile: string): Promise<void> {
  const known = new Set(journalsIn(profile).keys())
  await planMove(page, { identity: 'a2', from: 'A', to: 'B' }, noPicture)
  await begin(page)
  await until('the key is out of use', { deadlineMs: 5 * minute }, () => {
    const batch = newBatch(profile, known)
    return batch !== undefined && stateOf(profile, batch) === 'source-retired'
  })
  await page
    .getByRole('button', { name: /^Stop and put everything back/ })
    .first()
    .click()
  await page.getByRole('dialog').getByRole('button', { name: 'Put everything back' }).click()
  await page.getByRole('heading', { name: 'Put back.' }).waitFor({ timeout: 5 * minute })
}

function judge(profile: string, end: 'moved' | 'put-back', batch: string | undefined): void {
  const records = batch === undefined ? undefined : journalsIn(profile).get(batch)
  if (records === undefined) throw new Error('the move has no journal')
  const claims = claimsOf(end, records)
  const missing = claims.filter(({ holds }) => !holds).map(({ words }) => words)
  expect(missing, 'what the journal does not say').toEqual([])
  for (const { words } of claims) note(`${end}: ${words}`)
}

/** From an empty profile: a move to its end, one that is put back, and what their journals say. */
export async function handover({ rig, programs, page, profile }: WithRig): Promise<void> {
  await bringIn(page, rig, programs)
  await page.getByRole('link', { name: /Identities/ }).click()
  note(`a1 at A: ${(await shows(page, 'a1', [/ATX published/])).join(', ')}`)
  const checked: typeof picture = async (at, name) => {
    if (name !== 'checks') return
    const text = (await at.locator('main').textContent()) ?? ''
    for (const words of askedOfAll) note(`checks: ${text.includes(words) ? words : `NOT SEEN: ${words}`}`)
  }
  await moveWithWizard(page, { identity: 'a1', from: 'A', to: 'B' }, checked)
  const [first] = journalsIn(profile).keys()
  judge(profile, 'moved', first)
  await page.getByRole('link', { name: /Identities/ }).click()
  note(`a2 at A: ${(await shows(page, 'a2', [/ATX published/])).join(', ')}`)
  await moveAndPutBack(page, profile)
  judge(profile, 'put-back', newBatch(profile, new Set(first === undefined ? [] : [first])))
}
