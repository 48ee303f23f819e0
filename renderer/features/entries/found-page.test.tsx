import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { found } from '../../testing/found.ts'
import { giveLayout, renderApp } from '../../testing/render-app.tsx'
import { emptyState } from '../../testing/rig.ts'
import { idOf } from '../../testing/rows.ts'
import { foundJson, foundText } from './found-report.ts'
import { beforehand, isMixed, nodeFor, type Thing, thingsOf } from './found-things.ts'

beforeEach(giveLayout)
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

const box = (name: string) => screen.findByRole<HTMLInputElement>('checkbox', { name: `Add ${name}` })
const entriesOf = (calls: readonly { readonly path: string; readonly input: unknown }[]) =>
  calls
    .filter(({ path }) => path.startsWith('rig.add'))
    .map(({ path, input }) => [path, (input as { name: string }).name, (input as { node?: string }).node])

test('what leaves no question open is chosen; one act adds it, nodes before their services', async () => {
  const { user, calls } = renderApp('/welcome', { state: emptyState })
  await user.click(await screen.findByRole('link', { name: 'Find what runs here' }))
  expect((await box('attic')).checked).toBe(true)
  expect((await box('spacemesh')).checked).toBe(false)
  expect(await screen.findAllByText(/^It does not run, and nothing here starts it/)).toHaveLength(2)
  expect(screen.queryByRole('checkbox', { name: 'Add diskA_post2' })).toBeNull()
  expect(await screen.findByText(/crontabs can’t be read/)).toBeTruthy()
  await user.click(await box('diskC_post3'))
  await user.click(await screen.findByRole('button', { name: 'Add 3 entries' }))
  expect(await screen.findByText('3 entries added.')).toBeTruthy()
  expect(entriesOf(calls)).toEqual([
    ['rig.addNode', 'attic', undefined],
    ['rig.addService', 'post1', 'attic'],
    ['rig.addService', 'diskC_post3', null],
  ])
  expect(calls.find(({ path }) => path === 'rig.addNode')?.input).toMatchObject({
    dataFolder: 'h-attic',
    addresses: { public: '127.0.0.1:9092' },
  })
})

test('what was refused says why beside it, and so do its services; what was added is not offered again', async () => {
  let refuse = true
  const { user, calls } = renderApp('/found', {
    state: emptyState,
    fail: (path) => (refuse && path === 'rig.addNode' ? Object.assign(new Error('x'), { code: 'simulated_and_real' }) : null),
  })
  await user.click(await box('diskC_post3'))
  await user.click(await screen.findByRole('button', { name: 'Add 3 entries' }))
  expect(await screen.findByText('1 entry added, 2 were not; why stands beside each.')).toBeTruthy()
  expect(screen.getByText('Not added: its node could not be added.')).toBeTruthy()
  refuse = false
  await user.click(await screen.findByRole('button', { name: 'Add 2 entries' }))
  expect(await screen.findByText('3 entries added.')).toBeTruthy()
  expect(entriesOf(calls).map(([, name]) => name)).toEqual(['attic', 'diskC_post3', 'attic', 'post1'])
})

test('after adding the page says what is left, and offers what was added no more', async () => {
  const { user } = renderApp('/found', { state: emptyState })
  expect(await screen.findByText('2 entries can be added as they stand; 2 need a decision.')).toBeTruthy()
  await user.click(await screen.findByRole('button', { name: 'Add 2 entries' }))
  expect(await screen.findByText('Nothing new can be added as it stands; 2 need a decision; 2 are in your rig already.')).toBeTruthy()
  await user.click(await box('diskC_post3'))
  await user.click(await box('spacemesh'))
  await user.click(await screen.findByRole('button', { name: 'Add 2 entries' }))
  expect(await screen.findByText('Nothing new can be added as it stands; 4 are in your rig already.')).toBeTruthy()
  expect(screen.queryByRole('button', { name: /^Add / })).toBeNull()
  expect(screen.getAllByRole('link', { name: 'Look at my rig' })).toHaveLength(1)
})

const byScript = (known: string | null = null) => ({
  ...found,
  nodes: [],
  services: found.services
    .slice(0, 1)
    .map((one) => ({ ...one, known, of: null, draft: { ...one.draft, program: null, notes: ['by-script'] } })),
})

test('a program that is asked for is chosen in place, and goes along with what is added', async () => {
  const picked = { entry: { handle: 'h-tool', name: 'tool', path: '/opt/tool', looksLike: 'program' }, problem: null, detail: '' }
  const { user, calls } = renderApp('/found', { state: emptyState, answers: { 'door.find': byScript(), 'folders.named': picked } })
  expect(await screen.findByText(/^A script or an interpreter started it/)).toBeTruthy()
  await user.type(await screen.findByLabelText('Program'), '/opt/tool')
  await waitFor(() => expect(screen.queryByText(/^A script or an interpreter started it/)).toBeNull())
  await user.click(screen.getByRole('button', { name: 'Add 1 entry' }))
  expect(await screen.findByText('1 entry added.')).toBeTruthy()
  expect(calls.find(({ path }) => path === 'rig.addService')?.input).toMatchObject({ name: 'post1', program: 'h-tool' })
  expect(screen.queryByLabelText('Program')).toBeNull()
})

