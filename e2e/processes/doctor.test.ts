import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { consoleProgram, startConsoleHost } from '../host/console-host.ts'

let profile = ''
beforeEach(() => {
  profile = mkdtempSync(join(tmpdir(), 'smeshdesk-doctor-'))
  mkdirSync(join(profile, 'node', 'identities'), { recursive: true })
  writeFileSync(join(profile, 'node', 'identities', 'a.key'), 'no key', { mode: 0o600 })
  const node = {
    name: 'home',
    program: '/nowhere/go-spacemesh',
    arguments: ['--data-folder', join(profile, 'node')],
    dataFolder: join(profile, 'node'),
  }
  const nodes = [{ ...node, addresses: { public: '127.0.0.1:1', private: null, post: null } }]
  writeFileSync(join(profile, 'settings.json'), JSON.stringify({ version: 1, simulated: false, nodes, services: [] }), { mode: 0o600 })
})
afterEach(() => rmSync(profile, { recursive: true, force: true }))

const run = (...args: string[]): Promise<{ code: number; out: string; error: string }> =>
  new Promise((resolve) => {
    const child = execFile(process.execPath, [consoleProgram, ...args, '--profile', profile], (_, out, error) =>
      resolve({ code: child.exitCode ?? -1, out, error }),
    )
  })

interface Told {
  readonly endedAt: number
  readonly results: readonly { readonly id: string; readonly verdict: string; readonly title: string; readonly why: string | null }[]
}

test('the doctor says it in the words of the screens, to programs and to people, beside a host that runs', async () => {
  const host = await startConsoleHost({ profile })
  const [plain, json] = [await run('doctor'), await run('doctor', '--json')]
  expect([plain.code, json.code, plain.error, json.error]).toEqual([1, 1, '', ''])
  const told = JSON.parse(json.out) as Told
  const [program] = told.results.filter(({ id }) => id === 'program-can-run')
  expect(program).toMatchObject({ verdict: 'fail', title: 'There is no program at /nowhere/go-spacemesh' })
  for (const say of [program?.title, program?.why, 'Its next start is refused: a key file is defective']) expect(plain.out).toContain(say)
  await host.end('SIGTERM')
})

test('a support bundle is written once, for this user only', async () => {
  const file = join(profile, 'bundle.tar.gz')
  const first = await run('support-bundle', '--to', file)
  expect([first.code, first.error]).toEqual([0, ''])
  expect(first.out).toContain('doctor.json')
  expect(statSync(file).mode & 0o777).toBe(0o600)
  const again = await run('support-bundle', '--to', file)
  expect(again.code).toBe(1)
  expect(again.error).toContain('EEXIST')
})
