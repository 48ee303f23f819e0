// Who is the node of a folder: a program that resolves to it, however it was told, and nobody else who uses it.
import { type ChildProcess, spawn } from 'node:child_process'
import { chmod, copyFile, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { identifyProcess, nodesOnFolder, stopProcess } from '../../electron/processes/index.ts'
import { isAlive, until } from './fake-service.ts'

/** Opens what it is told to, says that it stands, and writes down a signal before it ends. */
const program = `#!${process.execPath}
const { appendFileSync, openSync } = require('node:fs')
for (const file of (process.env.OPENS ?? '').split(':').filter(Boolean)) openSync(file, 'r+')
process.on('SIGTERM', () => { appendFileSync(process.env.SAID, process.pid + ' ended\\n'); process.exit(0) })
appendFileSync(process.env.SAID, process.pid + ' stands\\n')
setInterval(() => undefined, 1000)
`
let folder = ''
const children: ChildProcess[] = []
const at = (...names: string[]) => join(folder, ...names)
const said = async () => (await readFile(at('said'), 'utf8').catch(() => '')).split('\n')

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'smeshdesk-node-processes-'))
  for (const name of ['A', 'B']) {
    await mkdir(at(name))
    for (const file of ['local.sql', 'state.sql']) await writeFile(at(name, file), '')
  }
  await mkdir(at('bin'))
  await mkdir(at('other'))
  await put('bin/go-spacemesh')
})
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  await rm(folder, { recursive: true, force: true })
})

async function put(name: string, text = program): Promise<string> {
  await writeFile(at(name), text)
  await chmod(at(name), 0o755)
  return at(name)
}
interface Run {
  readonly program?: string
  readonly opens?: readonly string[]
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
}
async function run(args: readonly string[], { program: path = at('bin/go-spacemesh'), opens = [], cwd = folder, env = {} }: Run = {}) {
  const child = spawn(path, args, {
    cwd,
    detached: true,
    stdio: 'ignore',
    env: { ...process.env, SAID: at('said'), OPENS: opens.join(':'), ...env },
  })
  children.push(child)
  const pid = child.pid ?? 0
  await until(said, (lines) => lines.includes(`${pid} stands`))
  return pid
}
const nodesOf = async (name: string) =>
  (await nodesOnFolder(at(name), { program: at('bin/go-spacemesh'), args: ['-d', at(name)] })).map(({ pid, certain }) => ({ pid, certain }))

test.each([
  ['its flag', ['-d', 'A'], {}],
  ['its flag, joined', ['--data-folder=./A'], {}],
  ['its flag of one letter, joined', ['-dA'], {}],
  ['its config', ['-c', 'one.json'], {}],
  ['its flag over its config', ['-c', 'two.json', '-d', 'A'], {}],
  ['a link', ['-d', 'link'], {}],
  ['the folder that programs have by themselves', [], { env: { HOME: 'home' } }],
] as const)('a node by %s', async (_by, args, more) => {
  await writeFile(at('one.json'), JSON.stringify({ main: { 'data-folder': 'A' } }))
  await writeFile(at('two.json'), JSON.stringify({ main: { 'data-folder': 'B' } }))
  await symlink(at('A'), at('link'))
  await mkdir(at('home'))
  await symlink(at('A'), at('home/spacemesh'))
  const pid = await run(args, 'env' in more ? { env: { HOME: at(more.env.HOME) } } : {})
  expect(await nodesOf('A')).toEqual([{ pid, certain: true }])
  expect(await nodesOf('B')).toEqual([])
})

test('three nodes with one config file are three nodes', async () => {
  await writeFile(at('network.json'), '{}')
  await mkdir(at('C'))
  const pids = [
    await run(['-c', 'network.json', '-d', 'A']),
    await run(['-c', 'network.json', '-d', 'B']),
    await run(['-c', 'network.json', '-d', 'C']),
  ]
  expect([await nodesOf('A'), await nodesOf('B'), await nodesOf('C')].map((found) => found.map(({ pid }) => pid))).toEqual(
    pids.map((pid) => [pid]),
  )
})

test('the same file by another path is the same program; another go-spacemesh has to hold the databases', async () => {
  await copyFile(at('bin/go-spacemesh'), at('other/renamed'))
  const copy = await run(['-d', 'A'], { program: at('other/renamed') })
  expect(await nodesOf('A')).toEqual([{ pid: copy, certain: true }])
  const newer = await put('other/go-spacemesh', `${program}// of another version\n`)
  const idle = await run(['-d', 'B'], { program: newer })
  expect(await nodesOf('B')).toEqual([{ pid: idle, certain: false }])
  const holding = await run(['-d', 'B'], { program: newer, opens: [at('B/local.sql')] })
  expect(await nodesOf('B')).toEqual([
    { pid: idle, certain: false },
    { pid: holding, certain: true },
  ])
})

test('whoever uses the folder otherwise is not its node, whatever they have open', async () => {
  const all = { opens: [at('A/local.sql'), at('A/state.sql')] }
  const tools: [string, readonly string[]][] = [
    ['backup', ['-d', at('A')]],
    ['backup', ['-d', at('A'), '-c', at('network.json')]],
    ['http.server', ['-m', 'server', '-d', at('A')]],
    ['unzip', ['-o', 'old.zip', '-d', at('A')]],
    ['rsync', [at('A')]],
    ['go-spacemesh-backup', ['-d', at('A')]],
    ['go-spacemesh.zip', ['-d', at('A')]],
  ]
  for (const [name, args] of tools) await run(args, { program: await put(`other/${name}`, `${program}// ${name}\n`), ...all })
  expect((await nodesOf('A')).filter(({ certain }) => certain)).toEqual([])
})

test('the end of a process that others started is asked of it alone, not of what shares its group', async () => {
  const shell = `#!/bin/sh\nOPENS= "${await put('other/backup', `${program}// beside\n`)}" &\nexec "${at('bin/go-spacemesh')}" -d A\n`
  const pid = await run([], { program: await put('other/start', shell) })
  const lines = await until(said, (list) => list.filter((line) => line.endsWith('stands')).length === 2)
  const beside = Number(lines.map((line) => line.split(' ')[0]).find((one) => one !== String(pid)))
  const identity = await identifyProcess(pid)
  if (identity === null) throw new Error('gone')
  expect(await stopProcess(identity, { graceMs: 5_000, hard: false })).toEqual({ kind: 'stopped', killed: false })
  expect([isAlive(pid), isAlive(beside)]).toEqual([false, true])
  expect(await said()).not.toContain(`${beside} ended`)
  process.kill(beside, 'SIGKILL')
})
