import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { createApp } from '../app.ts'
import type { CallContext } from '../contract/contract.ts'
import { RigName } from '../contract/model/basics.ts'
import type { Core } from '../core.ts'
import { inTurn } from '../faults/index.ts'

const endings: (() => unknown)[] = []
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})

async function open(profileFolder: string): Promise<Core> {
  const core = await createApp({
    profileFolder,
    version: '0',
    platform: { host: 'console', consoleProgram: ['node', 'none'], log: () => undefined },
  })
  endings.push(() => core.close())
  return core
}

function newProfile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rigs-'))
  endings.push(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

const context: CallContext = { signal: new AbortController().signal, connection: {} }
const add = async (core: Core, name: string) =>
  core.handlers.rig.addNode(
    {
      name: RigName.parse(name),
      program: null,
      dataFolder: null,
      arguments: [],
      addresses: { public: '127.0.0.1:1', private: null, post: null },
    },
    context,
  )
const namesIn = (profile: string): string[] =>
  (JSON.parse(readFileSync(join(profile, 'settings.json'), 'utf8')) as { nodes: { name: string }[] }).nodes.map(({ name }) => name)

test('ten nodes added at once on an empty profile are ten nodes, in one session', async () => {
  const profile = newProfile()
  const core = await open(profile)
  const names = Array.from({ length: 10 }, (_, n) => `n${n}`)
  await Promise.all(names.map((name) => add(core, name)))
  expect(namesIn(profile)).toEqual(names)
})

test('closed while commands wait: each is written or refused, and nothing is written after the profile is free', async () => {
  const profile = newProfile()
  const core = await open(profile)
  const asked = Array.from({ length: 6 }, (_, n) => add(core, `n${n}`))
  const closed = core.close()
  const results = await Promise.allSettled([...asked, closed])
  const written = results.slice(0, 6).filter(({ status }) => status === 'fulfilled').length
  const held = await open(profile)
  if (written > 0) expect(namesIn(profile)).toHaveLength(written)
  await expect(add(core, 'late')).rejects.toMatchObject({ code: 'not_allowed' })
  await add(held, 'next')
  expect(namesIn(profile)).toHaveLength(written + 1)
})

test('what is asked for while busy is done afterwards, in the order of asking, and a failure is no other’s', async () => {
  const turns = inTurn()
  const done: string[] = []
  const act = (name: string, fails = false) =>
    turns.run(async () => {
      await new Promise((resolve) => setImmediate(resolve))
      done.push(name)
      if (fails) throw new Error(name)
      return name
    })
  const results = await Promise.allSettled([act('a'), act('b', true), act('c')])
  expect(done).toEqual(['a', 'b', 'c'])
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(turns.busy()).toBe(false)
})

const rigOf = async (core: Core) => {
  for await (const event of core.handlers.state.watchState({}, { signal: AbortSignal.timeout(10_000), connection: {} }))
    if ('full' in event) return event.full.rig
  throw new Error('no state')
}

test('settings that can’t be read: file, line, field and what was meant; a kept version opens the rig again', async () => {
  const profile = newProfile()
  const first = await open(profile)
  await add(first, 'one')
  await add(first, 'two')
  await first.close()
  const file = join(profile, 'settings.json')
  writeFileSync(file, readFileSync(file, 'utf8').replace('"nodes"', '"nods"'))
  const core = await open(profile)
  await expect(add(core, 'three')).rejects.toMatchObject({ code: 'settings_broken' })
  const rig = await rigOf(core)
  expect(rig.problem).toMatchObject({
    code: 'settings-broken',
    settings: { file, is: 'unknown-field', line: 4, field: 'nods', meant: 'nodes' },
  })
  const [newest] = await core.handlers.rig.settingsVersions(null, context)
  expect(newest).toMatchObject({ nodes: 2 })
  await core.handlers.rig.restoreSettings({ name: newest?.name ?? '' }, context)
  await add(core, 'three')
  expect(namesIn(profile)).toEqual(['one', 'two', 'three'])
  expect(await rigOf(core)).toMatchObject({ kind: 'own', problem: null })
  await expect(core.handlers.rig.restoreSettings({ name: newest?.name ?? '' }, context)).rejects.toMatchObject({ code: 'not_allowed' })
})
