import { expect, test } from 'vitest'
import type { Awake } from '../contract/model/awake.ts'
import type { Epoch } from '../contract/model/basics.ts'
import type { IdentityRow } from '../contract/model/identity.ts'
import type { State } from '../contract/state.ts'
import { manualClock } from '../time/testing/manual-clock.ts'
import { clock as epochClock, idOf, minute, seenRow, serviceRow } from '../verdict/testing/small-rig.ts'
import type { InhibitorHears } from './inhibitor.io.ts'
import { inhibitorCommand } from './inhibitor-command.ts'
import { type Inhibit, KeepAwake } from './keep-awake.io.ts'
import { awakeFor } from './needed.ts'

/** An epoch of a day, with its gap from 12:00 to 16:00 UTC: what is a quarter of an hour before it is not the gap of before. */
const clocks = {
  demo: { ...epochClock, layerMs: 96 * minute, phaseShiftMs: 16 * 60 * minute, cycleGapMs: 4 * 60 * minute },
}
const day = 24 * 60 * minute
const hours = (of: number): number => 5 * day + of * 60 * minute

const row = (part: Partial<IdentityRow> = {}): IdentityRow => ({
  ...seenRow(),
  clock: 'demo',
  standing: { epoch: 5 as Epoch, is: 'ahead' },
  epochs: [],
  act: null,
  attention: false,
  unseenLoss: null,
  ...part,
})
type Rig = Pick<State, 'identities' | 'services' | 'clocks'>
const rigOf = (identity: IdentityRow, pid: number | null = 7): Rig => ({
  identities: { [identity.id]: identity },
  services: { a1: serviceRow({}, { pid }) },
  clocks,
})
const why = (identity: IdentityRow, now: number, pid: number | null = 7) => awakeFor(rigOf(identity, pid), now).map(({ is }) => is)
const { progress, ban, cell } = row()
const idle = hours(3)

test.each([
  ['reads its data', row({ progress: { ...progress, phase: 'reading' } }), ['proving']],
  ['looks for its proof of work', row({ progress: { ...progress, phase: 'k2pow' } }), ['proving']],
  ['is waited for by its node, and can not be asked itself', row({ cell: { ...cell, post: 'proving', operator: 'off' } }), ['proving']],
  ['says that it does nothing, whatever its node waits for', row({ cell: { ...cell, post: 'proving', operator: 'idle' } }), []],
  ['has nothing to do', row(), []],
  ['is banned', row({ progress: { ...progress, phase: 'reading' }, ban: { ...ban, state: 'banned' } }), []],
  ['has no clock', row({ clock: null }), []],
])('far from any gap, of a service that %s', (_what, identity, wanted) => {
  expect(why(identity, idle)).toEqual(wanted)
})

test('a proof that is due keeps awake from a quarter of an hour before its gap until it is out, or the gap is over', () => {
  expect([11.74, 11.75, 12, 15.99, 16].map((at) => why(row(), hours(at)))).toEqual([[], ['due'], ['due'], ['due'], []])
  for (const is of ['published', 'published-late', 'missed', 'not-registered'] as const)
    expect(why(row({ standing: { epoch: 5 as Epoch, is } }), hours(13))).toEqual([])
  // What is said of another epoch says nothing of this one.
  expect(why(row({ standing: { epoch: 4 as Epoch, is: 'published' } }), hours(13))).toEqual(['due'])
})

test('nothing that runs elsewhere, or not at all, keeps this computer awake', () => {
  const reading = row({ progress: { ...progress, phase: 'reading' } })
  expect(why(reading, idle, null)).toEqual([])
  expect(why(row({ service: null, progress: { ...progress, phase: 'reading' } }), idle)).toEqual([])
})

