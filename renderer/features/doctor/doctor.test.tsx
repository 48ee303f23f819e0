import { cleanup, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { doctorEvent } from '../../testing/doctor.ts'
import { giveLayout, renderApp } from '../../testing/render-app.tsx'
import { rig } from '../../testing/scene-states.ts'

beforeEach(giveLayout)
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

it('shows what fails first, by the page on which it is mended, and what passed as one line', async () => {
  renderApp('/activity/doctor', { state: rig })
  await screen.findByRole('region', { name: 'home' })
  const regions = screen.getAllByRole('region').filter((one) => one.querySelector('h2') !== null)
  expect(regions.map((one) => one.getAttribute('aria-label'))).toEqual([
    'home',
    'Identities',
    'This computer and Smeshdesk’s own folder',
    'Key copies',
  ])
  const home = within(screen.getByRole('region', { name: 'home' }))
  const [first] = home.getAllByRole('listitem')
  expect(first?.textContent).toContain('Its private listener is open to other computers: 0.0.0.0:9093')
  expect(first?.textContent).toContain('Name 127.0.0.1 in front of the port')
  expect(home.getByText('5 passed').closest('details')?.open).toBe(false)
  expect(home.getByRole('link', { name: 'Go to home' }).getAttribute('href')).toBe('#/nodes/home')
  expect(screen.getByText('All passed (1)')).toBeTruthy()
  expect(screen.getByText('4 fail, 1 not known, 2 worth knowing and 9 pass')).toBeTruthy()
})

it('is run from its page and from the palette, and stopped while it runs', async () => {
  const { run } = doctorEvent
  const running = run && { ...run, endedAt: null, done: 3, of: 12 }
  const { user, calls } = renderApp('/activity', { state: rig, doctor: { run: running, from: 0, total: 0, results: [] } })
  await user.click(await screen.findByRole('link', { name: 'Doctor' }))
  expect((await screen.findByText('3 of 12 looks')).getAttribute('role')).toBe('status')
  await user.click(screen.getByRole('button', { name: 'Stop' }))
  await user.keyboard('{Control>}k{/Control}')
  await screen.findByRole('combobox')
  await user.keyboard('run the doctor{Enter}')
  expect(calls.map(({ path }) => path).filter((path) => path.startsWith('doctor.'))).toEqual(['doctor.stop', 'doctor.run'])
})

it('says that it has not run, and that the rest is not known after a stop', async () => {
  renderApp('/activity/doctor', { state: rig, doctor: { run: null, from: 0, total: 0, results: [] } })
  expect(await screen.findByText('It has not run since Smeshdesk was started.')).toBeTruthy()
  cleanup()
  renderApp('/activity/doctor', {
    state: rig,
    doctor: { ...doctorEvent, run: doctorEvent.run && { ...doctorEvent.run, stopped: true, done: 5 } },
  })
  expect(await screen.findByText(/after 5 of 64 looks: the rest is not known/)).toBeTruthy()
})

it('the words of the field are explained one click away', async () => {
  const { user } = renderApp('/activity', { state: rig })
  await user.click(await screen.findByRole('link', { name: 'Glossary' }))
  await screen.findByRole('heading', { name: 'Glossary', level: 1 })
  const page = within(screen.getByRole('main'))
  expect(page.getAllByRole('term').length).toBeLessThanOrEqual(30)
  expect(page.getByText('Cycle gap').nextElementSibling?.textContent).toContain('twelve hours')
})

it('lists exactly what a bundle holds, shows a part, and saves that one', async () => {
  const { user, calls } = renderApp('/activity/support', { state: rig })
  await user.click(await screen.findByRole('button', { name: 'Show what would be in it' }))
  const list = await screen.findByRole('region', { name: 'Support bundle' })
  expect(within(list).getAllByRole('listitem')).toHaveLength(8)
  const [show] = within(list).getAllByRole('button', { name: 'Show' })
  if (show !== undefined) await user.click(show)
  expect(await within(list).findByText(/"linux_x64"/)).toBeTruthy()
  await user.click(within(list).getByRole('button', { name: 'Save the bundle' }))
  expect(await within(list).findByText(/^Saved for this user only: .*tar\.gz, /)).toBeTruthy()
  expect(calls.filter(({ path }) => path.startsWith('support.'))).toEqual([
    { path: 'support.prepare', input: null },
    { path: 'support.part', input: { id: 'b', name: 'about.json', from: 0 } },
    { path: 'support.save', input: { id: 'b' } },
  ])
})
