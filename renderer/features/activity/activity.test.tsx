import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { State } from '../../../electron/contract/state.ts'
import { giveLayout, renderApp } from '../../testing/render-app.tsx'
import { idOf, instant, rigName } from '../../testing/rows.ts'
import { rig } from '../../testing/scene-states.ts'
import { alert } from '../../testing/verdicts.ts'

beforeEach(giveLayout)
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

const odd = alert({
  id: 'odd',
  words: 'proof-waits',
  tone: 'odd',
  values: { name: 'diskE_post1' },
  identities: [idOf('diskE_post1')],
  rank: 1,
  act: null,
})
const silent = alert({
  id: 'silent',
  words: 'node-silent',
  tone: 'warn',
  values: { node: 'home' },
  route: '#/nodes/home',
  rank: 2,
  act: null,
  identities: [],
})
const over = alert({
  id: 'over',
  words: 'lost-missed',
  tone: 'bad',
  values: { name: 'a1', epoch: '60', lost: '61' },
  rank: 3,
  acknowledge: true,
  route: null,
  act: null,
  identities: [],
})
const state: State = { ...rig, alerts: { odd, silent, over } }
const items = () => within(screen.getByRole('list', { name: 'Open alerts' })).queryAllByRole('listitem')

it('shows what is open and what is over apart, and the log that explains the worst', async () => {
  const { user } = renderApp('/activity', { state })
  expect(await screen.findByRole('region', { name: 'Log of diskE_post1' })).toBeTruthy()
  expect(items()).toHaveLength(3)
  await user.click(screen.getByRole('radio', { name: /^Over, or to be seen/ }))
  expect(items()).toHaveLength(1)
  expect(within(items()[0] ?? document.body).getByRole('button', { name: 'I have seen it' })).toBeTruthy()
  await user.click(screen.getByRole('radio', { name: /^Open/ }))
  expect(items()).toHaveLength(2)
})

it('counts as open only what is not over', async () => {
  renderApp('/activity', { state })
  expect(await screen.findByText('2 alerts are open, the worst first.')).toBeTruthy()
  cleanup()
  renderApp('/activity', { state: { ...rig, alerts: { over } } })
  expect(await screen.findByText('1 alert waits for you to mark it as seen.')).toBeTruthy()
})

it('goes to the log of any alert and of any program, to its next error by a key, and says what that line means', async () => {
  const { user } = renderApp('/activity', { state })
  await screen.findByRole('region', { name: 'Log of diskE_post1' })
  await user.click(within(items()[1] ?? document.body).getByRole('link', { name: 'Show its log' }))
  expect(await screen.findByRole('region', { name: 'Log of home' })).toBeTruthy()
  await user.selectOptions(screen.getByLabelText('Log of'), 'service/diskA_post2')
  const part = within(await screen.findByRole('region', { name: 'Log of diskA_post2' }))
  expect(await part.findByText('The last step that it names:')).toBeTruthy()
  await user.keyboard('n')
  expect(part.getByText('This line means:').parentElement?.textContent).toContain('The proof failed')
  await user.keyboard('{Escape}')
  await user.click(part.getByText(/postdata_158\.bin/))
  await waitFor(() => expect(part.getByText(/knows no meaning of this line/)).toBeTruthy())
})

it('is where the old address leads, and where G A goes', async () => {
  const { user } = renderApp('/alerts', { state })
  await screen.findByRole('heading', { name: 'Activity', level: 1 })
  expect(window.location.hash).toBe('#/activity')
  await user.keyboard('gn')
  await screen.findByRole('heading', { name: 'Nodes', level: 1 })
  await user.keyboard('ga')
  expect(await screen.findByRole('heading', { name: 'Activity', level: 1 })).toBeTruthy()
})

const many = 10_000
const manyOf = <Row,>(of: (at: number) => Row) => Object.fromEntries(Array.from({ length: many }, (_, at) => [`${at}`, of(at)]))

it('draws fifty alerts and fifty happenings of ten thousand, and more of them when asked', async () => {
  const alerts = manyOf((at) => alert({ ...odd, id: `${at}`, rank: at }))
  const happenings = manyOf((at) => ({
    key: `${at}`,
    at: instant(at),
    what: { is: 'reach-changed', node: rigName('home'), to: 'silent' } as const,
  }))
  const { user } = renderApp('/activity', { state: { ...rig, alerts, happenings } })
  const told = within(await screen.findByRole('region', { name: 'What happened' }))
  expect(items()).toHaveLength(50)
  expect(told.getAllByRole('listitem')).toHaveLength(50)
  await user.click(screen.getByRole('button', { name: 'Show 9,950 more' }))
  expect(items()).toHaveLength(100)
})
