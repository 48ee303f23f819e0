import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { folder } from '../../testing/found.ts'
import { networkScenes, someNetwork, somePlan } from '../../testing/network-scenes.ts'
import { giveLayout, renderApp } from '../../testing/render-app.tsx'
import { emptyState } from '../../testing/rig.ts'

beforeEach(giveLayout)
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

const named = ({ text, kind }: { text: string; kind: 'folder' | 'program' }) => ({
  entry: folder(text.split('/').at(-1) ?? text, kind),
  problem: null,
  detail: '',
})

const filled = async (answers: Readonly<Record<string, unknown>>) => {
  const rendered = renderApp('/networks/new', { state: emptyState, answers: { 'folders.named': named, ...answers } })
  const { user } = rendered
  await user.type(await screen.findByLabelText('go-spacemesh'), '/opt/go-spacemesh')
  await waitFor(() => expect(screen.getByLabelText('postcli')).toHaveProperty('value', '/data/postcli'))
  await user.type(screen.getByLabelText('In which folder'), '/data/networks')
  return rendered
}

it('shows the whole plan before anything is made, and makes what was shown', async () => {
  const { user, calls } = await filled({ 'networks.plan': somePlan, 'networks.make': { accepted: true } })
  const plan = await screen.findByRole('region', { name: 'The plan' })
  await within(plan).findByText('/home/you/networks/own/config.json, as it is written at first')
  expect(plan.textContent).toContain('private listener 10096, because 10093 is taken')
  expect(plan.textContent).toContain('/opt/go-spacemesh -c /home/you/networks/own/config.json')
  expect(calls.some(({ path }) => path === 'networks.make')).toBe(false)
  await user.click(within(plan).getByRole('button', { name: 'Make this network' }))
  const made = calls.find(({ path }) => path === 'networks.make')
  expect(made?.input).toMatchObject({ hash: 'a1b2c3', wishes: { name: 'own', node: 'h-go-spacemesh', parent: 'h-networks' } })
})

it('says what speaks against it, and stays closed', async () => {
  const faults = [{ fault: 'folder-taken', value: '/home/you/networks/own' }]
  const { user, calls } = await filled({ 'networks.plan': { ...somePlan, faults } })
  await screen.findByText(/is not empty. A network begins in a folder of its own/)
  await user.click(screen.getByRole('button', { name: /Make this network/ }))
  expect(calls.some(({ path }) => path === 'networks.make')).toBe(false)
})

it('rests with a reason and its cure, and goes on when a person says so', async () => {
  const scene = networkScenes(emptyState)['network-rests']
  if (scene === undefined) throw new Error('no scene')
  const { user, calls } = renderApp(scene.route, { state: scene.state })
  await screen.findByText('A new key was found elsewhere as well: /mnt/old/identities/x.key')
  await user.click(screen.getByRole('button', { name: 'Go on' }))
  expect(calls).toContainEqual({ path: 'networks.goOn', input: { name: 'own' } })
})

it('a network that is not made yet stands on the page of nodes', async () => {
  renderApp('/nodes', { state: { ...emptyState, networks: { own: someNetwork() } } })
  const networks = await screen.findByRole('list', { name: 'Networks' })
  expect(within(networks).getByRole('link', { name: 'Making it' }).getAttribute('href')).toContain('/networks/own')
})
