import { cleanup, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { autostart } from '../../testing/autostart.ts'
import { giveLayout, renderApp } from '../../testing/render-app.tsx'
import { rig } from '../../testing/scene-states.ts'

beforeEach(giveLayout)
afterEach(cleanup)

const absent = autostart

it('says what is written and run, and what a logout costs, before it is set up by a hand', async () => {
  const { user, calls } = renderApp('/settings', {
    state: rig,
    answers: { 'autostart.show': absent, 'autostart.install': { ...absent, state: 'on' } },
  })
  expect(await screen.findByText(/It is not set up/)).toBeTruthy()
  expect(screen.getByText(/loginctl enable-linger/)).toBeTruthy()
  await user.click(screen.getByText('What is written, exactly'))
  expect(screen.getByText(/KillMode=process/)).toBeTruthy()
  expect(screen.getByText('Then is run: systemctl --user enable smeshdesk-1f0a9c3e.service')).toBeTruthy()
  expect(calls.some(({ path }) => path === 'autostart.install')).toBe(false)
  await user.click(screen.getByRole('button', { name: 'Set it up' }))
  expect(await screen.findByText(/Smeshdesk starts by itself/)).toBeTruthy()
  expect(calls).toContainEqual({ path: 'autostart.install', input: { seal: absent.seal } })
  expect(screen.getByRole('button', { name: 'Take it back' })).toBeTruthy()
})

it('offers nothing for a file that somebody changed, or where there is no way', async () => {
  renderApp('/settings', { state: rig, answers: { 'autostart.show': { ...absent, state: 'changed' } } })
  expect(await screen.findByText(/not as Smeshdesk wrote it/)).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Set it up' })).toBeNull()
  cleanup()
  renderApp('/settings', { state: rig, answers: { 'autostart.show': { ...absent, kind: 'none' } } })
  expect(await screen.findByText(/no way to start by itself/)).toBeTruthy()
})
