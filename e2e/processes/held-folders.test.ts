// A hold covers the folder, by whatever entry or path it is reached; a service is what its `--dir` says.
import { mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import type { Programs } from '../../electron/processes/index.ts'
import { checkSettings, type Settings } from '../../electron/settings/index.ts'
import { type FakeRig, fakeRig, isAlive, until } from './fake-service.ts'

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

/** Services `a` and `b`, and entries beside them as a test wishes. */
async function open(change: (rig: FakeRig) => Settings): Promise<{ rig: FakeRig; services: Programs }> {
  const rig = await fakeRig(['a', 'b'])
  closers.push(async () => {
    for (const name of ['a', 'b']) for (const pid of await rig.starts(name)) if (isAlive(pid)) process.kill(pid, 'SIGKILL')
    await rm(rig.folder, { recursive: true, force: true })
  })
  await symlink(rig.data('a'), join(rig.folder, 'by-another-way'))
  const services = rig.services({ settings: change(rig) })
  closers.unshift(() => services.close())
  await services.open()
  return { rig, services }
}
const entry = (name: string, [folder, dir]: readonly [string, string]) => ({
  name,
  program: 'post-service',
  arguments: ['--dir', dir, '--address', 'http://127.0.0.1:1', '--threads', '1'],
  dataFolder: folder,
  node: null,
  operatorAddress: null,
})
const withEntry = ({ settings, program }: FakeRig, added: ReturnType<typeof entry>): Settings =>
  checkSettings({ ...settings, services: [...settings.services, { ...added, program }] })
const key = (services: Programs, name: string) => {
  const row = services.rows().find((one) => one.name === name)
  if (row === undefined) throw new Error(name)
  return { kind: 'service', name: row.name } as const
}

test('a second entry for a held PoST folder is held as well, by its name or by another path, also after a restart', async () => {
  const { rig, services } = await open((made) =>
    withEntry(made, entry('a-again', [join(made.folder, 'by-another-way'), join(made.folder, 'by-another-way')])),
  )
  await services.hold('batch-1', [key(services, 'a')])
  expect(services.rows().map(({ name, slot }) => [name, slot.heldBy])).toEqual([
    ['a', 'batch-1'],
    ['b', null],
    ['a-again', 'batch-1'],
  ])
  await expect(services.start(key(services, 'a-again'))).rejects.toMatchObject({ code: 'held_by_migration' })
  await expect(services.hold('batch-2', [key(services, 'a-again')])).rejects.toMatchObject({ code: 'held_by_migration' })
  const holds = join(rig.folder, 'slots/holds.json')
  // As an earlier version left it: names only.
  await writeFile(holds, JSON.stringify({ version: 1, holds: { 'batch-1': ['service:a'] } }))
  await services.close()
  const again = rig.services({ settings: withEntry(rig, entry('a-again', [rig.data('a'), rig.data('a')])) })
  closers.unshift(() => again.close())
  await again.open()
  await expect(again.start(key(again, 'a-again'))).rejects.toMatchObject({ code: 'held_by_migration' })
  expect(await rig.starts('a')).toEqual([])
  await again.release('batch-1')
  await again.start(key(again, 'a-again'))
  await until(
    () => rig.starts('a'),
    (list) => list.length === 1,
  )
})

test('a held folder stays held when its entry is edited to another one', async () => {
  const { rig, services } = await open(({ settings }) => settings)
  await services.hold('batch-1', [key(services, 'a')])
  await mkdir(join(rig.folder, 'elsewhere'))
  const moved = checkSettings({
    ...rig.settings,
    services: [
      ...rig.settings.services.map((one) => (one.name === 'a' ? { ...one, dataFolder: join(rig.folder, 'elsewhere') } : one)),
      { ...entry('new-name', [rig.data('a'), rig.data('a')]), program: rig.program },
    ],
  })
  await services.setSettings(moved)
  await expect(services.start(key(services, 'new-name'))).rejects.toMatchObject({ code: 'held_by_migration' })
})

test('a service whose --dir is the folder of another identity has that identity in its row, says so, and is not started', async () => {
  const { rig, services } = await open((made) => withEntry(made, entry('mixed', [made.data('a'), made.data('b')])))
  const rows = new Map(services.rows().map((row) => [String(row.name), row]))
  expect(rows.get('mixed')?.identity).toBe(rows.get('b')?.identity)
  expect(rows.get('mixed')?.identity).not.toBe(rows.get('a')?.identity)
  expect(rows.get('mixed')?.findings).toEqual(
    expect.arrayContaining([expect.objectContaining({ id: 'service-folder-differs', verdict: 'fail' })]),
  )
  await expect(services.start(key(services, 'mixed'))).rejects.toMatchObject({ code: 'start_failed' })
  expect(await readFile(join(rig.data('b'), 'starts'), 'utf8').catch(() => '')).toBe('')
})