test('where it was added without one, its entry is one press away; of what stands in the rig nothing is asked', async () => {
  const { user } = renderApp('/found', { state: emptyState, answers: { 'door.find': byScript() } })
  await user.click(await screen.findByRole('button', { name: 'Add 1 entry' }))
  expect((await screen.findByRole('link', { name: 'Choose its program' })).getAttribute('href')).toBe('#/services/post1/edit')
  cleanup()
  renderApp('/found', { state: emptyState, answers: { 'door.find': byScript('post1') } })
  expect(await screen.findByText('in your rig as post1')).toBeTruthy()
  expect(screen.queryByText(/^A script or an interpreter started it/)).toBeNull()
  expect(screen.queryByLabelText('Program')).toBeNull()
})

test('how it was found is one line, and the rest of it on demand', async () => {
  const { user } = renderApp('/found', { state: emptyState })
  const summary = await screen.findByText('runs as process 2217; 2 more')
  const details = summary.closest('details')
  expect(details?.open).toBe(false)
  await user.click(summary)
  expect(details?.open).toBe(true)
  expect(within(details as HTMLElement).getByText(/spacemesh\.service, which starts it by itself/)).toBeTruthy()
  expect(screen.getByText('2 places, programs or tools').closest('details')?.open).toBe(false)
})

test('containers are asked for once at each visit, and once more when a person asks', async () => {
  const { user, calls } = renderApp('/found', { state: emptyState })
  const asked = () => calls.filter(({ path }) => path === 'door.find').map(({ input }) => input)
  await box('attic')
  expect(asked()).toEqual([{ containers: true }])
  await user.click(screen.getByRole('button', { name: 'Look again' }))
  await waitFor(() => expect(asked()).toHaveLength(2))
})

test('from the nodes it is one press away', async () => {
  const { user } = renderApp('/nodes', { state: { ...emptyState, rig: { ...emptyState.rig, kind: 'own' } } })
  await user.click(await screen.findByRole('link', { name: 'Find what runs here' }))
  expect(await screen.findByRole('heading', { name: 'Found on this computer' })).toBeTruthy()
  const take = within(await screen.findByRole('region', { name: 'Take it along' }))
  expect(take.getByRole('link', { name: 'Save as JSON' }).getAttribute('download')).toBe('found-on-this-computer.json')
})

const things = thingsOf(found)
const byId = (id: string): Thing => things.find((thing) => thing.id === id) as Thing

test('simulated and real never mix: the rig decides, else the real ones', () => {
  const simulated = { ...byId('lost'), id: 'sim', undecided: [], draft: { ...byId('lost').draft, simulated: true } } as Thing
  const both = [...things, simulated]
  expect([...beforehand(both, null)]).toEqual(['attic', 'post1'])
  expect([...beforehand(both, true)]).toEqual(['sim'])
  expect([...beforehand([simulated], null)]).toEqual(['sim'])
  expect([isMixed(simulated, [byId('attic')], null), isMixed(simulated, [], null), isMixed(byId('attic'), [], true)]).toEqual([
    true,
    false,
    true,
  ])
})

test('a service gets the node that it proves for, once that is in the rig', () => {
  const post1 = byId('post1')
  if (post1.kind !== 'service') throw new Error('no service')
  expect(nodeFor(post1, things, new Map())).toBeNull()
  expect(nodeFor(post1, things, new Map([['attic', true]]))).toBe('attic')
  expect(nodeFor(post1, things, new Map([['attic', false]]))).toBe('failed')
})

test('it is written for people and for programs, without secrets, and without home folders where that is asked', () => {
  const secret = {
    ...found,
    nodes: found.nodes.map((node) => ({
      ...node,
      draft: { ...node.draft, arguments: ['--testing-smesher-key', 'c0ffee', '-c', '/home/you/a.json', 'http://me:hunter2@host/'] },
    })),
  }
  for (const written of [foundJson(secret, '/home/you'), foundText(secret, '/home/you')]) {
    expect(written).toContain('~/a.json')
    expect(written).toContain(idOf('diskA_post1'))
    for (const hidden of ['c0ffee', 'hunter2', '/home/you', '"handle"', 'h-attic']) expect(written).not.toContain(hidden)
  }
  expect(foundText(found, null)).toContain('found while looking through /home/you/spacemesh')
  expect(JSON.parse(foundJson(found, null))).toMatchObject({
    entries: [
      { kind: 'node', name: 'attic', grounds: [{ by: 'process', what: '2217' }, { by: 'unit' }, { by: 'config' }] },
      {},
      {},
      { supervised: true },
      {},
    ],
    loose: [{ path: '/mnt/stick/keys' }],
    notLookedAt: [expect.stringContaining('docker'), expect.stringContaining('crontabs')],
  })
})
