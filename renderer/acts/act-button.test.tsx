import { cleanup, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, it } from 'vitest'
import type { Act } from '../../electron/contract/model/act.ts'
import { standingClock } from '../state/clock.ts'
import { createDesk, DeskContext } from '../state/desk.ts'
import { fakeClient } from '../testing/fake-client.ts'
import { emptyState, galleryNow, nodeRow, serviceRow } from '../testing/rig.ts'
import { rigName } from '../testing/rows.ts'
import { ActButton } from './act-button.tsx'

afterEach(cleanup)

const home = nodeRow('home')
const stopped = serviceRow('a1', { slot: { state: 'stopped', startClosed: null, stopClosed: 'not-running', stopWords: null } })
const state = { ...emptyState, nodes: { home }, services: { a1: stopped, b1: serviceRow('b1') } }

const show = (act: Act) => {
  const calls: { path: string; input: unknown }[] = []
  const desk = createDesk(standingClock(galleryNow), fakeClient({ state, calls }))
  desk.store.setState({ mirror: { rev: 1, state }, link: { kind: 'live' } })
  render(
    <DeskContext value={desk}>
      <ActButton act={act} label="Look" />
    </DeskContext>,
  )
  return { calls, user: userEvent.setup() }
}

it('starts what stands still, and says why where that is closed', async () => {
  const { calls, user } = show({ do: 'start-service', name: rigName('a1') })
  await user.click(screen.getByRole('button', { name: 'Start a1’s service' }))
  expect(calls).toEqual([{ path: 'services.start', input: { name: 'a1' } }])
  cleanup()
  show({ do: 'start-node', name: rigName('home') })
  expect(screen.getByRole('button', { name: 'Start home' }).getAttribute('aria-disabled')).toBe('true')
  expect(screen.getByText('It runs.')).toBeTruthy()
})

it('asks for the words of the row before it stops something that runs', async () => {
  const { calls, user } = show({ do: 'restart-node', name: rigName('home') })
  await user.click(screen.getByRole('button', { name: 'Restart home…' }))
  const dialog = await screen.findByRole('dialog')
  expect(calls).toEqual([])
  await user.type(within(dialog).getByRole('textbox'), 'stop home')
  await user.click(within(dialog).getByRole('button', { name: 'Restart it' }))
  expect(calls).toEqual([{ path: 'nodes.restart', input: { name: 'home', words: 'stop:home' } }])
})

it.each<[Act, string, string]>([
  [{ do: 'read-log', kind: 'service', name: rigName('b1') }, 'Read the log', '/logs/service/b1'],
  [{ do: 'edit', kind: 'node', name: rigName('home') }, 'Correct home', '/nodes/home/edit'],
  [{ do: 'open', route: '#/migrate/move-1' }, 'Look', '/migrate/move-1'],
])('goes where %j can be done', (act, name, to) => {
  show(act)
  expect(screen.getByRole('link', { name }).getAttribute('href')).toContain(to)
})
