import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import type { CallContext } from '../contract/contract.ts'
import { FolderHandle, RigName } from '../contract/model/basics.ts'
import { saw } from '../contract/seen.ts'
import type { Core } from '../core.ts'
import { type MoveProfile, moveProfile } from './testing/move-profile.io.ts'
import { openCore, type State, stateWhen } from './testing/open-core.io.ts'

const endings: (() => unknown)[] = []
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})

function profileOf(nodes: readonly string[], removed: readonly string[] = []): MoveProfile {
  const profile = moveProfile(nodes, removed)
  endings.push(() => rmSync(profile.folder, { recursive: true, force: true }))
  return profile
}

async function open(profileFolder: string): Promise<Core> {
  const core = await openCore(profileFolder)
  endings.push(() => core.close())
  return core
}

const openedWith = (moves: number) => (state: State) =>
  state.rig.problem !== null || (state.rig.kind !== 'none' && Object.keys(state.batches).length === moves)

const context: CallContext = { signal: new AbortController().signal, connection: {} }
const a1 = 'a'.repeat(64)
const a2 = 'b'.repeat(64)

test('two moves that both want one node: the rig opens, one move has the node, the other waits and says why', async () => {
  const profile = profileOf(['A', 'B', 'Z'])
  await profile.addMove({ identity: a1, source: 'A', target: 'B' })
  await profile.addMove({ identity: a2, source: 'A', target: 'Z' })
  const { rig, batches } = await stateWhen(await open(profile.folder), openedWith(2))
  expect(rig).toMatchObject({ kind: 'simulated', problem: null })
  const rested = Object.values(batches).map(({ activity, problem }) => `${activity} ${problem?.code ?? 'held'}`)
  // Plans of an earlier version say nothing of what their names stood for.
  expect(new Set(rested)).toEqual(new Set(['needs-resume binding-changed', 'needs-resume not-held']))
})

test('a node of a move was taken out of the settings: the rig opens, and the move waits with the name of the node', async () => {
  const profile = profileOf(['A', 'B'], ['B'])
  const batch = await profile.addMove({ identity: a1, source: 'A', target: 'B' })
  const { rig, batches } = await stateWhen(await open(profile.folder), openedWith(1))
  expect(rig).toMatchObject({ kind: 'simulated', problem: null })
  expect(batches[batch]).toMatchObject({ activity: 'needs-resume', problem: { code: 'not-held', detail: saw('not-in-settings', 'B') } })
})

const lostIs = (state: State) => state.rig.problem !== null || Object.keys(state.lostMoves).length > 0

test.each([
  ['its journal is gone', 'journal-missing', (batch: string) => rmSync(join(batch, 'journal.jsonl'))],
  ['its journal has 0 bytes', 'journal-empty', (batch: string) => writeFileSync(join(batch, 'journal.jsonl'), '')],
  ['its plan is cut', 'plan-damaged', (batch: string) => writeFileSync(join(batch, 'plan.json'), '{"v":1')],
  ['its folder is gone', 'unknown-batch', (batch: string) => rmSync(batch, { recursive: true })],
  ['all moves are gone with it', 'unknown-batch', (batch: string) => rmSync(dirname(batch), { recursive: true })],
])('a move of which %s is shown with an alarm; the rig opens, and what it holds stays held', async (_what, why, damage) => {
  const profile = profileOf(['A', 'B', 'Z'])
  const move = { identity: a1, source: 'A', target: 'B' }
  const batch = await profile.addMove(move)
  profile.leaveTraces(batch, move)
  damage(profile.batch(batch))
  const core = await open(profile.folder)
  const { rig, batches, lostMoves, nodes, alerts } = await stateWhen(core, (state) => lostIs(state) && `move-${batch}` in state.alerts)
  expect(rig).toMatchObject({ kind: 'simulated', problem: null })
  expect(batches).toEqual({})
  expect(lostMoves).toMatchObject({ [batch]: { why, identity: a1, from: 'A', to: 'B', held: ['A', 'B', 'a1'] } })
  expect(alerts[`move-${batch}`]).toMatchObject({ tone: 'bad', words: 'move-lost', route: `#/migrate/${batch}` })
  expect([nodes.A?.slot?.heldBy, nodes.B?.slot?.heldBy, nodes.Z?.slot?.heldBy]).toEqual([batch, batch, null])
  await expect(core.handlers.rig.remove({ kind: 'node', name: RigName.parse('A') }, context)).rejects.toMatchObject({
    code: 'held_by_migration',
  })
})

