import { act, cleanup, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { State } from '../../../electron/contract/state.ts'
import { giveLayout, renderApp } from '../../testing/render-app.tsx'
import { emptyState, galleryNow, simulation } from '../../testing/rig.ts'
import { instant } from '../../testing/rows.ts'
import { rig } from '../../testing/scene-states.ts'
import { scenes } from '../../testing/scenes.ts'

beforeEach(giveLayout)
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

const simulated = scenes.simulated?.state ?? emptyState
const starting = { step: 'first-epoch', done: 4, of: 5 }
const withRig = (part: Partial<State['rig']>) => ({ rig: { ...simulated.rig, ...part } })

describe('a simulation', () => {
  it('opens by itself when it is ready, and not before', async () => {
    const { change } = renderApp('/welcome', { state: emptyState })
    await screen.findByRole('button', { name: 'Start the simulation' })
    act(() => change({ rig: { ...emptyState.rig, kind: 'simulated', starting } }))
    expect(window.location.hash).toBe('#/welcome')
    act(() => change({ ...simulated, ...withRig({ starting: null }) }))
    await waitFor(() => expect(window.location.hash).toBe('#/overview'))
  })
  it('does not take the page away from who comes back to the doors, nor when it ends', async () => {
    const { change } = renderApp('/welcome', { state: simulated })
    await screen.findByRole('link', { name: 'Go to the simulation' })
    act(() => change(withRig({ starting: { step: 'stopping', done: 0, of: 1 } })))
    act(() => change(withRig({ starting: null })))
    expect(window.location.hash).toBe('#/welcome')
  })
  it('has its speed on every screen', async () => {
    const { user, calls } = renderApp('/nodes', { state: simulated })
    const strip = await screen.findByRole('complementary', { name: /^Simulated/ })
    await user.click(within(strip).getByRole('radio', { name: 'Pause' }))
    expect(calls.at(-1)).toEqual({ path: 'simulation.setSpeed', input: { speed: 0 } })
  })
  it('says that it is paused, and its band stands where it was', async () => {
    const pausedAt = instant(galleryNow - 60_000)
    renderApp('/identities', { state: { ...simulated, ...withRig({ simulation: simulation({ speed: 0, pausedAt }) }) } })
    expect(await screen.findByText(/^Paused:/)).toBeTruthy()
    const standing = screen.getByRole('timer').textContent
    cleanup()
    renderApp('/identities', { state: simulated, now: galleryNow - 60_000 })
    expect((await screen.findByRole('timer')).textContent).toBe(standing)
  })
  it('breaks what is whole and mends what is broken', async () => {
    const { user, calls } = renderApp('/simulated', { state: simulated })
    const part = await screen.findByRole('region', { name: 'Break something, and mend it' })
    expect(within(part).getAllByRole('listitem')).toHaveLength(7)
    await user.click(within(part).getByRole('button', { name: 'Cut it off' }))
    expect(calls.at(-1)).toEqual({ path: 'simulation.break', input: { what: 'cut-poet' } })
    await user.click(within(part).getByRole('button', { name: 'Make it fast again' }))
    expect(calls.at(-1)).toEqual({ path: 'simulation.mend', input: { what: 'late-proof' } })
  })
  it('shows three things to try until they are hidden', async () => {
    const { user } = renderApp('/identities', { state: simulated })
    const tries = await screen.findByRole('region', { name: 'Three things to try' })
    expect(within(tries).getAllByRole('listitem')).toHaveLength(3)
    await user.click(within(tries).getByRole('button', { name: 'Hide' }))
    expect(screen.queryByRole('region', { name: 'Three things to try' })).toBeNull()
  })
  it('is left only after it was said what goes', async () => {
    const { user, calls } = renderApp('/identities', { state: simulated })
    await user.click(await screen.findByRole('button', { name: 'Leave the simulation' }))
    const asked = await screen.findByRole('dialog', { name: 'Leave the simulation?' })
    expect(asked.textContent).toContain('simulated keys and their data are removed')
    expect(asked.textContent).toContain('moves and its history')
    expect(calls).toEqual([])
    await user.click(within(asked).getByRole('button', { name: 'Leave and remove it' }))
    expect(calls.at(-1)).toEqual({ path: 'rig.stopSimulated', input: null })
  })
  it('has no strip and no speed in an own rig', async () => {
    renderApp('/identities', { state: rig })
    await screen.findByRole('heading', { name: 'Identities' })
    expect(screen.queryByRole('radio', { name: 'Pause' })).toBeNull()
  })
})
