import { act, cleanup, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { giveLayout, renderApp } from '../testing/render-app.tsx'
import { galleryNow } from '../testing/rig.ts'
import { scenes } from '../testing/scenes.ts'

beforeEach(giveLayout)
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

const scene = (name: string) => {
  const found = scenes[name]
  if (found === undefined) throw new Error(`no scene ${name}`)
  return found
}
const strip = () => screen.getByRole('region', { name: 'Worst open alert' })

it('is calm by the core’s word alone, and says what is not known', async () => {
  const { state } = scene('band-between')
  if (state.verdict === null) throw new Error('no verdict')
  const { change, desk } = renderApp('/identities', { state })
  expect((await screen.findAllByText(/Nothing is open\./)).length).toBeGreaterThan(0)
  expect(document.title).toBe('Smeshdesk')
  expect(await screen.findByText(/Nothing needs you/)).toBeTruthy()
  const { link } = desk.store.getState()
  act(() => desk.store.setState({ link: { kind: 'lost', since: galleryNow } }))
  expect(screen.queryByText(/Nothing needs you/)).toBeNull()
  act(() => desk.store.setState({ link }))
  expect(screen.getByText(/Nothing needs you/)).toBeTruthy()
  const { verdict } = state
  act(() => change({ verdict: { ...verdict, calm: false, why: 'looking', tone: 'idle' } }))
  expect(strip().textContent).toContain('Looking…')
  expect(screen.queryByText(/Nothing needs you/)).toBeNull()
  act(() => change({ verdict: null }))
  expect(strip().textContent).toContain('Nothing was looked at yet.')
})

it('tells the worst in the strip and the title, and leads to all of them, each with its act', async () => {
  const { state, now } = scene('alerts')
  const { user } = renderApp('/identities', { state, ...(now === undefined ? {} : { now }) })
  await screen.findByRole('link', { name: '8 alerts, all of them' })
  expect(document.title).toBe('(8) Late · Smeshdesk')
  await user.click(screen.getByRole('link', { name: '8 alerts, all of them' }))
  const list = await screen.findByRole('list', { name: 'Open alerts' })
  expect(within(list).getAllByRole('listitem')).toHaveLength(8)
  expect(within(list).getAllByRole('link', { name: 'Read the log' })).toHaveLength(8)
})

it('keeps a loss until somebody has seen it', async () => {
  const { state } = scene('alerts')
  const [late] = Object.values(state.alerts)
  if (late === undefined) throw new Error('no alert')
  const lost = {
    ...late,
    id: 'lost-missed-60',
    words: 'lost-missed' as const,
    values: { name: 'a1', epoch: '60', lost: '61,62' },
    deadline: null,
    act: null,
    acknowledge: true,
  }
  const { user, calls } = renderApp('/identities', { state: { ...state, alerts: { [lost.id]: lost } } })
  await waitFor(() => expect(strip().textContent).toContain('a1 missed epoch 60. No ATX was published in it: epochs 61 and 62 are lost.'))
  expect(document.title).toBe('(1) Missed · Smeshdesk')
  await user.click(within(strip()).getByRole('button', { name: 'I have seen it' }))
  expect(calls).toContainEqual({ path: 'rig.acknowledge', input: { alert: 'lost-missed-60' } })
})

it('counts what is so now, and what is over for a while nowhere', async () => {
  const { state } = scene('alerts')
  const [late, other] = Object.values(state.alerts)
  if (late === undefined || other === undefined) throw new Error('no alerts')
  const over = { ...other, id: 'over', over: other.since, tone: 'idle' as const, act: null, deadline: null, rank: 99 }
  const { change, user } = renderApp('/activity', { state: { ...state, alerts: { [late.id]: late, over } } })
  await waitFor(() => expect(document.title).toBe('(1) Late · Smeshdesk'))
  expect(within(strip()).queryByRole('link', { name: /all of them/ })).toBeNull()
  expect(screen.getByText(/^(1|one) alert is open, the worst first\./i)).toBeTruthy()
  const items = () => within(screen.getByRole('list', { name: 'Open alerts' })).getAllByRole('listitem')
  expect(items()).toHaveLength(2)
  await user.click(screen.getByRole('radio', { name: /^Open/ }))
  expect(items()).toHaveLength(1)
  act(() => change({ alerts: { [late.id]: null } }))
  expect(document.title).toBe('Smeshdesk')
  expect(screen.getByText(/^No alert is open\./)).toBeTruthy()
})

it('marks all that is over as seen by one act, and nothing that can still be mended', async () => {
  const { state } = scene('alerts')
  const [late, other] = Object.values(state.alerts)
  if (late === undefined || other === undefined) throw new Error('no alerts')
  const over = ['60', '61'].map((epoch) => ({
    ...late,
    id: `lost-missed-${epoch}`,
    words: 'lost-missed' as const,
    values: { name: 'a1', epoch, lost: '62' },
    act: null,
    acknowledge: true,
  }))
  const alerts = Object.fromEntries([...over, other].map((alert) => [alert.id, alert]))
  const { user, calls } = renderApp('/activity', { state: { ...state, alerts } })
  await user.click(await screen.findByRole('button', { name: 'I have seen these two' }))
  await waitFor(() => expect(calls.filter(({ path }) => path === 'rig.acknowledge')).toHaveLength(2))
  for (const alert of ['lost-missed-60', 'lost-missed-61']) expect(calls).toContainEqual({ path: 'rig.acknowledge', input: { alert } })
})
