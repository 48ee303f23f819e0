import { act, cleanup, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Epoch } from '../electron/contract/model/basics.ts'
import type { IdentityRow } from '../electron/contract/model/identity.ts'
import type { Confirmation } from '../electron/contract/model/migration.ts'
import { tenIdentities } from './testing/identities.ts'
import { moveBatch, movePlan } from './testing/move.ts'
import { giveLayout, renderApp } from './testing/render-app.tsx'
import { emptyState, galleryNow, nodeRow } from './testing/rig.ts'
import { idOf, instant, rigName } from './testing/rows.ts'
import { rig } from './testing/scene-states.ts'

const serviceArguments = ['--dir', '/data/post1', '--address', 'http://127.0.0.1:9094', '--threads', '2']

beforeEach(giveLayout)
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

describe('welcome', () => {
  it('waits for a rig that is being opened, and goes to it', async () => {
    const { change } = renderApp('/', {
      state: { ...emptyState, rig: { ...emptyState.rig, starting: { step: 'opening', done: 0, of: 1 } } },
    })
    expect(screen.queryByRole('button', { name: 'Start the simulation' })).toBeNull()
    act(() => change({ ...rig, rig: rig.rig }))
    expect(await screen.findByRole('heading', { name: 'Eight of ten are on course. Two need you.' })).toBeTruthy()
  })

  it('starts the simulation, shows its steps, and says why SMApp comes later', async () => {
    const { user, calls, change } = renderApp('/', { state: emptyState })
    await user.click(await screen.findByRole('button', { name: 'Start the simulation' }))
    expect(calls.filter(({ path }) => path.startsWith('rig.'))).toEqual([{ path: 'rig.startSimulated', input: null }])
    act(() => change({ rig: { ...emptyState.rig, starting: { step: 'nodes', done: 4, of: 7 } } }))
    expect(screen.getByRole('status').textContent).toContain('4 of 7')
    const smapp = screen.getByRole('button', { name: 'Choose its folder' })
    expect(smapp.getAttribute('aria-disabled')).toBe('true')
    expect(document.getElementById(smapp.getAttribute('aria-describedby') ?? '')?.textContent).toContain('Not in this version')
  })
  it('says at the door what runs here already, and leads to it', async () => {
    const { user, calls } = renderApp('/', { state: emptyState })
    const door = within(await screen.findByRole('region', { name: 'Use my rig' }))
    expect(await door.findByText(/^Found on this computer: 2 nodes/)).toBeTruthy()
    // No tool of containers runs because this page was opened.
    expect(calls.filter(({ path }) => path === 'door.find')).toEqual([{ path: 'door.find', input: { containers: false } }])
    await user.click(door.getByRole('link', { name: 'Add a node' }))
    expect(await screen.findByRole('heading', { name: 'Found 2 nodes on this computer' })).toBeTruthy()
  })
  it('keeps simulated and real apart', async () => {
    renderApp('/welcome', { state: rig })
    const start = await screen.findByRole('button', { name: 'Start the simulation' })
    expect(start.getAttribute('aria-disabled')).toBe('true')
  })
})

describe('settings that can’t be read', () => {
  const problem = {
    code: 'settings-broken' as const,
    detail: 'unknown field nods',
    settings: { file: '/p/settings.json', is: 'unknown-field' as const, line: 4, field: 'nods', meant: 'nodes' },
  }
  const broken = { ...emptyState, rig: { ...emptyState.rig, problem } }
  it('come first, with file, line, field, what was meant and the path, instead of the promise', async () => {
    const { user, calls } = renderApp('/', { state: broken })
    const fault = await screen.findByRole('alert')
    expect(fault.textContent).toContain('settings.json, line 4: “nods” is not known. Did you mean “nodes”?')
    expect(fault.textContent).toContain('/p/settings.json')
    expect(screen.queryByText(/Every proof on time/)).toBeNull()
    const [newest] = await within(fault).findAllByRole('button', { name: /^Restore the version of/ })
    await user.click(newest ?? fault)
    expect(calls.at(-1)).toEqual({ path: 'rig.restoreSettings', input: { name: '000007.json' } })
  })
  it('leave the doctor within reach, who is needed then most', async () => {
    const { user } = renderApp('/nodes', { state: broken })
    await user.click(await screen.findByRole('link', { name: 'Doctor' }))
    expect(await screen.findByRole('heading', { name: 'Doctor' })).toBeTruthy()
    await user.click(await screen.findByRole('link', { name: 'Support bundle' }))
    expect(await screen.findByRole('heading', { name: 'Support bundle' })).toBeTruthy()
  })
  it('are never shown as a rig without identities', async () => {
    renderApp('/identities', { state: broken })
    await screen.findAllByText(/“nods” is not known/)
    expect(screen.queryByText(/No identities/)).toBeNull()
    expect(screen.queryByText(/0 identities/)).toBeNull()
    expect(screen.queryByText('none yet')).toBeNull()
    expect(screen.getByText('could not be read')).toBeTruthy()
  })
})

