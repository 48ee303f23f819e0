import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openCore, type State, stateOf, stateWhen } from '../../electron/app/testing/open-core.io.ts'
import { makeZip } from '../../electron/binaries/testing/make-zip.io.ts'
import { allIn } from '../../electron/binaries/testing/store.io.ts'
import { RigName } from '../../electron/contract/model/basics.ts'
import type { Core } from '../../electron/core.ts'
import { openGate } from '../../electron/processes/program-spec.ts'
import { endAllBelow } from '../host/end-below.ts'
import { type FakeRig, fakeRig, until } from './fake-service.ts'

const a = RigName.parse('a')
const context = { signal: new AbortController().signal, connection: {} }
let rig: FakeRig
let core: Core | null = null

/** Another program in the place of the first: the same work, and one letter more. */
async function swap(): Promise<void> {
  const other = join(rig.folder, 'other')
  await writeFile(other, `${await readFile(rig.program, 'utf8')}// changed\n`)
  await chmod(other, 0o755)
  await rename(other, rig.program)
}

const open = async (): Promise<Core> => {
  core = await openCore(rig.folder)
  await stateWhen(core, ({ services }) => services.a !== undefined)
  return core
}
const slotOf = ({ services }: State) => services.a?.slot
const rowOf = ({ binaries }: State) => binaries[rig.program]

beforeEach(async () => {
  rig = await fakeRig(['a'])
  await writeFile(join(rig.folder, 'settings.json'), JSON.stringify({ ...rig.settings, simulated: false }))
})
afterEach(async () => {
  await core?.close()
  core = null
  await endAllBelow(rig.folder)
  for (const path of await allIn(join(rig.folder, 'binaries'))) await chmod(path, 0o700).catch(() => undefined)
  await rm(rig.folder, { recursive: true, force: true })
})

describe('a program that was swapped after it was proven', () => {
  test('is not started by a person, nor again by itself, until a person takes it for right', async () => {
    const { handlers } = await open()
    expect(rowOf(await stateOf(core as Core))).toMatchObject({ check: 'unverified', usedBy: [{ name: 'a', runs: false }] })
    await handlers.services.start({ name: a }, context)
    const [first = 0] = await until(
      () => rig.starts('a'),
      (pids) => pids.length === 1,
    )
    await stateWhen(core as Core, (state) => rowOf(state)?.check === 'pinned' && rowOf(state)?.usedBy[0]?.runs === true)
    await swap()
    // What runs stays as it runs: it is not stopped only to be refused.
    await expect(handlers.services.restart({ name: a, words: 'stop:a' }, context)).rejects.toMatchObject({ code: 'hash_mismatch' })
    await stateWhen(core as Core, (state) => slotOf(state)?.state === 'running' && slotOf(state)?.restartClosed === 'program-changed')
    process.kill(first, 'SIGKILL')
    const latched = await stateWhen(core as Core, (state) => slotOf(state)?.state === 'latched')
    expect(slotOf(latched)).toMatchObject({
      lastEnd: { meaning: 'hash-mismatch', by: 'nobody' },
      startClosed: 'program-changed',
      nextTryAt: null,
    })
    await expect(handlers.services.start({ name: a }, context)).rejects.toMatchObject({ code: 'hash_mismatch' })
    expect(await rig.starts('a')).toEqual([first])
    const shown = rowOf(await stateWhen(core as Core, (state) => rowOf(state)?.check === 'changed'))
    expect(shown?.changed?.sha256).not.toBe(shown?.sha256)
    await handlers.binaries.accept({ key: rig.program, sha256: shown?.changed?.sha256 ?? '' }, context)
    // Latched is latched: only a person starts it.
    await stateWhen(core as Core, (state) => slotOf(state)?.startClosed === null && slotOf(state)?.state === 'latched')
    await handlers.services.start({ name: a }, context)
    await until(
      () => rig.starts('a'),
      (pids) => pids.length === 2,
    )
  })

  test('is not started in the moment between its proof and its start', async () => {
    const services = rig.services({ gate: { ...openGate, prove: () => Promise.resolve(() => false) } })
    await services.open()
    await expect(services.start(rig.key('a'))).rejects.toMatchObject({ code: 'hash_mismatch' })
    expect(services.slot(rig.key('a'))).toMatchObject({ state: 'latched', lastEnd: { meaning: 'hash-mismatch' }, pid: null })
    expect(await rig.starts('a')).toEqual([])
    await services.close()
  })
})

test('an entry runs a version of the store from its next start on, and goes back in one act', async () => {
  const { handlers } = await open()
  const text = `${await readFile(rig.program, 'utf8')}// a release\n`
  const place = join(rig.folder, 'release')
  await mkdir(place)
  await writeFile(join(place, 'service'), text)
  await writeFile(join(rig.folder, 'release.zip'), makeZip([{ name: 'post-service-linux/service', content: text }]))
  const added = async (version: string, kind: 'archive' | 'folder', path: string) => {
    const { entry } = await handlers.folders.named({ text: path, kind }, context)
    await handlers.binaries.add({ tool: 'post-service', version, from: { is: kind, handle: entry?.handle as never } }, context)
    await stateWhen(core as Core, ({ binaries }) => binaries[`post-service@${version}`] !== undefined)
  }
  await added('0.8.5', 'archive', join(rig.folder, 'release.zip'))
  await added('0.8.6', 'folder', place)
  await expect(handlers.binaries.use({ tool: 'go-spacemesh', version: '1.7.6', kind: 'service', name: a }, context)).rejects.toMatchObject({
    code: 'bad_input',
  })
  await expect(handlers.binaries.rollBack({ kind: 'service', name: a }, context)).rejects.toMatchObject({ code: 'not_found' })
  const written = async () => JSON.parse(await readFile(join(rig.folder, 'settings.json'), 'utf8')).services[0].program
  await handlers.binaries.use({ tool: 'post-service', version: '0.8.5', kind: 'service', name: a }, context)
  expect(await written()).toBe('post-service@0.8.5')
  const used = await stateWhen(core as Core, ({ binaries }) => binaries['post-service@0.8.5']?.usedBy.length === 1)
  expect(used.binaries['post-service@0.8.5']).toMatchObject({ check: 'pinned', usedBy: [{ name: 'a', back: rig.program }] })
  await handlers.services.start({ name: a }, context)
  const stored = join(rig.folder, 'binaries/post-service/0.8.5/post-service')
  const running = await stateWhen(core as Core, (state) => slotOf(state)?.pid != null)
  expect(slotOf(running)?.commandLine[0]).toBe(stored)
  await expect(handlers.binaries.remove({ tool: 'post-service', version: '0.8.5' }, context)).rejects.toMatchObject({
    code: 'archive_refused',
  })
  await handlers.binaries.use({ tool: 'post-service', version: '0.8.6', kind: 'service', name: a }, context)
  await handlers.binaries.rollBack({ kind: 'service', name: a }, context)
  expect(await written()).toBe('post-service@0.8.5')
  // The way back leads forth again.
  await handlers.binaries.rollBack({ kind: 'service', name: a }, context)
  expect(await written()).toBe('post-service@0.8.6')
  await handlers.binaries.remove({ tool: 'post-service', version: '0.8.5' }, context)
  await stateWhen(core as Core, ({ binaries }) => binaries['post-service@0.8.5'] === undefined)
  // With the version its way back is gone.
  await expect(handlers.binaries.rollBack({ kind: 'service', name: a }, context)).rejects.toMatchObject({ code: 'not_found' })
})
