import { cleanup, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Earned } from '../../../electron/contract/model/earned.ts'
import { earnedOfOld, someEarned } from '../../testing/earned.ts'
import { giveLayout, renderApp } from '../../testing/render-app.tsx'
import { idOf } from '../../testing/rows.ts'
import { rig } from '../../testing/scene-states.ts'

beforeEach(giveLayout)
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

async function shown(earned: Earned, kept?: object) {
  const answers = kept === undefined ? {} : { 'history.earned': kept }
  const { user } = renderApp(`/identities/${idOf('diskE_post1')}`, { state: rig, earned, answers })
  const section = await screen.findByRole('region', { name: 'ATXs and rewards' })
  return { user, section, says: () => section.textContent ?? '' }
}

it('shows the newest ATXs and payments, the rest on demand, each smidge at a touch', async () => {
  const { user, section, says } = await shown(someEarned)
  await within(section).findByText('Paid to')
  expect(says()).toContain('by home, 12 s ago')
  expect(says()).toContain('44.777 SMH in 6 layers')
  expect(within(section).getByTitle('7.462784293 SMH').textContent).toBe('7.462 SMH')
  expect(within(section).queryByText('epoch 55')).toBeNull()
  await user.click(within(section).getByRole('button', { name: 'Show 2 earlier' }))
  expect(within(section).getByText('epoch 55')).toBeTruthy()
  expect(within(section).queryByText(/not in sync/)).toBeNull()
})

it('says in one sentence that a node is too old, and lists nothing', async () => {
  const { section, says } = await shown(earnedOfOld)
  await within(section).findByText(/home is too old to tell: v1\.4\.6/)
  expect(says()).not.toContain('It has published none')
  expect(says()).not.toContain('paid nothing')
})

it('tells a service that is missing from a list that is empty, and from what was heard before', async () => {
  const { section, says } = await shown({
    ...someEarned,
    synced: false,
    atxs: { ...someEarned.atxs, list: [] },
    rewards: { ...someEarned.rewards, asked: 'no-answer' },
  })
  await within(section).findByText(/It has published none in the last hundred epochs/)
  expect(says()).toContain('home is not in sync')
  expect(says()).toContain('home gives no answer to it. What it told last:')
  expect(within(section).getByText('layer 248,705')).toBeTruthy()
})

it('never says that nothing was paid where the node can’t tell', async () => {
  const { section, says } = await shown({ ...someEarned, rewards: { asked: 'not-served', at: null, list: [] } })
  await within(section).findByText(/home can’t tell: it does not have this service/)
  expect(says()).not.toContain('paid nothing')
})

const nothing = { asked: 'waiting' as const, at: null, list: [] }
const keptOne = {
  atxs: [{ id: 'aa'.repeat(32), epoch: 54, at: null, node: 'home', numUnits: null, coinbase: null }],
  rewards: [{ layer: 240_000, total: '2000000000', coinbase: 'sm1kept', node: 'home' }],
  paid: { layers: 3, total: '9000000000' },
  forgotten: { epoch: 12, layer: null },
}

it('shows what is remembered while no node tells, says that there may be more, and up to where it is no longer kept', async () => {
  const { section, says } = await shown({ ...someEarned, atxs: nothing, rewards: nothing }, keptOne)
  await within(section).findByText('epoch 54')
  expect(within(section).getByText('layer 240,000')).toBeTruthy()
  expect(within(section).getAllByText(/there may be more that nobody told of/)).toHaveLength(2)
  expect(says()).toContain('9 SMH in 3 layers')
  expect(says()).toContain('ATXs up to epoch 12 are no longer kept here')
  expect(says()).toContain('sm1kept')
  expect(says()).not.toContain('paid nothing')
})

it('puts what is remembered beside what a node tells, each once', async () => {
  const first = someEarned.rewards.list[0]
  const again = { ...keptOne, rewards: [...keptOne.rewards, { ...first, node: 'attic' }], paid: { layers: 7, total: '46777000000' } }
  const { user, section, says } = await shown(someEarned, again)
  await within(section).findByText(/46.777 SMH in 7 layers/)
  for (const button of within(section).getAllByRole('button', { name: /^Show \d+ earlier$/ })) await user.click(button)
  expect(within(section).getAllByText('layer 248,705')).toHaveLength(1)
  expect(within(section).getByText('layer 240,000')).toBeTruthy()
  expect(says()).not.toContain('there may be more that nobody told of')
})
