import { expect, test } from 'vitest'
import type { RigName, SmesherId } from '../../contract/model/basics.ts'
import { judgeSilence } from '../../silence/index.ts'
import type { MayEnd, MoveWorld } from '../world.ts'

/** A world with what the suite needs of the rig around it. */
export interface WorldUnderTest {
  readonly world: MoveWorld
  readonly source: RigName
  readonly target: RigName
  readonly service: RigName
  /** Its key lies at the source, and nowhere else. */
  readonly moving: SmesherId
  /** Somebody else starts a node, as a script of theirs would. */
  readonly startByOthers: (name: RigName) => void
}

const all: MayEnd = () => true
const ours: MayEnd = ({ ours: own }) => own
const silent = async (world: MoveWorld, node: RigName) => judgeSilence(await world.silenceOf(node)).verdict
const programsOf = async (world: MoveWorld, node: RigName) => (await world.silenceOf(node)).programs ?? []
const pidsOf = async (world: MoveWorld, node: RigName) => (await programsOf(world, node)).map(({ pid }) => pid)

const cases: Readonly<Record<string, (its: WorldUnderTest) => Promise<void>>> = {
  'a node that runs is active, names its processes, lists what it has loaded, and tells its layer': async ({
    world,
    source,
    target,
    moving,
  }) => {
    expect([await silent(world, source), await silent(world, target)]).toEqual(['active', 'active'])
    expect((await pidsOf(world, source)).length).toBeGreaterThan(0)
    expect([await world.listed(source, moving), await world.listed(target, moving)]).toEqual([true, false])
    expect((await world.layers()).map(({ node }) => node)).toEqual(expect.arrayContaining([source, target]))
    expect(await world.lookAtNode(source)).toMatchObject({ name: source, running: true, answersItself: true })
  },
  'one that was ended is silent, and its answers are missing, not no': async ({ world, source, moving }) => {
    expect(await world.stopNode(source, all)).toMatchObject({ stopped: true })
    expect(await silent(world, source)).toBe('silent-proven')
    expect(await pidsOf(world, source)).toEqual([])
    expect(await world.listed(source, moving)).toBeNull()
    expect((await world.layers()).map(({ node }) => node)).not.toContain(source)
    expect(await world.lookAtNode(source)).toMatchObject({ running: false })
  },
  'a stop may be asked for again; a start that finds it running starts nothing': async ({ world, source }) => {
    await world.stopNode(source, all)
    expect((await world.stopNode(source, all)).left ?? []).toEqual([])
    expect(await world.startNode(source, 'b')).toBe(true)
    const pids = await pidsOf(world, source)
    expect(await world.startNode(source, 'b')).toBe(false)
    expect(await pidsOf(world, source)).toEqual(pids)
  },
  'a process of others is ended by agreement only: else it stands, and is named as left': async ({ world, source, startByOthers }) => {
    await world.stopNode(source, all)
    startByOthers(source)
    const [pid] = await pidsOf(world, source)
    const { left = [] } = await world.stopNode(source, ours)
    expect(left.map((one) => [one.pid, one.ours])).toEqual([[pid, false]])
    expect(await silent(world, source)).toBe('active')
    await world.stopNode(source, ({ startTicks, bootId }) => left.some((one) => one.startTicks === startTicks && one.bootId === bootId))
    expect(await silent(world, source)).toBe('silent-proven')
  },
  'each start is another process, and one of ours says so': async ({ world, source }) => {
    const before = await programsOf(world, source)
    await world.stopNode(source, all)
    await world.startNode(source, 'b')
    const after = await programsOf(world, source)
    expect(after.map((one) => one.ours)).toEqual([true])
    const mark = (one: { readonly pid: number; readonly startTicks: string } | undefined) => `${one?.pid}:${one?.startTicks}`
    expect(mark(after[0])).not.toBe(mark(before[0]))
  },
  'to look changes nothing and says the same again': async ({ world, source, target, service, moving }) => {
    const looks = async () => [
      await world.nodeBinding(source),
      await world.serviceBinding(service),
      (await world.lookForKey(moving)).nodes,
      await pidsOf(world, source),
      await pidsOf(world, target),
      world.folders(),
      world.nodes(),
    ]
    expect(await looks()).toEqual(await looks())
  },
  'of the key it tells where it is listed, and that the other node does not have it': async ({ world, source, target, moving }) => {
    for (const { nodes } of [await world.lookForKey(moving), await world.lookAtIdentity(moving)]) {
      expect(nodes.find(({ node }) => node === source)).toMatchObject({ lists: true, runs: true })
      expect(nodes.find(({ node }) => node === target)).toMatchObject({ lists: false, runs: true })
    }
    await world.stopNode(source, all)
    expect((await world.lookForKey(moving)).nodes.find(({ node }) => node === source)).toMatchObject({ lists: null, runs: false })
  },
  'a service is moved to another node, and counts as registered where its identity is loaded alone': async ({
    world,
    source,
    target,
    service,
    moving,
  }) => {
    await world.stopService(service, all)
    await world.startService(service, { node: target, batch: 'b', mayEnd: all })
    expect(await world.registered(service, target, moving)).not.toBe(true)
    await world.startService(service, { node: source, batch: 'b', mayEnd: all })
    expect(await world.registered(service, source, moving)).toBe(true)
  },
  'what is held may be held and let go of again': async ({ world, source, target, service }) => {
    const slots = { nodes: [source, target], services: [service] }
    for (const _time of [1, 2]) await world.hold('b', slots)
    for (const _time of [1, 2]) await world.release('b')
    expect(Object.keys(world.holds() ?? {})).not.toContain('b')
  },
}

/**
 * What every implementation of a move's world holds, and the guard builds on: what is asked changes nothing, what is not agreed to is not
 * ended, an answer that is missing is `null` and never a no, and what was done may be asked for again.
 */
export function testWorld(name: string, make: () => WorldUnderTest | Promise<WorldUnderTest>): void {
  test.each(Object.entries(cases))(`${name}: %s`, async (_says, hold) => hold(await make()))
}
