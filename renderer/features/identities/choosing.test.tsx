import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { AppError } from '../../../electron/contract/errors.ts'
import type { State } from '../../../electron/contract/state.ts'
import { giveLayout, renderApp } from '../../testing/render-app.tsx'
import { serviceRow } from '../../testing/rig.ts'
import { identityRow } from '../../testing/rows.ts'
import { rig } from '../../testing/scene-states.ts'

beforeEach(giveLayout)
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

const rows = ['a1', 'a2', 'a3', 'a4'].map((name) =>
  identityRow({ name, disk: name === 'a4' ? '/' : '/mnt/a', ...(name === 'a4' ? {} : { diskName: 'Blue' }) }),
)
const state: State = {
  ...rig,
  identities: Object.fromEntries(rows.map((row) => [row.id, row])),
  services: {
    a1: serviceRow('a1'),
    a2: serviceRow('a2', { slot: { stopWords: null } }),
    a3: serviceRow('a3', { slot: { state: 'external', startClosed: 'external', stopClosed: 'external', restartClosed: 'external' } }),
  },
}
const shown = () => screen.getAllByRole('checkbox', { name: /^Choose / }).filter((box) => (box as HTMLInputElement).checked)
const row = (name: string) => screen.findByRole('link', { name })

it('chooses by keys alone: X, Shift with arrows, Ctrl A; Escape chooses none', async () => {
  const { user } = renderApp('/identities', { state })
  ;(await row('a1')).focus()
  await user.keyboard('x')
  expect(shown()).toHaveLength(1)
  await user.keyboard('{Shift>}{ArrowDown}{/Shift}')
  await waitFor(() => expect(document.activeElement?.textContent).toBe('a2'))
  expect(shown()).toHaveLength(2)
  await user.keyboard('{Control>}a{/Control}')
  expect(shown()).toHaveLength(4)
  expect(screen.getByText('Four chosen')).toBeTruthy()
  await user.keyboard('{Escape}')
  expect(shown()).toHaveLength(0)
  expect(screen.queryByText(/chosen$/)).toBeNull()
})

it('stops the services of the chosen one by one, with one consent, and tells what came of each', async () => {
  const fail = (path: string) => (path === 'services.stop' && calls.length === 1 ? new AppError('not_running') : null)
  const { user, calls } = renderApp('/identities', { state, fail })
  await row('a1')
  await user.keyboard('{Control>}a{/Control}')
  await user.click(screen.getByRole('button', { name: 'Stop…' }))
  const dialog = await screen.findByRole('dialog', { name: 'Stop two PoST services?' })
  expect(within(dialog).getByText(/^a1: A proof in progress is lost/)).toBeTruthy()
  expect(within(dialog).getByText(/^a2: its service is stopped; no proof/)).toBeTruthy()
  expect(within(dialog).getByText(/^a3 is left as it is\. It was not started by Smeshdesk/)).toBeTruthy()
  expect(within(dialog).getByText(/^a4 is left as it is\. No PoST service/)).toBeTruthy()
  await user.click(within(dialog).getByRole('button', { name: 'Stop 2 services' }))
  expect(calls).toEqual([])
  await user.type(within(dialog).getByRole('textbox'), 'stop 2 services')
  await user.click(within(dialog).getByRole('button', { name: 'Stop 2 services' }))
  const told = await screen.findByRole('dialog', { name: 'Services asked to stop' })
  await within(told).findByRole('button', { name: 'Close' })
  expect(calls).toEqual([
    { path: 'services.stop', input: { name: 'a1', words: 'stop:a1' } },
    { path: 'services.stop', input: { name: 'a2', words: '' } },
  ])
  expect(within(told).getByText(/^a1: refused: It does not run/)).toBeTruthy()
  expect(within(told).getByText('a2: taken; now: Running')).toBeTruthy()
})

it('acts on nothing that is not shown', async () => {
  const { user } = renderApp('/identities', { state })
  await row('a1')
  await user.keyboard('{Control>}a{/Control}')
  await user.type(screen.getByRole('searchbox'), 'blue')
  expect(screen.getByText('Three chosen')).toBeTruthy()
})

it('groups by disks under their names, and keeps what was chosen of the table in this browser', async () => {
  const { user } = renderApp('/identities', { state })
  await row('a1')
  await user.click(screen.getByText('Columns', { selector: 'summary' }))
  await user.click(screen.getByRole('radio', { name: 'Disk' }))
  await user.click(screen.getByRole('checkbox', { name: 'Node' }))
  const heads = screen.getAllByRole('rowheader').map(({ textContent }) => textContent)
  expect(heads[0]).toMatch(/^System disk1 identity/)
  expect(heads[1]).toMatch(/^Disk Blue\/mnt\/a3 identities, 12 units/)
  cleanup()
  renderApp('/identities', { state })
  await row('a1')
  expect(screen.getAllByRole('rowheader')).toHaveLength(2)
  expect(screen.queryByRole('columnheader', { name: 'Node' })).toBeNull()
})
