import { expect, it } from 'vitest'
import { moveBatch } from '../testing/move.ts'
import { standingStill, stoppedByMoves } from './standing-still.ts'

const names = (done: number) => standingStill(moveBatch(done))?.names ?? []

it('names who was stopped and not started again, step by step', () => {
  expect(names(0)).toEqual(['home', 'diskC_post3'])
  expect(names(1)).toEqual(['home', 'diskC_post3'])
  expect(names(4)).toEqual(['home', 'attic', 'diskC_post3'])
  expect(names(8)).toEqual(['home', 'attic', 'diskC_post3'])
  expect(names(9)).toEqual(['diskC_post3'])
  expect(names(10)).toEqual([])
})

it('says nobody when the plan has stopped nobody yet, and nobody after the end', () => {
  expect(standingStill(moveBatch(0, { doing: 'waiting-for-you', activity: 'needs-resume', journal: [] }))).toBeNull()
  expect(standingStill(moveBatch(3, { activity: 'ended', state: 'aborted' }))).toBeNull()
})

it('names who may have been stopped when Smeshdesk died before it could write that down', () => {
  const [entry] = moveBatch(1).journal
  if (entry === undefined) throw new Error('no journal')
  const waits = { doing: 'waiting-for-you', activity: 'needs-resume' } as const
  const journal = [{ ...entry, kind: 'INTENT' as const, text: 'stop-source pid=7' }]
  expect(standingStill(moveBatch(0, { ...waits, journal }))).toEqual({ names: ['home', 'diskC_post3'], since: entry.at })
  const stopping = [...journal, { ...entry, kind: 'INTENT' as const, text: 'stop-target' }]
  expect(standingStill(moveBatch(0, { ...waits, journal: stopping }))?.names).toEqual(['home', 'attic', 'diskC_post3'])
})

it('names each once over all moves', () => {
  expect(stoppedByMoves({ a: moveBatch(4), b: moveBatch(1) })).toEqual(['home', 'attic', 'diskC_post3'])
})
