import { cleanup, screen, waitFor } from '@testing-library/react'
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

it('a node that others start is given its log file, judged before it is kept', async () => {
  const answers = {
    'folders.named': { entry: { handle: 'h-log', name: 'n.log', path: '/var/log/n.log', looksLike: 'file' }, problem: null, detail: '' },
  }
  const { user, calls } = renderApp('/logs/node/attic', { state: rig, answers })
  await user.click(await screen.findByText('Smeshdesk did not start it: where is its log?'))
  await user.type(screen.getByLabelText('Log file'), '/var/log/n.log')
  await user.click(screen.getByRole('button', { name: 'Read this file' }))
  expect(calls.find(({ path }) => path === 'folders.named')?.input).toEqual({ text: '/var/log/n.log', kind: 'file' })
  await waitFor(() => expect(calls).toContainEqual({ path: 'logFile.give', input: { name: 'attic', file: 'h-log' } }))
})
