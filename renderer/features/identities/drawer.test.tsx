import { act, cleanup, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Epoch } from '../../../electron/contract/model/basics.ts'
import type { IdentityRow } from '../../../electron/contract/model/identity.ts'
import { tenIdentities } from '../../testing/identities.ts'
import { giveLayout, renderApp } from '../../testing/render-app.tsx'
import { galleryNow } from '../../testing/rig.ts'
import { idOf, rigName } from '../../testing/rows.ts'
import { rig } from '../../testing/scene-states.ts'

beforeEach(giveLayout)
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

const id = idOf('diskB_post2')
const show = (part: Partial<IdentityRow> = {}) => {
  const row = tenIdentities[id]
  if (!row) throw new Error('no row')
  return renderApp(`/identities/${id}`, { state: { ...rig, identities: { ...tenIdentities, [id]: { ...row, ...part } } } })
}
const drawer = () => screen.findByRole('complementary', { name: 'diskB_post2' })

describe('the drawer', () => {
  it('has one button, the act that helps most, and folds the rest', async () => {
    const { calls, user } = show({ act: { do: 'start-service', name: rigName('diskB_post2') } })
    const shown = await drawer()
    const start = within(shown).getByRole('button', { name: 'Start diskB_post2’s service' })
    await user.click(start)
    expect(calls.filter(({ path }) => !path.startsWith('history.')).at(-1)).toEqual({
      path: 'services.start',
      input: { name: 'diskB_post2' },
    })
    const more = shown.querySelector('details')
    expect(more?.open).toBe(false)
    await user.click(within(shown).getByLabelText('What else can be done'))
    expect(more?.open).toBe(true)
    await user.keyboard('{Escape}')
    expect(more?.open).toBe(false)
    expect(screen.getByRole('complementary', { name: 'diskB_post2' })).toBeTruthy()
  })

  it('shows evidence, then files and paths, and what the node told last', async () => {
    show()
    const shown = await drawer()
    const sections = within(shown)
      .getAllByRole('region')
      .map((section) => section.getAttribute('aria-label'))
      .filter((label) => label !== null)
    expect(sections.slice(1)).toEqual([
      'Who says what',
      'History over epochs',
      'Proof speeds',
      'Key files',
      'PoST data',
      'Command line of its service',
      'ATXs and rewards',
      'What its node told',
      'All that is remembered',
    ])
  })

  it('says first of all where a key lies twice: node, whole path, and a way to copy it', async () => {
    const keyFiles: IdentityRow['keyFiles'] = [
      { path: '/data/home/identities/b2.key', node: rigName('home'), state: 'loadable', defect: null },
      { path: '/data/attic/identities/copy of b2.key', node: rigName('attic'), state: 'loadable', defect: null },
      { path: '/backup/b2.key', node: null, state: 'elsewhere', defect: null },
    ]
    const cell = { key: 'duplicate', post: 'idle', operator: 'off', event: 'none' } as const
    show({ state: 'key-twice', tone: 'bad', cell, keyFiles })
    const first = within(await drawer()).getByRole('region', { name: 'Key twice' })
    const said = first.textContent ?? ''
    expect(said).toContain('node home/data/home/identities/b2.key')
    expect(said).toContain('node attic/data/attic/identities/copy of b2.key')
    expect(said).not.toContain('/backup/b2.key')
    expect(said.indexOf('/data/home')).toBeLessThan(said.indexOf('The same key lies'))
    expect(within(first).getAllByRole('button', { name: 'Copy the path' })).toHaveLength(2)
    expect(within(first).queryByText('Move it…')).toBeNull()
  })
})

describe('the list', () => {
  it('moves no row away under the pointer, and sorts again when the pointer leaves', async () => {
    const { change, user } = show()
    await screen.findByRole('link', { name: 'diskA_post1' })
    const order = () => screen.getAllByRole('row').flatMap((row) => row.querySelector('td a')?.textContent ?? [])
    const before = order()
    const last = before.at(-1) ?? ''
    await user.hover(screen.getByRole('link', { name: before[0] ?? '' }))
    const row = tenIdentities[idOf(last)]
    if (!row) throw new Error('no row')
    act(() => change({ identities: { [row.id]: { ...row, state: 'banned', tone: 'bad', attention: true } } }))
    expect(order()).toEqual(before)
    await user.unhover(screen.getByRole('link', { name: before[0] ?? '' }))
    await user.hover(screen.getByRole('searchbox'))
    await waitFor(() => expect(order()[0]).toBe(last))
  })

  it('says the time of what was last heard when Smeshdesk is gone, and keeps no age counting', async () => {
    const { desk } = show()
    await screen.findByRole('link', { name: 'diskA_post1' })
    act(() => desk.store.setState({ link: { kind: 'lost', since: galleryNow - 15_000 } }))
    expect(screen.getAllByText(/^at \d\d:\d\d$/)).toHaveLength(10)
    expect(screen.getByText(/^last heard \d\d:\d\d$/)).toBeTruthy()
  })

  it('says so when an address names an identity that is not there', async () => {
    renderApp(`/identities/${'ab'.repeat(32)}`, { state: rig })
    expect(await screen.findByText(/No identity here has the id ababab…abab/)).toBeTruthy()
  })

  it('goes to the search by a slash, and shows all keys by a question mark', async () => {
    const { user } = renderApp('/identities', { state: rig })
    const search = await screen.findByRole('searchbox')
    await user.keyboard('/')
    expect(document.activeElement).toBe(search)
    expect((search as HTMLInputElement).value).toBe('')
    search.blur()
    await user.keyboard('?')
    expect((await screen.findByRole('dialog')).textContent).toContain('Find on this screen')
  })
})

it('says that a screen does not exist', async () => {
  renderApp('/nope', { state: rig })
  expect(await screen.findByText('There is no such screen')).toBeTruthy()
})

it('says in the open when nobody looked, and what was lost and not seen yet', async () => {
  const hour = 3_600_000
  const gap = { node: null, cause: 'closed', since: galleryNow - 2 * hour, until: galleryNow - hour }
  const row = tenIdentities[id]
  if (!row) throw new Error('no row')
  const unseenLoss = { epochs: 17, from: 3 as Epoch, to: 19 as Epoch }
  renderApp(`/identities/${id}`, {
    state: { ...rig, identities: { ...tenIdentities, [id]: { ...row, unseenLoss } } },
    answers: { 'history.events': { entries: [], more: false, gaps: [gap], forgotten: null } },
  })
  const shown = within(await drawer())
  expect(await shown.findByText(/^Not observed from .+ to .+: Smeshdesk was closed$/)).toBeTruthy()
  expect(shown.getByText('17 epochs, 3 to 19, were lost, and not seen by you yet.')).toBeTruthy()
})
