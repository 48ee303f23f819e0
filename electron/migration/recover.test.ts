import { expect, test } from 'vitest'
import { SmesherId } from '../contract/model/basics.ts'
import { MoveState } from '../contract/model/migration.ts'
import type { DiskFacts, KeyFolder, SpareCopy } from './disk-facts.ts'
import { type JournalView, viewJournal } from './journal-view.ts'
import { isForward, rankOf } from './machine.ts'
import { latchedReason, type Recovery, recover, unknownReason } from './recover.ts'

const id = SmesherId.parse('aa'.repeat(32))
const plan = { identity: id }
const none: KeyFolder = { entries: [], names: [] }
const withKey: KeyFolder = {
  entries: [{ name: 'a1.key', kind: 'key', id, device: '1', inode: '2', sizeBytes: 128, sha256: 'h', mode: 0o600, links: 1 }],
  names: ['a1.key'],
}
const disk = ([source, retired, target, temporary]: readonly [boolean, SpareCopy, boolean, SpareCopy]): DiskFacts => ({
  source: { folder: source ? withKey : none, retired, tombstone: null },
  target: { folder: target ? withKey : none, temporary, lease: null },
})
const view = (state: MoveState, change: Partial<JournalView> = {}): JournalView => ({ ...viewJournal([]), state, before: state, ...change })

const copies: SpareCopy[] = ['absent', 'good', 'other']
const cases = MoveState.options.flatMap((state) =>
  [true, false].flatMap((armIntended) =>
    [true, false].flatMap((source) =>
      copies.flatMap((retired) =>
        [true, false].flatMap((target) =>
          copies.map((temporary) => ({ state, armIntended, places: [source, retired, target, temporary] as const })),
        ),
      ),
    ),
  ),
)

function contradicts({ places: [source, retired, target, temporary] }: (typeof cases)[number], found: Recovery): string | null {
  if (found.kind === 'ended') return null
  if (source && target && found.kind !== 'frozen') return 'two loadable copies and not frozen'
  const copy = source || target || retired === 'good'
  if (!copy && found.kind !== 'frozen') return `no copy but ${temporary === 'good' ? 'the temporary one' : 'none'} and not frozen`
  if (found.kind === 'undo' && target) return 'would undo what is armed'
  if (found.kind !== 'forward') return null
  if (rankOf(found.state) >= rankOf('armed') && !target) return 'believes to be armed without a key at the target'
  if (rankOf(found.state) >= rankOf('source-retired') && source) return 'believes to be retired with a loadable source'
  return rankOf(found.state) >= rankOf('key-copied') && !target && temporary === 'absent' ? 'believes in a copy that is not there' : null
}

test(`in all ${cases.length} cases of journal and disk nothing is believed that the disk denies`, () => {
  for (const one of cases) {
    const found = recover(view(one.state, { armIntended: one.armIntended }), disk(one.places), { plan, unlatch: true })
    expect({ ...one, found, wrong: contradicts(one, found) }).toMatchObject({ wrong: null })
  }
})

test('what is found is never more armed than what the journal says, but for a link it announced', () => {
  for (const { state, armIntended, places } of cases) {
    const found = recover(view(state, { armIntended }), disk(places), { plan, unlatch: true })
    if (found.kind === 'forward' && isForward(state) && !(armIntended && places[2]))
      expect(rankOf(found.state)).toBeLessThanOrEqual(rankOf(state))
  }
})

test.each<[string, JournalView, readonly [boolean, SpareCopy, boolean, SpareCopy], Recovery]>([
  ['nothing done', view('planned'), [true, 'absent', false, 'absent'], { kind: 'forward', state: 'planned' }],
  [
    'renamed, not recorded',
    view('source-stopped', { retireIntended: true }),
    [false, 'good', false, 'absent'],
    { kind: 'forward', state: 'source-stopped' },
  ],
  ['the temporary copy vanished', view('verified'), [false, 'good', false, 'absent'], { kind: 'forward', state: 'rows-staged' }],
  ['linked, not recorded', view('verified', { armIntended: true }), [false, 'good', true, 'good'], { kind: 'forward', state: 'verified' }],
  [
    'armed, the retired file removed by hand',
    view('armed', { armIntended: true }),
    [false, 'absent', true, 'absent'],
    { kind: 'forward', state: 'armed' },
  ],
  [
    'an old copy restored',
    view('settled'),
    [true, 'good', false, 'absent'],
    { kind: 'frozen', reason: 'source-copy-restored', latched: false },
  ],
  [
    'somebody else armed the target',
    view('settled'),
    [false, 'good', true, 'absent'],
    { kind: 'frozen', reason: 'target-armed-by-others', latched: false },
  ],
  [
    'armed, and gone',
    view('armed', { armIntended: true }),
    [false, 'good', false, 'absent'],
    { kind: 'frozen', reason: 'target-key-gone', latched: false },
  ],
  [
    'only the temporary copy is left',
    view('verified'),
    [false, 'absent', false, 'good'],
    { kind: 'frozen', reason: 'last-copy-is-temporary', latched: false },
  ],
  ['both names while undoing', view('aborting'), [true, 'good', false, 'absent'], { kind: 'undo' }],
  [
    'frozen stays frozen',
    view('frozen', { before: 'settled', frozenBecause: 'key-gone' }),
    [false, 'good', false, 'absent'],
    { kind: 'frozen', reason: 'key-gone', latched: true },
  ],
])('%s', (...[, journal, places, expected]) => {
  expect(recover(journal, disk(places), { plan, unlatch: false })).toEqual(expected)
})

test('a safety stop of another version keeps its own word beside the one that is known here', () => {
  const frozenAs = (frozenBecause: string | null) => ({ frozenBecause }) as JournalView
  expect([latchedReason(frozenAs('key-gone')), unknownReason(frozenAs('key-gone'))]).toEqual(['key-gone', ''])
  expect([latchedReason(frozenAs('of-tomorrow')), unknownReason(frozenAs('of-tomorrow'))]).toEqual(['journal-broken', 'of-tomorrow'])
  expect(unknownReason(frozenAs(null))).toBe('')
})
