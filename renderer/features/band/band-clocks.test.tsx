import { cleanup, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { giveLayout, renderApp } from '../../testing/render-app.tsx'
import { scenes } from '../../testing/scenes.ts'

beforeEach(giveLayout)
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

it('counts to the genesis of a network that has not begun, and shows the one that runs beside it on demand', async () => {
  const scene = scenes['band-before-genesis']
  if (scene === undefined) throw new Error('no scene')
  const { user } = renderApp(scene.route, { state: scene.state, ...(scene.now === undefined ? {} : { now: scene.now }) })
  const band = await screen.findByRole('region', { name: 'Epoch band' })
  expect(within(band).getByText('Network not started')).toBeTruthy()
  expect(band.querySelector('[role=timer]')?.textContent).toBe('3d0h0min')
  await user.click(within(band).getByRole('button', { name: 'clock of attic, 2 of 2' }))
  expect(within(band).getByText('PoET round 61 working')).toBeTruthy()
  await user.click(within(band).getByRole('button', { name: /1 of 2/ }))
  expect(within(band).getByText('Network not started')).toBeTruthy()
})
