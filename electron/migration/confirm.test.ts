import { beforeEach, expect, test } from 'vitest'
import { type Epoch, Instant, RigName } from '../contract/model/basics.ts'
import { createClosing } from './closing.io.ts'
import { type ConfirmFacts, confirmationIn, evidenceOf, judgeConfirmation } from './confirm.ts'
import { watchMoves } from './confirming.io.ts'
import { createMigration, type Migration } from './index.ts'
import type { PlannedMove } from './planned-move.ts'
import { makeKey } from './testing/keys.io.ts'
import { MemoryRig, names } from './testing/memory-rig.ts'
import type { IdentityLook } from './world.ts'

const [source, target] = [names.source, names.target]
const [third, fourth] = [RigName.parse('shed'), RigName.parse('barn')]
const [moving] = [makeKey()]
const plan = { source: { node: source }, target: { node: target } } as PlannedMove
const time = { genesisAt: Instant.parse(0), layerMs: 1_000, layersPerEpoch: 10, phaseShiftMs: null, cycleGapMs: null }
/** Moved in epoch 5. */
const movedAt = Instant.parse(55_000)
const look = (part: Partial<IdentityLook> = {}): IdentityLook => ({
  id: moving.id,
  name: 'a1',
  bans: [source, target, third].map((node) => ({ node, says: 'not-proven' })),
  newestAtx: [
    { node: target, atx: { id: 'new', epoch: 6 as Epoch } },
    { node: third, atx: { id: 'new', epoch: 6 as Epoch } },
  ],
  lastSignedLayer: null,
  service: null,
  nodes: [
    { node: source, lists: false, folder: '/attic', runs: true },
    { node: target, lists: true, folder: '/home', runs: true },
    { node: third, lists: false, folder: null, runs: true },
  ],
  strangers: [],
  blind: [],
  copies: [
    { path: '/attic/identities/a1.key.moved-x', loadableBy: null },
    { path: '/home/identities/a1.key', loadableBy: target },
  ],
  ...part,
})
const judge = (part: Partial<IdentityLook> = {}, facts: Partial<ConfirmFacts> = {}) =>
  judgeConfirmation({
    plan,
    movedAt,
    before: { id: 'old', epoch: 5 as Epoch },
    time,
    look: look(part),
    now: Instant.parse(99_000),
    ...facts,
  })

test('confirmed by another node’s answer about an ATX of after the move, and one that never had the key and knows of no ban', () => {
  const said = judge()
  expect(said).toMatchObject({
    confirmed: true,
    act: { node: third, epoch: 6, atx: 'new' },
    seenBy: [third],
    witnesses: [third],
    loadable: 1,
  })
  expect(said.asked).toEqual([source, target, third])
  expect(confirmationIn(evidenceOf(said))).toEqual(said)
})

test('an ATX that may be of before the move confirms nothing, whoever names it', () => {
  const of = (epoch: number) => [target, third].map((node) => ({ node, atx: { id: 'one', epoch: epoch as Epoch } }))
  for (const epoch of [4, 5]) expect(judge({ newestAtx: of(epoch) })).toMatchObject({ confirmed: false, act: null })
  expect(judge({}, { time: null })).toMatchObject({ confirmed: false, act: null })
  expect(judge({}, { before: { id: 'late', epoch: 6 as Epoch } })).toMatchObject({ confirmed: false, act: null })
})

test('an event counts from the target alone, of its own publication, after the move', () => {
  const none = { newestAtx: [] }
  const event = { node: target, epoch: 6 as Epoch, at: 60_000 }
  expect(judge({ ...none, published: event })).toMatchObject({ confirmed: true, act: { node: target, epoch: 6, atx: null }, seenBy: [] })
  expect(judge({ ...none, published: { ...event, node: source } })).toMatchObject({ confirmed: false, act: null })
  expect(judge({ ...none, published: { ...event, node: third } }).act).toBeNull()
  expect(judge({ ...none, published: { ...event, at: 54_000 } }).act).toBeNull()
  expect(judge({ ...none, published: { ...event, epoch: 5 as Epoch } }).act).toBeNull()
})

test('the source alone naming an ATX is nobody’s word but its own', () => {
  expect(judge({ newestAtx: [{ node: source, atx: { id: 'new', epoch: 6 as Epoch } }] })).toMatchObject({ confirmed: false, act: null })
})

