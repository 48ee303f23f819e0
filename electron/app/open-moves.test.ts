import { rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { createApp } from '../app.ts'
import type { CallContext } from '../contract/contract.ts'
import { FolderHandle, RigName } from '../contract/model/basics.ts'
import type { Core } from '../core.ts'
import { type MoveProfile, moveProfile } from './testing/move-profile.io.ts'

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
  const core = await createApp({
    profileFolder,
    version: '0',
    platform: { host: 'console', consoleProgram: ['node', 'none'], log: () => undefined },
  })
  endings.push(() => core.close())
  return core
}

const watching = () => ({ signal: AbortSignal.timeout(10_000), connection: {} })

async function stateOf(core: Core) {
  for await (const event of core.handlers.state.watchState({}, watching())) if ('full' in event) return event.full
  throw new Error('no state')
}

type State = Awaited<ReturnType<typeof stateOf>>

/** The state at the first moment when it is as wanted. */
async function stateWhen(core: Core, wanted: (state: State) => boolean): Promise<State> {
  for await (const _change of core.handlers.state.watchState({}, watching())) {
    const state = await stateOf(core)
    if (wanted(state)) return state
  }
  throw new Error('the state never came')
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
  expect(new Set(rested)).toEqual(new Set(['needs-resume held', 'needs-resume not-held']))
})

test('a node of a move was taken out of the settings: the rig opens, and the move waits with the name of the node', async () => {
  const profile = profileOf(['A', 'B'], ['B'])
  const batch = await profile.addMove({ identity: a1, source: 'A', target: 'B' })
  const { rig, batches } = await stateWhen(await open(profile.folder), openedWith(1))
  expect(rig).toMatchObject({ kind: 'simulated', problem: null })
  expect(batches[batch]).toMatchObject({ activity: 'needs-resume', problem: { code: 'not-held', detail: 'there is no node "B"' } })
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
