// The system's own program that keeps it awake: taken, let go, refused, and never left over.
import { spawn } from 'node:child_process'
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { runInhibitor } from '../../electron/awake/inhibitor.io.ts'
import { inhibitorCommand } from '../../electron/awake/inhibitor-command.ts'
import { isAlive, until } from './fake-service.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'smeshdesk-awake-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** As systemd-inhibit does: takes a lock, runs what stands behind its options, and lets go when that has ended. */
async function standIn(before = ''): Promise<string> {
  const path = join(folder, 'systemd-inhibit')
  await writeFile(
    path,
    `#!/bin/sh\n${before}\necho $$ >>'${folder}/taken'\nwhile [ "\${1#--}" != "$1" ]; do shift; done\n"$@"\necho $$ >>'${folder}/let-go'\n`,
  )
  await chmod(path, 0o755)
  return path
}
const noted = async (name: string): Promise<string[]> =>
  (await readFile(join(folder, name), 'utf8').catch(() => '')).split('\n').filter(Boolean)
const command = (program: string): [string, ...string[]] => [program, ...(inhibitorCommand('linux', 'PoST proof: a') ?? []).slice(1)]

test('held while it is wanted, let go when told', async () => {
  const heard: string[] = []
  const release = runInhibitor(command(await standIn()), { held: () => heard.push('held'), ended: (line) => heard.push(`ended ${line}`) })
  await until(
    () => heard,
    ([first]) => first === 'held',
  )
  expect([(await noted('taken')).length, await noted('let-go')]).toEqual([1, []])
  release()
  await until(
    () => noted('let-go'),
    (list) => list.length === 1,
  )
  expect(heard).toEqual(['held'])
})

test('one that refuses says why, by its own last line', async () => {
  const heard: string[] = []
  runInhibitor(command(await standIn("echo 'Failed to inhibit: Access denied' >&2; exit 1")), {
    held: () => heard.push('held'),
    ended: (line) => heard.push(line),
  })
  expect(
    await until(
      () => heard,
      (list) => list.length > 0,
    ),
  ).toEqual(['Failed to inhibit: Access denied'])
})

test('a program that is not there is a refusal, and nothing breaks', async () => {
  const heard: string[] = []
  runInhibitor(command(join(folder, 'nothing')), { held: () => heard.push('held'), ended: (line) => heard.push(line) })
  const [line] = await until(
    () => heard,
    (list) => list.length > 0,
  )
  expect(line).toContain('ENOENT')
})

test('whoever holds it is killed hard: it is let go at once, and no process stays', async () => {
  const program = await standIn()
  const holder = spawn(process.execPath, [new URL('awake-host.entry.ts', import.meta.url).pathname, program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await until(
    () => noted('taken'),
    (list) => list.length === 1,
  )
  await new Promise((resolve) => holder.stdout.once('data', resolve))
  holder.kill('SIGKILL')
  const [pid] = await until(
    () => noted('let-go'),
    (list) => list.length === 1,
    2_000,
  )
  await until(
    () => isAlive(Number(pid)),
    (alive) => !alive,
  )
  const lines = await Promise.all(
    (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map((name) => readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => '')),
  )
  expect(lines.filter((line) => line.includes(folder))).toEqual([])
})
