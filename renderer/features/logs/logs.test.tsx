import { cleanup, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { giveLayout, renderApp } from '../../testing/render-app.tsx'
import { rig } from '../../testing/scene-states.ts'

beforeEach(giveLayout)
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

it('opens the next error whole, with a way to copy it, and says where the file lies', async () => {
  const { user } = renderApp('/logs/service/diskA_post2', { state: rig })
  await screen.findByText(/smeshdesk\/logs\/diskA_post2.log$/)
  expect(screen.getByRole('checkbox', { name: 'Follow the newest line' })).toHaveProperty('checked', true)
  await user.keyboard('n')
  const line = await screen.findByText(/proof generation failed: unexpected end of file/)
  expect(line.closest('[aria-current]')).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Copy this line' })).toBeTruthy()
  expect(screen.getByRole('checkbox', { name: 'Follow the newest line' })).toHaveProperty('checked', false)
})

it('keeps the letters to itself while something is looked for', async () => {
  const { user } = renderApp('/logs/service/diskA_post2', { state: rig })
  await user.type(await screen.findByRole('searchbox', { name: 'Find in these lines' }), 'n')
  expect(screen.getByRole('checkbox', { name: 'Follow the newest line' })).toHaveProperty('checked', true)
})
