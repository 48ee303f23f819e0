import { cleanup, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { BatchRow } from '../../../electron/contract/model/migration.ts'
import { moveBatch } from '../../testing/move.ts'
import { giveLayout, renderApp } from '../../testing/render-app.tsx'
import { rig } from '../../testing/scene-states.ts'

beforeEach(giveLayout)
afterEach(cleanup)

const putBack = (values: Record<string, string>): BatchRow => {
  const batch = moveBatch(3, { state: 'aborted', activity: 'ended', doing: 'ended' })
  const [first] = batch.evidence
  if (first === undefined) throw new Error('no evidence')
  return { ...batch, evidence: [...batch.evidence, { ...first, state: 'aborted', words: 'undo', values }] }
}
const show = (batch: BatchRow) => renderApp(`/migrate/${batch.batch}`, { state: { ...rig, alerts: {}, batches: { [batch.batch]: batch } } })

it('names what was not started again when a move was put back', async () => {
  show(putBack({ stopped: 'attic, a1' }))
  expect((await screen.findByText(/not started again/)).textContent).toContain('attic, a1')
})

it('says nothing of it when all runs again', async () => {
  show(putBack({}))
  await screen.findByText('Put back.')
  expect(screen.queryByText(/not started again/)).toBeNull()
})
