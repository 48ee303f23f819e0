import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { RigName } from '../contract/model/basics.ts'
import { asksToRun, type Desired, decide, type SlotFacts } from './decide.ts'
import { kindNames, kinds } from './kinds.ts'
import { newLaw } from './restart-law.ts'
import { newRecord, type Owner, type SlotRecord } from './slot.ts'
import { factsOf, freeAround, person, runAt, SlotWorld, specFor } from './testing/slot-world.ts'

const name = z.parse(RigName, 'a')
const now = 10_000_000
/** Mostly what lets a start be: else no start would be among what is drawn. */
const mostly = <Free, Other>(free: Free, other: fc.Arbitrary<Other>) =>
  fc.oneof({ weight: 9, arbitrary: fc.constant(free) }, { weight: 1, arbitrary: other })

const owners = fc.constantFrom<Owner>(person, { batch: 'one' }, { batch: 'two' }, { plan: 'one' })
const laws = fc.record({
  starts: fc.constant([] as number[]),
  failures: fc.nat(9),
  degraded: fc.boolean(),
  latched: mostly(false, fc.constant(true)),
  alike: fc.nat(3),
  nextAt: mostly(now, fc.constantFrom(null, now - 1, now + 1, now + 300_000)),
})
const users = fc.array(
  fc.record({
    pid: fc.nat(99),
    seenBy: fc.constantFrom('open-file' as const, 'argument' as const, 'working-folder' as const),
    evidence: fc.constantFrom('/d/local.sql', '/d/some.log'),
    exact: fc.boolean(),
  }),
  { maxLength: 2 },
)
const arounds = fc.record({
  externalPid: mostly(null, fc.constant(9)),
  named: mostly(null, fc.record({ path: fc.constant('/d'), same: fc.boolean(), relative: fc.constant(false) })),
  elsewhere: mostly(null, fc.constant('process 8 proves for it')),
  answers: mostly(false, fc.constant(true)),
  ownedBy: mostly(null, fc.constantFrom('', '/other')),
  line: mostly(null, fc.constant('["flag-not-in-version","--x","0.7.13"]')),
  room: mostly(null, fc.constant({ memory: { total: 0, free: 0 }, fast: true, fastBeside: 1, disk: null, onDisk: 0 })),
})
const slots: fc.Arbitrary<SlotFacts> = fc
  .record({
    kind: fc.constantFrom(...kindNames),
    hasProgram: mostly(true, fc.constant(false)),
    law: laws,
    wanted: mostly('running' as const, fc.constant('stopped' as const)),
    run: mostly(null, fc.boolean()),
    rest: fc.record({
      damaged: mostly(false, fc.constant(true)),
      heldBy: mostly(null, fc.constantFrom('one', 'two', 'unreadable')),
      closing: mostly(false, fc.constant(true)),
      process: mostly(null, fc.constantFrom('alive' as const, 'gone' as const, 'unknown' as const)),
      followed: fc.boolean(),
      around: fc.oneof({ weight: 9, arbitrary: arounds }, { weight: 1, arbitrary: fc.constant(null) }),
      users: mostly([], fc.option(users, { nil: null })),
    }),
  })
  .map(({ kind, hasProgram, law, wanted, run, rest }) => {
    const spec = { ...specFor({ kind, name }), program: hasProgram ? '/bin/p' : null }
    const begun = run === null ? null : { ...runAt(5), ...(run ? {} : { identity: null }) }
    const record: SlotRecord = { ...newRecord(spec.key), wanted, law, run: begun }
    return factsOf(spec, { ...rest, record })
  })
const wishes: fc.Arbitrary<Desired> = fc.record({
  wanted: fc.constantFrom('running' as const, 'stopped' as const),
  by: owners,
  asked: fc.boolean(),
})
const startsIn = (slot: SlotFacts, desired: Desired) => decide(slot, desired, now).filter((action) => action.do === 'start')
/** Of nothing in the way, so that what is said of a start is not empty. */
const open = (part: Partial<SlotFacts> = {}, kind: (typeof kindNames)[number] = 'service') =>
  factsOf(specFor({ kind, name }), { around: freeAround, users: [], ...part })
const asked = asksToRun(person)
const lawful: Desired = { ...asked, asked: false }
const due: SlotRecord = {
  ...newRecord({ kind: 'service', name }),
  wanted: 'running',
  law: { ...open().record.law, failures: 1, nextAt: now },
}

