import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { base64OfHex } from '../../format/ids.ts'
import { manyIdentities } from '../../testing/identities.ts'
import { giveLayout, renderApp } from '../../testing/render-app.tsx'
import { emptyState, galleryNow } from '../../testing/rig.ts'
import { idOf } from '../../testing/rows.ts'
import { rig } from '../../testing/scene-states.ts'
import { scenes } from '../../testing/scenes.ts'
import { entriesOf } from './entries.ts'
import { found } from './fuzzy.ts'

beforeEach(giveLayout)
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

const open = async (state = rig, route = '/nodes') => {
  const app = renderApp(route, { state })
  await screen.findByRole('heading', { name: 'Nodes', level: 1 })
  await app.user.keyboard('{Control>}k{/Control}')
  const field = await screen.findByRole('combobox')
  await waitFor(() => expect(document.activeElement).toBe(field))
  const chosen = () => screen.getAllByRole('option').find((one) => one.getAttribute('aria-selected') === 'true')?.textContent ?? ''
  return { ...app, chosen }
}

it('goes to an identity by letters of its name, with keys alone, and gives the focus to its screen', async () => {
  const { user, chosen } = await open()
  await user.keyboard('dskEp1')
  expect(chosen()).toContain('diskE_post1Identity')
  await user.keyboard('{Enter}')
  expect(await screen.findByRole('complementary', { name: 'diskE_post1' })).toBeTruthy()
  expect(screen.queryByRole('combobox')).toBeNull()
})

it('goes to every screen of the rail, and to what is found here', () => {
  const goals = entriesOf(rig, galleryNow).flatMap(({ does }) => (does.is === 'go' ? [does.to] : []))
  expect(goals).toEqual(
    expect.arrayContaining(['/overview', '/identities', '/migrate', '/keys', '/nodes', '/activity', '/settings', '/found']),
  )
})

it('copies an id as hex and as base64, found by either', async () => {
  const { user } = await open()
  const id = idOf('diskA_post2')
  await user.keyboard('diskA_post2 base64{Enter}')
  expect(await screen.findByText('Copied.')).toBeTruthy()
  expect(await navigator.clipboard.readText()).toBe(base64OfHex(id))
  await user.clear(screen.getByRole('combobox'))
  await user.keyboard(`${id.slice(0, 12)}`)
  expect(screen.getAllByRole('option')).toHaveLength(1)
  await user.clear(screen.getByRole('combobox'))
  await user.keyboard('diskA_post2 hex{Enter}')
  await waitFor(async () => expect(await navigator.clipboard.readText()).toBe(id))
})

it('says why an act is closed, and does not run it', async () => {
  const { user, calls, chosen } = await open()
  await user.keyboard('start home')
  expect(chosen()).toContain('It runs.')
  await user.keyboard('{Enter}')
  expect(await screen.findByText('Not now. It runs.')).toBeTruthy()
  expect(calls).toEqual([])
})

it('starts what stands still, and only opens the dialog of what could lose something', async () => {
  const { user, calls } = await open()
  await user.keyboard('start diskB_post2{Enter}')
  await waitFor(() => expect(calls).toEqual([{ path: 'services.start', input: { name: 'diskB_post2' } }]))
  await waitFor(() => expect(screen.queryByRole('combobox')).toBeNull())
  await user.keyboard('{Control>}k{/Control}')
  await screen.findByRole('combobox')
  await user.keyboard('stop diskA_post2{Enter}')
  const dialog = await screen.findByRole('dialog', { name: 'Stop diskA_post2’s PoST service?' })
  expect(within(dialog).getByRole('textbox')).toBeTruthy()
  expect(calls).toHaveLength(1)
  await user.keyboard('{Escape}')
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(calls).toHaveLength(1)
})

it('chooses with the arrows round and round, and is left with Escape', async () => {
  const { user, chosen } = await open()
  const first = chosen()
  await user.keyboard('{ArrowDown}')
  expect(chosen()).not.toBe(first)
  await user.keyboard('{ArrowUp}{ArrowUp}')
  expect(chosen()).toBe(screen.getAllByRole('option').at(-1)?.textContent)
  await user.keyboard('{Escape}')
  await waitFor(() => expect(screen.queryByRole('combobox')).toBeNull())
})

it('is there on the start page, with what can be done without a rig', async () => {
  const { user, calls } = renderApp('/welcome', { state: emptyState })
  await screen.findByRole('button', { name: 'Start the simulation' })
  await user.keyboard('{Control>}k{/Control}')
  await screen.findByRole('combobox')
  expect(screen.getAllByRole('option').map(({ textContent }) => textContent)).toEqual([
    'SettingsScreen',
    'Settings: notificationsScreen',
    'Find what runs hereScreen',
    'Add a nodeScreen',
    'New networkScreen',
    'Add a PoST serviceScreen',
    'Start pageScreen',
    'Run the doctorDoctor',
    'Start the simulationSimulation',
  ])
  await user.keyboard('start the{Enter}')
  await waitFor(() => expect(calls).toContainEqual({ path: 'rig.startSimulated', input: null }))
  await waitFor(() => expect(screen.queryByRole('combobox')).toBeNull())
  expect(entriesOf(rig, galleryNow).map(({ said }) => said)).not.toContain('Start the simulation')
})

it('holds every screen, node, service and identity, each once', () => {
  const entries = entriesOf(rig, galleryNow)
  const goes = entries.flatMap(({ does }) => (does.is === 'go' ? [does.to] : []))
  for (const to of [
    '/identities',
    '/activity',
    '/migrate',
    '/nodes/home',
    '/nodes/attic',
    '/logs/service/diskA_post2',
    `/identities/${idOf('diskE_post1')}`,
  ])
    expect(goes).toContain(to)
  expect(new Set(entries.map(({ key }) => key)).size).toBe(entries.length)
  const simulated = scenes.simulation?.state
  expect(entriesOf(simulated ?? rig, galleryNow).map(({ said }) => said)).toContain('Simulation: Pause')
})

it('finds among a thousand: every word somewhere, beginnings first, letters that lie near', () => {
  const many = entriesOf({ ...rig, identities: manyIdentities(1000) }, galleryNow)
  const [first] = Object.values(manyIdentities(1000))
  expect(found(many, `${first?.name} hex`)[0]?.does).toMatchObject({ is: 'copy' })
  const hays = ['nodes', 'add a node', 'second node of home', 'n o t h i n g o d e'].map((hay) => ({ said: hay, hay }))
  expect(found(hays, 'node').map(({ hay }) => hay)).toEqual(['nodes', 'add a node', 'second node of home'])
  expect(found(hays, 'ad nd').map(({ hay }) => hay)).toEqual(['add a node'])
  expect(found(hays, 'zzz')).toEqual([])
})
