import type { Page } from 'playwright'
import { until } from '../host/until.ts'
import { makeOutsideRig, type OutsideRig, startOutsideRig } from '../rig/outside-rig.ts'
import type { picture } from './browser.ts'
import { bringIn } from './door.ts'
import { claimsOf, journalsIn } from './journal-claims.ts'
import type { Journey } from './journey.ts'
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

function judged(profile: string, end: 'moved' | 'put-back', batch: string | undefined): string[] {
  const records = batch === undefined ? undefined : journalsIn(profile).get(batch)
  if (records === undefined) throw new Error('the move has no journal')
  const claims = claimsOf(end, records)
  const missing = claims.filter(({ holds }) => !holds)
  if (missing.length > 0) throw new Error(`the journal does not say that ${missing.map(({ words }) => words).join('; nor that ')}`)
  return claims.map(({ words }) => `${end}: ${words}`)
}

/** From an empty profile: a move to its end, one that is put back, and what their journals say; `null` for simulated programs. */
export const handoverJourney = (programs: string | null): Journey => {
  let rig: OutsideRig | null = null
  return {
    name: programs === null ? 'a move and one put back, by their journals' : 'real programs: a move and one put back, by their journals',
    env: ({ work }) => ({ HOME: work }),
    prepare: async ({ work }) => {
      rig = await makeOutsideRig(work, programs)
      await startOutsideRig(rig, ['b1'])
    },
    run: async ({ page, profile }) => {
      if (rig === null) throw new Error('nothing was prepared')
      const notes = await bringIn(page, rig, programs === null ? ['programs', 'go-spacemesh'] : [])
      await page.getByRole('link', { name: /Identities/ }).click()
      notes.push(`a1 at A: ${(await shows(page, 'a1', [/ATX published/])).join(', ')}`)
      const checked: typeof picture = async (at, name) => {
        if (name !== 'checks') return
        const text = (await at.locator('main').textContent()) ?? ''
        notes.push(...askedOfAll.map((words) => `checks: ${text.includes(words) ? words : `NOT SEEN: ${words}`}`))
      }
      notes.push(...(await moveWithWizard(page, { identity: 'a1', from: 'A', to: 'B' }, checked)))
      const [first] = journalsIn(profile).keys()
      notes.push(...judged(profile, 'moved', first))
      await page.getByRole('link', { name: /Identities/ }).click()
      notes.push(`a2 at A: ${(await shows(page, 'a2', [/ATX published/])).join(', ')}`)
      await moveAndPutBack(page, profile)
      notes.push(...judged(profile, 'put-back', newBatch(profile, new Set(first === undefined ? [] : [first]))))
      return notes
    },
  }
}
