import { expect, it } from 'vitest'
import type { TimelineEntry } from '../../../electron/contract/model/identity.ts'
import { clockTime } from '../../format/time.ts'
import { instant, rigName } from '../../testing/rows.ts'
import { eventWords, fieldWords } from '../../words/evidence.ts'
import { foldEvents } from './folded-events.ts'

const entry = (at: number, kind: TimelineEntry['kind'], fields: Record<string, string> = {}): TimelineEntry => ({
  at: instant(at),
  kind,
  failure: false,
  help: 'The node published a proposal.',
  fields,
  node: rigName('home'),
})

const proposals = Array.from({ length: 20 }, (_, index) => entry(10_000 - index * 100, 'proposal', { layer: String(639 - index) }))

it('folds twenty proposals into one line that names their layers', () => {
  const [folded, ...rest] = foldEvents([...proposals, entry(1000, 'atx-published', { publish: '33', atx: 'ab'.repeat(32) })])
  expect(folded).toMatchObject({ kind: 'proposal', count: 20, at: 10_000, since: 8100, fields: { layer: { from: 620, to: 639 } } })
  expect(rest).toHaveLength(1)
  expect(eventWords('proposal', false, folded?.count).said).toBe('20 proposals sent')
  expect(fieldWords(folded?.fields ?? {}, 10_000).map(({ shown }) => shown)).toEqual(['layers 620–639'])
})

it('never folds two ATXs, two rounds or a failure into what they are not', () => {
  const events = [
    entry(5000, 'atx-published', { publish: '34' }),
    entry(4000, 'atx-published', { publish: '33' }),
    entry(3000, 'registered', { round: '33' }),
    entry(2000, 'registered', { round: '32' }),
    { ...entry(1500, 'post-start'), failure: true },
    entry(1000, 'post-start'),
  ]
  expect(foldEvents(events)).toHaveLength(6)
})

it('says times locally, with UTC for the tooltip, and ids short: no raw stamp', () => {
  const at = Date.parse('2026-11-28T08:20:39.500Z')
  const said = fieldWords(
    { publish: { value: '33' }, until: { value: '2026-11-28T08:20:39.500Z' }, challenge: { value: '0a'.repeat(32) } },
    at,
  )
  expect(said.map(({ shown }) => shown)).toEqual(['for epoch 33', `until ${clockTime(at, true)}`, 'challenge 0a0a0a…0a0a'])
  expect(said[1]?.whole).toBe('2026-11-28 08:20:39 UTC')
})