test('a person lets go of what a lost move holds: its nodes are held no more, after a restart too, and the move stays named', async () => {
  const profile = profileOf(['A', 'B'])
  const move = { identity: a1, source: 'A', target: 'B' }
  const batch = await profile.addMove(move)
  profile.leaveTraces(batch, move)
  rmSync(join(profile.batch(batch), 'journal.jsonl'))
  const core = await open(profile.folder)
  const words = `let-go:${batch}`
  await stateWhen(core, ({ lostMoves }) => lostMoves[batch]?.letGoWords === words)
  await expect(core.handlers.migration.letGo({ id: batch, words: 'let go' }, context)).rejects.toMatchObject({ code: 'consent_mismatch' })
  await core.handlers.migration.letGo({ id: batch, words }, context)
  const free = ({ nodes, lostMoves }: State) => nodes.A?.slot?.heldBy === null && lostMoves[batch]?.held.length === 0
  await stateWhen(core, free)
  await core.close()
  await stateWhen(await open(profile.folder), free)
})

function mkdirBeside(file: string): string {
  rmSync(file)
  mkdirSync(`${file}.folder`)
  return `${file}.folder`
}

test.each([
  ['damaged', (file: string) => writeFileSync(file, '{"version":1,"holds":{"x"')],
  ['a folder', (file: string) => renameSync(mkdirBeside(file), file)],
])('holds that are %s: every slot counts as held, and it is said', async (_what, damage) => {
  const profile = profileOf(['A', 'B', 'Z'])
  const move = { identity: a1, source: 'A', target: 'B' }
  const batch = await profile.addMove(move)
  profile.leaveTraces(batch, move)
  damage(join(profile.folder, 'slots', 'holds.json'))
  const state = await stateWhen(await open(profile.folder), (now) => lostIs(now) && 'move-holds' in now.alerts)
  expect(state.lostMoves).toMatchObject({ holds: { why: 'holds-unreadable' } })
  expect(state.nodes.Z?.slot?.heldBy).toBe('unreadable')
  expect(state.batches[batch]).toMatchObject({ activity: 'needs-resume', problem: { code: 'not-held' } })
})

test('moves without settings: the rig opens all the same, and they wait', async () => {
  const profile = profileOf(['A', 'B'])
  const batch = await profile.addMove({ identity: a1, source: 'A', target: 'B' })
  rmSync(join(profile.folder, 'settings.json'))
  const { rig, batches } = await stateWhen(await open(profile.folder), openedWith(1))
  expect(rig.problem).toBeNull()
  expect(batches[batch]).toMatchObject({ activity: 'needs-resume', problem: { code: 'not-held' } })
})

test('what a move has is neither changed nor taken away, and nobody else gets its folders, under whatever name or path', async () => {
  const profile = profileOf(['A', 'B', 'Z'])
  await profile.addMove({ identity: a1, source: 'A', target: 'B' })
  symlinkSync(profile.dataFolder('A'), join(profile.folder, 'data', 'other-path'))
  const core = await open(profile.folder)
  await stateWhen(core, openedWith(1))
  const refused = { code: 'held_by_migration' }
  const name = (text: string) => RigName.parse(text)
  await expect(core.handlers.rig.remove({ kind: 'node', name: name('A') }, context)).rejects.toMatchObject(refused)
  await expect(core.handlers.rig.remove({ kind: 'service', name: name('a1') }, context)).rejects.toMatchObject(refused)
  const handle = async (text: string) => {
    const { entry: found } = await core.handlers.folders.named({ text, kind: 'folder' }, context)
    if (found === null) throw new Error(`nothing at ${text}`)
    return FolderHandle.parse(found.handle)
  }
  const entry = { program: null, arguments: [], addresses: { public: null, private: null, post: null } }
  for (const path of [profile.dataFolder('A'), join(profile.folder, 'data', 'other-path')])
    await expect(
      core.handlers.rig.addNode({ ...entry, name: name('again'), dataFolder: await handle(path) }, context),
    ).rejects.toMatchObject(refused)
  const prover = { program: null, arguments: [], node: null, operatorAddress: null }
  await expect(
    core.handlers.rig.addService(
      { ...prover, name: name('a1-again'), dataFolder: await handle(join(profile.folder, 'data', 'post')) },
      context,
    ),
  ).rejects.toMatchObject(refused)
  await expect(
    core.handlers.rig.changeNode(
      { name: name('Z'), entry: { ...entry, name: name('Z'), dataFolder: await handle(profile.dataFolder('B')) } },
      context,
    ),
  ).rejects.toMatchObject(refused)
  await core.handlers.rig.remove({ kind: 'node', name: name('Z') }, context)
})
