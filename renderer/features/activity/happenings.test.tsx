import { cleanup, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { What } from '../../../electron/contract/model/happening.ts'
import { happeningRows } from '../../testing/happenings.ts'
import { giveLayout, renderApp } from '../../testing/render-app.tsx'
import { galleryNow } from '../../testing/rig.ts'
import { instant, rigName } from '../../testing/rows.ts'
import { rig } from '../../testing/scenes.ts'

beforeEach(giveLayout)
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

it('tells what happened, the newest first, and no change of a state', async () => {
  const move = { batch: 'm', name: 'a1', source: rigName('home'), target: rigName('attic') }
  const end = { meaning: 'panicked', exit: 101, signal: null, by: 'nobody' } as const
  const whats: readonly What[] = [
    { is: 'reach-changed', node: rigName('home'), to: 'silent' },
    { is: 'run-ended', kind: 'service', name: rigName('a1'), end },
    { is: 'batch-entered', ...move, state: 'moved' },
    { is: 'history-failed', how: 'not-kept', reference: 'r1' },
  ]
  renderApp('/activity', { state: { ...rig, happenings: { ...rig.happenings, ...happeningRows(whats) } } })
  const list = within(await screen.findByRole('region', { name: 'What happened' })).getAllByRole('listitem')
  expect(list.map((one) => one.lastElementChild?.textContent)).toEqual([
    'What happens can’t be written down now (r1 in the log)',
    'a1, from home to attic: moved, not proven yet',
    'a1’s service: Exited (101). It broke with a panic.',
    'home does not answer',
  ])
})

it('puts what was told last first, of one moment', async () => {
  const run = { kind: 'node', name: rigName('home') } as const
  const end = { meaning: 'unknown', exit: 0, signal: null, by: 'person' } as const
  const rows = Object.values(
    happeningRows([
      { is: 'run-ended', ...run, end },
      { is: 'run-started', ...run },
    ]),
  )
  const now = rows.map((row) => [row.key, { ...row, at: instant(galleryNow) }])
  renderApp('/activity', { state: { ...rig, happenings: Object.fromEntries(now) } })
  const list = within(await screen.findByRole('region', { name: 'What happened' })).getAllByRole('listitem')
  expect(list.map((one) => one.lastElementChild?.textContent)).toEqual(['home was started', 'home: Stopped by you.'])
})

it('says that nothing is known where nothing was seen', async () => {
  renderApp('/activity', { state: rig })
  expect(await screen.findByText('Nothing was seen to happen yet.')).toBeTruthy()
})