test('a node that has the key, may have it, or could not be asked is no independent witness', () => {
  const withThird = (part: Partial<IdentityLook['nodes'][number]>): Partial<IdentityLook> => ({
    nodes: look().nodes.map((one) => (one.node === third ? { ...one, ...part } : one)),
  })
  for (const part of [{ lists: true }, { lists: null }] as const)
    expect(judge(withThird(part))).toMatchObject({ confirmed: false, witnesses: [], seenBy: [] })
  expect(judge({ copies: [...look().copies, { path: '/shed/identities/a1.key', loadableBy: third }] })).toMatchObject({
    confirmed: false,
    witnesses: [],
    loadable: 2,
  })
  expect(
    judge({
      bans: [
        { node: target, says: 'not-proven' },
        { node: third, says: 'silent' },
      ],
    }),
  ).toMatchObject({ confirmed: false, asked: [target] })
  expect(judge({ bans: [{ node: fourth, says: 'not-proven' }] })).toMatchObject({ confirmed: false, witnesses: [] })
})

test('a ban by anybody, a key loadable elsewhere, or one that is gone, speak against it', () => {
  expect(judge({ bans: [...look().bans, { node: source, says: 'banned' }] })).toMatchObject({ confirmed: false, ban: 'banned' })
  expect(judge({ bans: [] })).toMatchObject({ confirmed: false, ban: 'unknown' })
  expect(judge({ copies: [{ path: '/attic/identities/a1.key', loadableBy: source }] }).confirmed).toBe(false)
  expect(judge({ copies: [] }).confirmed).toBe(false)
})

let rig: MemoryRig
let migration: Migration
beforeEach(() => {
  rig = new MemoryRig([makeKey(), makeKey(), makeKey()])
  migration = createMigration(rig.deps())
})
async function move(): Promise<void> {
  const request = { identity: rig.moving.id, source, target }
  const { plan: scanned } = await migration.scan(request)
  await migration.begin({ ...request, hash: scanned?.hash ?? '', words: scanned?.consentWords ?? '' })
  await migration.rested()
}
const row = () => migration.rows()[0]
/** A start of the app that watches its ended moves, until something was looked at so often. */
async function watchFor(looks: number, meanwhile: () => void = () => undefined): Promise<void> {
  const deps = rig.deps()
  const looked = Promise.withResolvers<void>()
  let seen = 0
  const lookAtIdentity: typeof deps.world.lookAtIdentity = async (id) => {
    meanwhile()
    if (++seen >= looks) looked.resolve()
    return { ...(await deps.world.lookAtIdentity(id)), ...published }
  }
  migration = createMigration({ ...deps, world: { ...deps.world, lookAtIdentity }, confirmEveryMs: 30_000 })
  await migration.open()
  await looked.promise
  await migration.close()
}
let published: Pick<IdentityLook, 'published'> = {}

test('a move that has ended is watched by the core, and what confirms it is in its journal and survives restarts', async () => {
  published = {}
  rig.third.lists = false
  rig.third.runs = true
  await move()
  expect(row()).toMatchObject({ state: 'moved', confirmation: null })
  await watchFor(3)
  expect(row()).toMatchObject({ state: 'moved', confirmation: { confirmed: false, act: null } })
  published = { published: { node: target, epoch: 7 as Epoch, at: rig.nowMs + 1 } }
  await watchFor(1)
  expect(row()?.confirmation).toMatchObject({ confirmed: true, act: { node: target, epoch: 7 }, witnesses: [rig.third.name] })
  published = {}
  migration = createMigration(rig.deps())
  await migration.open()
  expect(row()).toMatchObject({ activity: 'ended', confirmation: { confirmed: true } })
  expect(row()?.journal.filter(({ text }) => text.startsWith('confirmed'))).toHaveLength(1)
})

test('an older move of an identity is not watched: it tells nothing of where the key is now', async () => {
  const closing = createClosing()
  const asked: string[] = []
  const batch = (name: string, awaits: boolean) => ({
    claim: { identities: [moving.id] },
    awaitsConfirmation: () => awaits,
    confirm: async () => {
      asked.push(name)
      closing.request('app-closes')
    },
  })
  let waits = 0
  const clock = {
    ...rig.clock,
    bootId: 'b',
    wait: async () => {
      if (++waits > 3) closing.request('app-closes')
    },
  }
  const watch = (batches: readonly object[]) => watchMoves({ clock, closing, everyMs: 1, batches: () => batches as never })
  await watch([batch('old', true), batch('new', false)])
  expect(asked).toEqual([])
})