/** A system that is asked, with what it hears, and the rig that it is asked for. */
function open({ kind = 'own' as 'own' | 'simulated', can = true, on = true } = {}) {
  const time = manualClock(hours(3))
  const said: (Awake | null)[] = []
  const asked: { why: string; hears: InhibitorHears; over: boolean }[] = []
  const inhibit: Inhibit = (why, hears) => {
    const one = { why, hears, over: false }
    asked.push(one)
    return () => {
      one.over = true
    }
  }
  const rig = { now: rigOf(row()), on, setBackMs: 0 }
  const clock = { ...time.clock, now: () => time.clock.now() - rig.setBackMs }
  const keeper = new KeepAwake({ clock, inhibit: can ? inhibit : null, isOn: () => rig.on, tell: (awake) => said.push(awake) }, () => ({
    ...rig.now,
    rig: { kind } as State['rig'],
  }))
  const see = async (part: Partial<IdentityRow>) => {
    rig.now = rigOf(row(part))
    keeper.heard()
    await time.advance(1_000)
  }
  return { ...time, said, asked, rig, keeper, see, last: () => said.at(-1) ?? null }
}
const reading = { progress: { ...progress, phase: 'reading' as const } }

test('asked while a proof runs, held once the system says so, let go at its end', async () => {
  const { see, asked, last, advance } = open()
  await see(reading)
  expect(asked.map(({ why }) => why)).toEqual([`PoST proof: ${idOf(1).slice(0, 8)}`])
  expect(last()).toMatchObject({ state: 'asked', for: [{ identity: idOf(1), name: 'a1', is: 'proving' }] })
  asked[0]?.hears.held()
  await advance(1_000)
  expect(last()).toMatchObject({ on: true, state: 'held', since: hours(3) + 1_000 })
  await see(reading)
  expect(asked).toHaveLength(1)
  await see({})
  expect(asked[0]?.over).toBe(true)
  expect(last()).toMatchObject({ state: 'not-needed', for: [] })
})

test('a gap that draws near is seen although nothing else happens', async () => {
  const { see, asked, advance } = open()
  await see({})
  await advance(8 * 60 * minute)
  expect(asked).toHaveLength(0)
  await advance(46 * minute)
  expect(asked).toHaveLength(1)
})

test('a system that refuses is named, and asked again five minutes later', async () => {
  const { see, asked, last, advance } = open()
  await see(reading)
  asked[0]?.hears.ended('Failed to inhibit: Access denied')
  await advance(1_000)
  expect(last()).toMatchObject({ state: 'cannot', detail: 'Failed to inhibit: Access denied' })
  await advance(4 * minute)
  expect(asked).toHaveLength(1)
  await advance(2 * minute)
  expect(asked).toHaveLength(2)
})

test('a clock that is set back holds back no question', async () => {
  const { see, asked, advance, rig } = open()
  await see(reading)
  asked[0]?.hears.ended('busy')
  rig.setBackMs = 24 * 60 * minute
  await advance(30_000)
  expect(asked).toHaveLength(2)
})

test('a shell without a way says so; turned off nothing is asked; a simulated rig never', async () => {
  const none = open({ can: false })
  await none.see(reading)
  expect(none.last()).toMatchObject({ state: 'cannot', detail: '' })
  const off = open({ on: false })
  await off.see(reading)
  expect(off.last()).toMatchObject({ on: false, state: 'not-needed' })
  const simulated = open({ kind: 'simulated' })
  await simulated.see(reading)
  expect([simulated.last(), off.asked, simulated.asked]).toEqual([null, [], []])
})

test('turned off while it holds, and closed, it lets go', async () => {
  const first = open()
  await first.see(reading)
  first.rig.on = false
  await first.advance(15_000)
  expect(first.asked[0]?.over).toBe(true)
  const second = open()
  await second.see(reading)
  second.keeper.close()
  expect([second.asked[0]?.over, second.waiting()]).toEqual([true, 0])
})

test('the command of each system', () => {
  expect(inhibitorCommand('linux', 'PoST proof: a1')?.slice(0, 5)).toEqual([
    'systemd-inhibit',
    '--what=sleep:idle',
    '--who=Smeshdesk',
    '--why=PoST proof: a1',
    '--mode=block',
  ])
  expect(inhibitorCommand('darwin', '')?.[0]).toBe('/usr/bin/caffeinate')
  expect(inhibitorCommand('win32', '')).toBeNull()
})