describe('identities', () => {
  it('opens a drawer from the row and gives the focus back on Escape', async () => {
    const { user } = renderApp('/identities', { state: rig })
    const row = await screen.findByRole('link', { name: 'diskE_post1' })
    await user.click(row)
    const drawer = await screen.findByRole('complementary', { name: 'diskE_post1' })
    expect(within(drawer).getByText('DoneProving')).toBeTruthy()
    expect(within(drawer).getByText('No proof of malfeasance')).toBeTruthy()
    await user.keyboard('{Escape}')
    await waitFor(() => expect(screen.queryByRole('complementary', { name: 'diskE_post1' })).toBeNull())
    await waitFor(() => expect(document.activeElement?.id).toBe(`identity-${idOf('diskE_post1')}`))
  })
  it('filters, finds, and says when nothing fits', async () => {
    const { user } = renderApp('/identities', { state: rig })
    await user.click(await screen.findByRole('radio', { name: /Needs you/ }))
    expect(screen.getAllByRole('row')).toHaveLength(3)
    await user.type(screen.getByRole('searchbox', { name: 'Name, id, disk, state' }), 'nowhere')
    expect(screen.getByText('Nothing fits')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Show all' }))
    expect(screen.getAllByRole('row').length).toBeGreaterThan(9)
  })
  it('shows an unknown state and an unknown check by their own keys', async () => {
    const row = Object.values(tenIdentities)[0]
    if (!row) throw new Error('no row')
    const odd = { ...row, state: 'brand-new-state' as IdentityRow['state'] }
    renderApp(`/identities/${row.id}`, { state: { ...rig, identities: { [row.id]: odd } } })
    expect((await screen.findAllByText('brand-new-state')).length).toBeGreaterThan(1)
  })
})

describe('nodes', () => {
  it('stops a service only with the typed words, and says what is lost', async () => {
    const { user, calls } = renderApp('/nodes/home', { state: rig })
    await screen.findByRole('heading', { name: 'Nodes', level: 1 })
    const item = (await screen.findByText('diskA_post2')).closest('li')
    await user.click(within(item ?? document.body).getByRole('button', { name: 'Stop…' }))
    const dialog = await screen.findByRole('dialog')
    expect(dialog.textContent).toContain('43 %')
    const stop = within(dialog).getByRole('button', { name: 'Stop and lose the proof' })
    await user.click(stop)
    expect(calls).toEqual([])
    await user.type(within(dialog).getByLabelText(/^To confirm, type/), 'stop diskA_post2')
    await user.click(stop)
    expect(calls).toEqual([{ path: 'services.stop', input: { name: 'diskA_post2', words: 'stop:diskA_post2' } }])
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  })
  it('says why a start is closed, in words', async () => {
    renderApp('/nodes/home', { state: rig })
    expect(await screen.findByText('It was not started by Smeshdesk, which touches only what it started.')).toBeTruthy()
  })
  it('adds a node by a folder that was browsed to; what was read of it fills the rest', async () => {
    const { user, calls } = renderApp('/nodes/add', { state: emptyState })
    await user.click((await screen.findAllByRole('button', { name: 'Browse…' }))[0] ?? document.body)
    await user.click(await screen.findByRole('button', { name: /srv/ }))
    await user.click(await screen.findByRole('button', { name: /attic/ }))
    await user.click(await screen.findByRole('button', { name: 'Choose this folder' }))
    await waitFor(() => expect((screen.getByLabelText('Post') as HTMLInputElement).value).toBe('127.0.0.1:9094'))
    await user.clear(screen.getByLabelText('Private'))
    expect((screen.getByLabelText('Name') as HTMLInputElement).value).toBe('attic')
    await waitFor(() => expect(screen.getByRole('button', { name: 'Add this node' }).getAttribute('aria-disabled')).toBeNull())
    await user.click(screen.getByRole('button', { name: 'Add this node' }))
    const added = calls.find(({ path }) => path === 'rig.addNode')
    expect(added?.input).toMatchObject({
      name: 'attic',
      dataFolder: 'h-attic',
      program: 'h-go-spacemesh',
      arguments: ['-c', '/data/attic.json', '-d', '/data/attic'],
      addresses: { public: '127.0.0.1:9092', private: null, post: '127.0.0.1:9094' },
    })
  })
  it('takes a pasted path as text, and shows what is wrong with another one', async () => {
    const { user, calls } = renderApp('/nodes/add', { state: emptyState })
    await user.click(await screen.findByLabelText('Data folder'))
    await user.paste('"/data/attic/"')
    await screen.findByText('A node’s data folder')
    expect(calls.find(({ path }) => path === 'folders.named')?.input).toEqual({ text: '"/data/attic/"', kind: 'folder' })
    expect((screen.getByLabelText('Data folder') as HTMLInputElement).value).toBe('/data/attic')
  })
  it('offers what runs here, and fills the form from it alone', async () => {
    const { user, calls } = renderApp('/nodes/add', { state: emptyState })
    expect(await screen.findByRole('heading', { name: 'Found 2 nodes on this computer' })).toBeTruthy()
    await user.click(screen.getAllByRole('button', { name: 'Use it' })[0] ?? document.body)
    expect((screen.getByLabelText('Public') as HTMLInputElement).value).toBe('127.0.0.1:9092')
    await waitFor(() => expect(screen.getAllByText('go-spacemesh 1.7.6, mainnet, synced').length).toBeGreaterThan(0))
    expect(calls.some(({ path }) => path.startsWith('rig.'))).toBe(false)
  })
  it('corrects an entry and leaves alone what nobody touched', async () => {
    const { user, calls } = renderApp('/services/diskA_post2/edit', { state: rig })
    const operator = await screen.findByLabelText('Operator address')
    await user.clear(operator)
    await user.type(operator, '127.0.0.1:50099')
    const keep = await screen.findByRole('button', { name: 'Keep the changes' })
    await waitFor(() => expect(keep.getAttribute('aria-disabled')).toBeNull())
    await user.click(keep)
    const changed = calls.find(({ path }) => path === 'rig.changeService')
    expect(changed?.input).toMatchObject({
      name: 'diskA_post2',
      entry: { name: 'post1', dataFolder: 'h-post1', operatorAddress: '127.0.0.1:50099', arguments: serviceArguments },
    })
  })
})

describe('migrate', () => {
  const chosen = `/migrate/new/${idOf('diskC_post3')}`
  it('goes from choice over checks to a plan, and begins it only with its own words', async () => {
    const { user, calls } = renderApp(chosen, { state: { ...rig, alerts: {} } })
    await user.selectOptions(await screen.findByLabelText('To'), 'attic')
    await user.click(screen.getByRole('button', { name: 'Continue to the checks' }))
    await user.click(await screen.findByRole('button', { name: 'Continue to the plan' }))
    const start = screen.getByRole('button', { name: 'Start the move' })
    await user.click(start)
    for (const box of screen.getAllByRole('checkbox')) await user.click(box)
    await user.type(screen.getByLabelText(/^To confirm, type/), '7be1c0d4:2')
    await user.click(start)
    expect(calls.map(({ path }) => path)).toEqual(['migration.scan'])
    await user.type(screen.getByLabelText(/^To confirm, type/), '{Backspace}1')
    await user.click(start)
    expect(calls.at(-1)).toEqual({
      path: 'migration.begin',
      input: { identity: idOf('diskC_post3'), target: 'attic', hash: movePlan.hash, words: '7be1c0d4:1' },
    })
    await waitFor(() => expect(window.location.hash).toBe('#/migrate/move-7be1c0d4'))
  })
  it('does not go on when a check stops it', async () => {
    const { user } = renderApp(chosen, { state: rig, scanGood: false })
    await user.selectOptions(await screen.findByLabelText('To'), 'attic')
    await user.click(screen.getByRole('button', { name: 'Continue to the checks' }))
    expect(await screen.findByText('Another copy of this key is known')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Continue to the plan' }))
    expect(screen.getByRole('heading', { name: 'Checks' })).toBeTruthy()
  })
  it('arms only with the words of the plan', async () => {
    const batch = moveBatch(7, { activity: 'needs-arming', problem: { code: 'needs-consent', detail: '' } })
    const { user, calls } = renderApp(`/migrate/${batch.batch}`, { state: { ...rig, batches: { [batch.batch]: batch } } })
    const arm = await screen.findByRole('button', { name: 'Arm the key at attic' })
    await user.click(arm)
    expect(calls).toEqual([])
    await user.type(screen.getByLabelText(/^To arm, type/), '7be1c0d4:1')
    await user.click(arm)
    expect(calls).toEqual([{ path: 'migration.resume', input: { batch: batch.batch, words: '7be1c0d4:1' } }])
  })
  it('says Moved, not proven yet', async () => {
    const batch = moveBatch(10)
    const { change } = renderApp(`/migrate/${batch.batch}`, { state: { ...rig, batches: { [batch.batch]: batch } } })
    expect(await screen.findByText('Moved. Not proven yet.')).toBeTruthy()
    const row = tenIdentities[batch.identity]
    if (!row) throw new Error('no row')
    // Rows alone confirm nothing: the core decides.
    const lastAtx = { publishEpoch: 62 as Epoch, at: Date.parse('2025-12-07T22:00:00Z') as typeof batch.lookedAt }
    const after = { ...row, node: batch.target, lastAtx, ban: { ...row.ban, askedAt: [rigName('third')] } }
    act(() => change({ nodes: { third: nodeRow('third') }, identities: { [row.id]: after } }))
    expect(screen.getByText('Moved. Not proven yet.')).toBeTruthy()
    const confirmation: Confirmation = {
      confirmed: true,
      act: { node: rigName('third'), epoch: 62 as Epoch, atx: 'ab' },
      seenBy: [rigName('third')],
      ban: 'none',
      asked: [rigName('third'), batch.target],
      witnesses: [rigName('third')],
      loadable: 1,
      at: lastAtx.at as NonNullable<typeof batch.lookedAt>,
    }
    act(() => change({ batches: { [batch.batch]: { ...batch, confirmation: { ...confirmation, seenBy: [], confirmed: false } } } }))
    expect(screen.getByText('Moved. Not proven yet.')).toBeTruthy()
    expect(screen.getByText(/told by third; no node that never had the key/)).toBeTruthy()
    act(() => change({ batches: { [batch.batch]: { ...batch, confirmation } } }))
    expect(screen.getByText('Moved and confirmed.')).toBeTruthy()
  })
})

it('goes to a screen by G and its letter, but not while something is typed', async () => {
  const { user } = renderApp('/identities', { state: rig })
  const search = await screen.findByRole('searchbox', { name: 'Name, id, disk, state' })
  await user.type(search, 'gn')
  expect(window.location.hash).toBe('#/identities')
  search.blur()
  await user.keyboard('gn')
  expect(await screen.findByRole('heading', { name: 'Nodes', level: 1 })).toBeTruthy()
})

it('tells when a move has ended, and leads to it', async () => {
  const { change } = renderApp('/identities', { state: { ...rig, batches: { 'move-7be1c0d4': moveBatch(9) } } })
  await screen.findByRole('heading', { name: 'Identities', level: 1 })
  const { batch, identityName: name, source, target } = moveBatch(10)
  const what = { is: 'batch-entered', batch, name, source, target, state: 'moved' } as const
  act(() => change({ batches: { [batch]: moveBatch(10) }, happenings: { moved: { key: 'moved', at: instant(galleryNow), what } } }))
  const shelf = screen.getByRole('region', { name: 'Finished' })
  expect(shelf.textContent).toContain('moved to attic, not proven yet')
  expect(within(shelf).getByRole('link', { name: 'Show it' }).getAttribute('href')).toBe('#/migrate/move-7be1c0d4')
})
