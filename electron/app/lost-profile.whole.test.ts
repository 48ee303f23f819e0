import { readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import type { CallContext } from '../contract/contract.ts'
import { RigName } from '../contract/model/basics.ts'
import type { Core } from '../core.ts'
import { moveProfile } from './testing/move-profile.io.ts'
import { openCore, stateOf, stateWhen } from './testing/open-core.io.ts'

const endings: (() => unknown)[] = []
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})

async function open(profileFolder: string): Promise<Core> {
  const core = await openCore(profileFolder)
  endings.push(() => core.close())
  return core
}

const context: CallContext = { signal: new AbortController().signal, connection: {} }
const name = (text: string) => RigName.parse(text)

test('the lock file is taken away: this Smeshdesk becomes a reader that says so, and the next one has the profile alone', async () => {
  const profile = moveProfile(['A', 'B', 'Z'])
  endings.push(() => rmSync(profile.folder, { recursive: true, force: true }))
  const batch = await profile.addMove({ identity: 'a'.repeat(64), source: 'A', target: 'B' })
  const journal = () => readFileSync(join(profile.batch(batch), 'journal.jsonl'), 'utf8')
  const settings = () => readFileSync(join(profile.folder, 'settings.json'), 'utf8')
  const before = [journal(), settings()]
  const first = await open(profile.folder)
  const { batches } = await stateWhen(first, (state) => batch in state.batches)
  rmSync(join(profile.folder, 'owner.lock'))
  const taken = { code: 'profile_in_use' }
  await expect(first.handlers.rig.remove({ kind: 'node', name: name('Z') }, context)).rejects.toMatchObject(taken)
  const words = batches[batch]?.plan.consentWords ?? ''
  await expect(first.handlers.migration.resume({ batch, words }, context)).rejects.toMatchObject(taken)
  await expect(first.handlers.migration.abort({ batch }, context)).rejects.toMatchObject(taken)
  await expect(first.handlers.nodes.start({ name: name('A') }, context)).rejects.toMatchObject(taken)
  const { rig } = await stateOf(first)
  expect(rig.problem).toMatchObject({ code: 'profile-taken', detail: profile.folder })
  expect([journal(), settings()]).toEqual(before)
  const second = await open(profile.folder)
  await stateWhen(second, (state) => batch in state.batches)
  await second.handlers.rig.remove({ kind: 'node', name: name('Z') }, context)
  const after = settings()
  await expect(first.handlers.rig.remove({ kind: 'node', name: name('Z') }, context)).rejects.toMatchObject(taken)
  await first.close()
  expect([journal(), settings()]).toEqual([before[0], after])
  await expect(open(profile.folder)).rejects.toMatchObject(taken)
})

test('nobody asks for anything: that the lock is lost is said all the same', async () => {
  const profile = moveProfile(['A', 'B'])
  endings.push(() => rmSync(profile.folder, { recursive: true, force: true }))
  const core = await open(profile.folder)
  await stateWhen(core, ({ rig }) => rig.kind !== 'none')
  writeFileSync(join(profile.folder, 'owner.lock.new'), '')
  rmSync(join(profile.folder, 'owner.lock'))
  await stateWhen(core, ({ rig }) => rig.problem?.code === 'profile-taken')
})

test('a profile by a link is the profile that it leads to: it opens, and another by its own path is refused', async () => {
  const profile = moveProfile(['A', 'B'])
  const link = `${profile.folder}-link`
  symlinkSync(profile.folder, link)
  endings.push(() => {
    rmSync(profile.folder, { recursive: true, force: true })
    rmSync(link)
  })
  const core = await open(link)
  const { rig } = await stateWhen(core, (state) => state.rig.kind !== 'none')
  expect(rig).toMatchObject({ profile: profile.folder, problem: null })
  await expect(open(profile.folder)).rejects.toMatchObject({ code: 'profile_in_use' })
})