const rulesOfAStart: Readonly<Record<string, (slot: SlotFacts, desired: Desired) => void>> = {
  'never beside another one, of ours or of others, and never twice in one breath': (slot, desired) => {
    expect(startsIn(slot, desired)).toHaveLength(1)
    expect(decide(slot, desired, now)).toHaveLength(1)
    expect(slot.record.run).toBeNull()
    expect(slot.around).toMatchObject({ externalPid: null, elsewhere: null, answers: false })
    expect(slot.users?.some(kinds[slot.spec.key.kind].collides)).toBe(false)
  },
  'never with surroundings that are not known: not looked at, a damaged record, another folder than its own': (slot) => {
    expect(slot.around).not.toBeNull()
    expect(slot.users).not.toBeNull()
    expect(slot.damaged).toBe(false)
    expect(slot.around?.named?.same).not.toBe(false)
    expect(slot.spec.program).not.toBeNull()
  },
  'never what somebody else holds, by the law nothing that is held at all, and nothing while Smeshdesk closes': (slot, desired) => {
    expect(slot.closing).toBe(false)
    if (slot.heldBy !== null) expect([desired.asked, desired.by]).toEqual([true, { batch: slot.heldBy }])
  },
  'never by itself: what is latched, not wanted, not due, or of a kind that the law does not restart': ({ record, spec }, desired) => {
    if (desired.asked) return
    expect(record).toMatchObject({ wanted: 'running', law: { latched: false } })
    expect(record.law.nextAt).toBeLessThanOrEqual(now)
    expect(kinds[spec.key.kind].restarts).toBe('law')
  },
  'only what is wanted running is started': (_slot, { wanted }) => expect(wanted).toBe('running'),
}

describe('a start', () => {
  test('happens with nothing in the way, asked for or due', () => {
    expect(startsIn(open(), asked)).toHaveLength(1)
    expect(startsIn(open({ record: due }), lawful)).toHaveLength(1)
  })
  test('begins anew when it is asked for: what failed before is not held against it', () => {
    const latched = { ...due, law: { ...due.law, failures: 7, latched: true, nextAt: null } }
    expect(startsIn(open({ record: latched }), lawful)).toEqual([])
    expect(startsIn(open({ record: latched }), asked)).toEqual([{ do: 'start', law: { ...newLaw, starts: [now] } }])
  })

  // Facts are drawn once for all rules: to draw them takes far longer than to judge them.
  test('whatever the facts are, keeps to each of its rules', () => {
    const started = { asked: 0, law: 0, held: 0 }
    fc.assert(
      fc.property(slots, wishes, (slot, desired) => {
        if (startsIn(slot, desired).length === 0) return
        for (const [rule, holds] of Object.entries(rulesOfAStart)) {
          try {
            holds(slot, desired)
          } catch (cause) {
            throw new Error(rule, { cause })
          }
        }
        started[desired.asked ? 'asked' : 'law'] += 1
        if (slot.heldBy !== null) started.held += 1
      }),
      { numRuns: 10_000 },
    )
    // A property of nothing would hold as well.
    expect(Math.min(started.asked / 100, started.law / 100, started.held)).toBeGreaterThan(1)
  })
})

type Decided = readonly [what: string, part: Partial<SlotFacts>, desired: Desired, actions: readonly object[]]
const cases: readonly Decided[] = [
  ['not looked around yet', { around: null }, asked, [{ do: 'look' }]],
  ['not looked who uses its folder', { users: null }, asked, [{ do: 'look' }]],
  ['held', { heldBy: 'one' }, asked, [{ do: 'refuse', code: 'held_by_migration' }]],
  ['held by who asks', { heldBy: 'one', around: null }, { ...asked, by: { batch: 'one' } }, [{ do: 'look' }]],
  ['held, and due', { heldBy: 'one', record: due }, lawful, []],
  ['held by a batch of a plan’s name', { heldBy: 'one' }, { ...asked, by: { plan: 'one' } }, [{ do: 'refuse', code: 'held_by_migration' }]],
  ['runs', { record: { ...due, run: runAt(1) } }, asked, [{ do: 'refuse', code: 'already_running', pid: 7 }]],
  ['runs elsewhere', { around: { ...freeAround, elsewhere: 'x' } }, asked, [{ do: 'refuse', code: 'already_running' }]],
  ['damaged', { damaged: true, around: null }, asked, [{ do: 'refuse', code: 'start_failed' }]],
  ['its run is gone', { process: 'gone', record: { ...due, run: runAt(1) } }, lawful, [{ do: 'note-end' }]],
  ['can’t be told', { process: 'unknown', record: { ...due, run: runAt(1) } }, lawful, [{ do: 'doubt' }]],
  ['lives, not followed', { process: 'alive', followed: false, record: { ...due, run: runAt(1) } }, lawful, [{ do: 'adopt' }]],
  ['lives, followed', { process: 'alive', record: { ...due, run: runAt(1) } }, lawful, []],
  ['to be stopped', { record: { ...due, run: runAt(1) } }, { ...asked, wanted: 'stopped' }, [{ do: 'rest' }, { do: 'end' }]],
  ['waits, to be stopped', { record: due }, { ...asked, wanted: 'stopped' }, [{ do: 'rest' }]],
  ['does not run, to be stopped', {}, { ...asked, wanted: 'stopped' }, [{ do: 'rest' }, { do: 'refuse', code: 'not_running' }]],
  ['held, to be stopped', { heldBy: 'one' }, { ...asked, wanted: 'stopped' }, [{ do: 'refuse', code: 'held_by_migration' }]],
]
test.each(cases.map((one) => ({ what: one[0], one })))('$what', ({ one: [, part, desired, actions] }) => {
  expect(decide(open(part), desired, now)).toMatchObject(actions)
  expect(decide(open(part), desired, now)).toHaveLength(actions.length)
})

