import { cleanup, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { giveLayout, renderApp } from '../../testing/render-app.tsx'
import { rig } from '../../testing/scene-states.ts'
import { scenes } from '../../testing/scenes.ts'

beforeEach(giveLayout)
afterEach(cleanup)

it('says which proofs keep this computer awake and since when, here and in the rail', async () => {
  renderApp('/settings', { state: scenes.awake?.state ?? rig })
  expect(await screen.findByText(/Kept awake for 37 min: diskC_post3 is proving and diskA_post1’s proof is due/)).toBeTruthy()
  expect(screen.getByText('awake for 2 proofs')).toBeTruthy()
})

it('names why it can not, and what to do', async () => {
  renderApp('/settings', { state: scenes['awake-refused']?.state ?? rig })
  expect(await screen.findByText(/the system refused it \(Failed to inhibit: Access denied\)\. Turn sleep off/)).toBeTruthy()
  expect(screen.getByText('may sleep: 2 proofs')).toBeTruthy()
})

it('is turned off and on by a hand, and is not there in a simulation', async () => {
  const { user, calls } = renderApp('/settings', { state: scenes.awake?.state ?? rig })
  await user.click(await screen.findByRole('checkbox', { name: /Keep this computer awake/ }))
  await waitFor(() => expect(calls).toContainEqual({ path: 'rig.setKeepAwake', input: { on: false } }))
  cleanup()
  renderApp('/settings', { state: { ...rig, awake: null } })
  await screen.findByText('Notifications', { selector: 'h2' })
  expect(screen.queryByText('Stay awake')).toBeNull()
})
