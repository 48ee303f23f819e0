import { spawn } from 'node:child_process'
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openCore } from '../../electron/app/testing/open-core.io.ts'
import { makeZip } from '../../electron/binaries/testing/make-zip.io.ts'
import { allIn } from '../../electron/binaries/testing/store.io.ts'
import { parseCommandLine } from '../../electron/shell/console/command-line.ts'

let folder = ''
const main = join(import.meta.dirname, '../../electron/shell/console/main.ts')

/** The program itself, as a person or a script runs it. */
const run = (...args: string[]): Promise<{ code: number | null; out: string; err: string }> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [main, 'binaries', ...args, '--profile', join(folder, 'profile')], { cwd: folder })
    let [out, err] = ['', '']
    child.stdout.on('data', (part) => (out += part))
    child.stderr.on('data', (part) => (err += part))
    child.on('close', (code) => resolve({ code, out, err }))
  })

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'binaries-command-'))
  await mkdir(join(folder, 'profile'))
})
afterEach(async () => {
  for (const path of await allIn(folder)) await chmod(path, 0o700).catch(() => undefined)
  await rm(folder, { recursive: true, force: true })
})

const version = ['--tool', 'post-service', '--version', '0.8.5']

test('a version is pinned, added as it was pinned, listed and removed, and each end has its code', async () => {
  const zip = makeZip([{ name: 'post-service', content: 'program' }])
  await writeFile(join(folder, 'a.zip'), zip)
  await writeFile(join(folder, 'other.zip'), makeZip([{ name: 'post-service', content: 'another' }]))
  expect(await run('pin', 'a.zip', ...version)).toEqual({ code: 0, out: 'pin: post-service@0.8.5\n', err: '' })
  const refused = await run('add', 'other.zip', ...version)
  expect(refused).toMatchObject({ code: 3, out: '' })
  expect(refused.err).toContain('archive_refused: ["hash-differs"')
  expect(await run('list')).toEqual({ code: 0, out: '', err: '' })
  expect((await run('add', 'a.zip', ...version)).code).toBe(0)
  const listed = JSON.parse((await run('list', '--json')).out)
  expect(listed).toMatchObject({ ok: true, unread: null, programs: [{ program: 'post-service@0.8.5', check: 'pinned', usedBy: [] }] })
  // Changed since: the list says so with its code, too.
  const program = listed.programs[0].path
  await chmod(program, 0o644)
  await writeFile(program, 'changed')
  expect(await run('list')).toMatchObject({ code: 3, out: expect.stringContaining('post-service@0.8.5\tchanged\t') })
  expect((await run('remove', 'post-service@0.8.5')).code).toBe(0)
  expect((await run('remove', 'post-service@0.8.5', '--json')).out).toContain('"code":"not_found"')
}, 60_000)

test('nothing is changed beside a Smeshdesk that has the profile; to list is always allowed', async () => {
  await writeFile(join(folder, 'a.zip'), makeZip([{ name: 'post-service', content: 'program' }]))
  const core = await openCore(join(folder, 'profile'))
  try {
    expect(await run('add', 'a.zip', ...version)).toMatchObject({ code: 4, err: expect.stringContaining('profile_in_use') })
    expect((await run('list')).code).toBe(0)
  } finally {
    await core.close()
  }
}, 60_000)

test.each([
  [['binaries']],
  [['binaries', 'list', 'more']],
  [['binaries', 'add', 'a.zip']],
  [['binaries', 'add', '--tool', 'postcli', '--version', '1']],
  [['binaries', 'pin', 'a', 'b']],
  [['binaries', 'pin', 'a', '--key', 'b']],
  [['binaries', 'remove']],
  [['binaries', 'steal', 'a']],
  [['binaries', 'list', '--colour']],
])('not understood: %j', (args) => expect(parseCommandLine(args)).toMatchObject({ name: 'wrong' }))

test('the acts of its command line', () => {
  const act = (...args: string[]) => parseCommandLine(['binaries', ...args])
  expect(act('list', '--json')).toEqual({ name: 'binaries', profile: null, json: true, act: { is: 'list' } })
  expect(act('pin', '--key', 'k.pub')).toMatchObject({ act: { is: 'pin-key', file: 'k.pub' } })
  expect(act('pin', 'm.json', '--signature', 'm.minisig')).toMatchObject({
    act: { is: 'take-manifest', file: 'm.json', signature: 'm.minisig' },
  })
  expect(act('add', 'https://a.example/x.zip', ...version)).toMatchObject({ act: { is: 'add', tool: 'post-service', version: '0.8.5' } })
  expect(act('--help')).toMatchObject({ act: { is: 'help' } })
})
