import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { tenIdentities } from '../../testing/identities.ts'
import { giveLayout, renderApp } from '../../testing/render-app.tsx'
import { idOf } from '../../testing/rows.ts'
import { rig } from '../../testing/scene-states.ts'
import { asCsv, asJson } from './export.ts'
import { visibleRows } from './rows.ts'
import { readView } from './view.ts'

beforeEach(giveLayout)
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

const id = idOf('diskB_post2')
const row = tenIdentities[id]
if (row === undefined) throw new Error('no row')
const barn = { ...row, name: 'Barn, left', fileName: 'diskB_post2', note: 'Runs hot.\nAsk first.' }
const state = { ...rig, identities: { ...tenIdentities, [id]: barn } }

test('the drawer takes a name and a note from the keyboard alone, and gives the focus back', async () => {
  const { user, calls } = renderApp(`/identities/${id}`, { state: rig })
  const drawer = await screen.findByRole('complementary', { name: 'diskB_post2' })
  const opener = within(drawer).getByRole('button', { name: 'Name and note…' })
  opener.focus()
  await user.keyboard('{Enter}')
  const form = within(within(drawer).getByRole('form', { name: 'Name and note' }))
  expect(document.activeElement).toBe(form.getByLabelText('Name'))
  expect(form.getByText(/No file is renamed/).textContent).toContain('diskB_post2')
  await user.keyboard('Barn, left{Tab}Runs hot.{Control>}{Enter}{/Control}')
  await waitFor(() => expect(within(drawer).queryByRole('form')).toBeNull())
  expect(calls.at(-1)).toEqual({ path: 'identities.describe', input: { id, name: 'Barn, left', note: 'Runs hot.' } })
  expect(document.activeElement?.textContent).toBe('Name and note…')
})

test('Escape leaves the form and not the drawer; emptied fields take back what was given', async () => {
  const { user, calls } = renderApp(`/identities/${id}`, { state })
  const drawer = await screen.findByRole('complementary', { name: 'Barn, left' })
  expect(within(drawer).getByText(/^Runs hot\.\s+Ask first\.$/)).toBeTruthy()
  expect(within(drawer).getByText('in its files diskB_post2')).toBeTruthy()
  await user.click(within(drawer).getByRole('button', { name: 'Name and note…' }))
  await user.keyboard('{Escape}')
  expect(within(drawer).queryByRole('form')).toBeNull()
  await user.click(within(drawer).getByRole('button', { name: 'Name and note…' }))
  await user.clear(within(drawer).getByLabelText('Name'))
  await user.clear(within(drawer).getByLabelText('Note'))
  await user.click(within(drawer).getByRole('button', { name: 'Keep it' }))
  await waitFor(() => expect(calls.at(-1)).toEqual({ path: 'identities.describe', input: { id, name: null, note: null } }))
})

test('what would turn the writing around is not sent, and what is refused says why', async () => {
  const fail = () => Object.assign(new Error('x'), { code: 'bad_input' })
  const { user, calls } = renderApp(`/identities/${id}`, { state: rig, fail: (path) => (path === 'identities.describe' ? fail() : null) })
  const drawer = await screen.findByRole('complementary', { name: 'diskB_post2' })
  await user.click(within(drawer).getByRole('button', { name: 'Name and note…' }))
  await user.keyboard('a\u202Eb')
  const before = calls.length
  expect(within(drawer).getAllByText(/turns the writing around/).length).toBeGreaterThan(0)
  await user.keyboard('{Enter}')
  expect(calls).toHaveLength(before)
  await user.clear(within(drawer).getByLabelText('Name'))
  await user.keyboard('diskA_post1{Enter}')
  expect(await within(drawer).findByRole('alert')).toBeTruthy()
})

test('the table, the palette and Activity know it by both names and by its note', async () => {
  const view = readView(null)
  for (const query of ['barn', 'diskB_post2', 'runs hot'])
    expect(visibleRows(Object.values(state.identities), { ...view, query }).map(({ id: found }) => found)).toEqual([id])
  const { user } = renderApp('/activity', {
    state: { ...state, happenings: { k: { key: 'k', at: 0 as never, what: { is: 'ban-found', identity: id, name: 'diskB_post2' } } } },
  })
  expect(await screen.findByText(/Barn, left/, { selector: 'li span' })).toBeTruthy()
  await user.keyboard('{Control>}k{/Control}')
  const palette = within(await screen.findByRole('dialog', { name: 'Go to, or do' }))
  await user.keyboard('runs hot')
  expect(palette.getAllByRole('option')[0]?.textContent).toContain('Barn, left')
})

test('it goes along in what is exported', () => {
  const all = [barn, ...Object.values(tenIdentities).slice(0, 1)]
  const [head, line] = asCsv(all, ['name']).split('\r\n')
  expect([head, line]).toEqual(['Id,Identity,Note', `${id},"Barn, left","Runs hot.\nAsk first."`])
  expect(JSON.parse(asJson(all, ['name']))).toMatchObject([{ name: 'Barn, left', note: 'Runs hot.\nAsk first.' }, { note: null }])
})