describe('many lives of one slot', () => {
  type Event = readonly [what: 'ask' | 'stop' | 'die' | 'break' | 'hold' | 'release' | 'wait' | 'reopen' | 'stranger', by: Owner]
  const events = fc.array(
    fc.tuple(fc.constantFrom<Event[0][]>('ask', 'ask', 'stop', 'die', 'break', 'hold', 'release', 'wait', 'reopen', 'stranger'), owners),
    { maxLength: 60 },
  )
  const happen = (world: SlotWorld, [what, by]: Event): void => {
    if (what === 'ask') world.ask('running', by)
    else if (what === 'stop') world.ask('stopped', by)
    else if (what === 'die' || what === 'break') {
      world.meaning = what === 'break' ? 'bad-flags' : 'gave-up-node-unreachable'
      world.alive = false
    } else if (what === 'hold') world.heldBy ??= 'one'
    else if (what === 'release') world.heldBy = null
    else if (what === 'wait') world.now += 200_000
    else if (what === 'reopen') world.followed = false
    else world.around = { ...freeAround, externalPid: world.around.externalPid === null ? 9 : null }
  }

  test.each(kindNames)('a %s: never two, never against a hold or a wish, never by itself once latched', (kind) => {
    fc.assert(
      fc.property(events, (lived) => {
        const world = new SlotWorld(specFor({ kind, name }))
        for (const event of lived) {
          happen(world, event)
          const [before, count] = [world.record, world.starts.length]
          // Throws where a second one would be born.
          world.tick()
          const born = world.starts.slice(count)
          if (born.length === 0) continue
          expect(born).toEqual(['law'])
          expect([world.heldBy, world.around.externalPid, kind]).toEqual([null, null, 'service'])
          expect(before).toMatchObject({ wanted: 'running', law: { latched: false } })
          // Who wants it is not forgotten by a start that nobody asked for.
          expect(world.record.wantedBy).toEqual(before.wantedBy)
        }
      }),
      { numRuns: 500 },
    )
  })

  test('a hold and a wish stand apart: what a person wanted is wanted still when the hold is gone', () => {
    const world = new SlotWorld(specFor({ kind: 'service', name }))
    world.ask('running', person)
    world.heldBy = 'one'
    expect(world.record).toMatchObject({ wanted: 'running', wantedBy: person })
    expect([world.ask('stopped', person), world.ask('running', { batch: 'two' })]).toEqual(['held_by_migration', 'held_by_migration'])
    expect(world.record).toMatchObject({ wanted: 'running', wantedBy: person })
    world.alive = false
    world.tick()
    world.now += 400_000
    world.tick()
    expect(world.starts).toEqual([person])
    world.heldBy = null
    world.tick()
    expect(world.starts).toEqual([person, 'law'])
  })

  test('what its batch has stopped stays so after the hold, as wanted by the batch, until somebody asks', () => {
    const world = new SlotWorld(specFor({ kind: 'service', name }))
    world.ask('running', person)
    world.heldBy = 'one'
    world.ask('stopped', { batch: 'one' })
    expect(world.record).toMatchObject({ wanted: 'stopped', wantedBy: { batch: 'one' }, lastEnd: { by: 'batch' } })
    world.heldBy = null
    world.now += 400_000
    world.tick()
    expect(world.starts).toEqual([person])
    expect(world.ask('running', { plan: 'night' })).toBeNull()
    expect(world.record).toMatchObject({ wanted: 'running', wantedBy: { plan: 'night' } })
  })
})
