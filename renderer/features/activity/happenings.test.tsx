import { cleanup, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { What } from '../../../electron/contract/model/happening.ts'
import { happeningRows } from '../../testing/happenings.ts'
import { giveLayout, renderApp } from '../../testing/render-app.tsx'
import { galleryNow } from '../../testing/rig.ts'
import { idOf, instant, rigName } from '../../testing/rows.ts'
import { rig } from '../../testing/scene-states.ts'

const quiet = { answers: { 'history.events': { entries: [], more: false, gaps: [], forgotten: null } } }

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
  renderApp('/activity', { ...quiet, state: { ...rig, happenings: { ...rig.happenings, ...happeningRows(whats) } } })
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
  renderApp('/activity', { ...quiet, state: { ...rig, happenings: Object.fromEntries(now) } })
  const list = within(await screen.findByRole('region', { name: 'What happened' })).getAllByRole('listitem')
  expect(list.map((one) => one.lastElementChild?.textContent)).toEqual(['home was started', 'home: Stopped by you.'])
})

it('says that nothing is known where nothing was seen', async () => {
  renderApp('/activity', { ...quiet, state: rig })
  expect(await screen.findByText('Nothing was seen to happen yet.')).toBeTruthy()
})

it('tells when nobody looked, where that began; a node that is not followed for a moment is no gap', async () => {
  const home = rigName('home')
  const rows = Object.values(happeningRows([{ is: 'run-started', kind: 'node', name: home }]))
  const minute = 60_000
  const gap = (node: string | null, since: number, until: number) => ({
    node,
    cause: node === null ? 'killed' : 'not-followed',
    since,
    until,
  })
  const gaps = [
    gap(null, galleryNow - 40 * minute, galleryNow - 39.9 * minute),
    gap('home', galleryNow - 30 * minute, galleryNow - 29.9 * minute),
    gap('home', galleryNow - 20 * minute, galleryNow - 10 * minute),
  ]
  const happenings = Object.fromEntries(rows.map((row) => [row.key, { ...row, at: instant(galleryNow - 25 * minute) }]))
  renderApp('/activity', {
    state: { ...rig, happenings },
    answers: { 'history.events': { entries: [], more: false, gaps, forgotten: null } },
  })
  await screen.findByText(/Not observed from/)
  const list = within(await screen.findByRole('region', { name: 'What happened' })).getAllByRole('listitem')
  expect(list.map((one) => one.lastElementChild?.textContent?.replaceAll(/\d\d:\d\d:\d\d/g, 'T'))).toEqual([
    'Not observed at home from T to T: the node could not be followed',
    'home was started',
    'Not observed from T to T: Smeshdesk was ended hard',
  ])
})

it('tells of a key that is in danger, and of the end of that', async () => {
  const a1 = { identity: idOf('a1'), name: 'a1' }
  const whats: readonly What[] = [
    { is: 'key-changed', ...a1, from: 'ok', to: 'duplicate' },
    { is: 'key-changed', ...a1, from: 'duplicate', to: 'ok' },
    { is: 'key-changed', ...a1, from: 'ok', to: 'defective' },
    { is: 'key-changed', ...a1, from: 'defective', to: 'ok' },
    { is: 'key-changed', ...a1, from: 'ok', to: 'absent' },
  ]
  renderApp('/activity', { ...quiet, state: { ...rig, happenings: happeningRows(whats) } })
  const list = within(await screen.findByRole('region', { name: 'What happened' })).getAllByRole('listitem')
  expect(list.map((one) => one.lastElementChild?.textContent)).toEqual([
    'a1: its key file is gone',
    'a1: its key file is in order again',
    'a1: its key file is defective',
    'a1: its key no longer lies where it would be loaded twice',
    'a1: its key lies where it would be loaded twice',
  ])
})
