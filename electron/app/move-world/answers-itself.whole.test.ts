import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { answersItself } from './answers-itself.io.ts'

const endings: (() => unknown)[] = []
afterEach(() => {
  for (const end of endings.splice(0)) end()
})

/** Where this process listens. */
async function ownPort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1')
  endings.push(() => server.close())
  await once(server, 'listening')
  const place = server.address()
  return `127.0.0.1:${typeof place === 'object' ? place?.port : ''}`
}

/** Where another process listens. */
async function strangePort(): Promise<string> {
  const script = "const s = require('node:net').createServer().listen(0, '127.0.0.1', () => console.log(s.address().port))"
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'ignore'] })
  endings.push(() => child.kill('SIGKILL'))
  const [port] = await once(child.stdout, 'data')
  return `127.0.0.1:${String(port).trim()}`
}

const me = { pid: process.pid, commandLine: 'node', how: 'node' }
const seen = (open: readonly string[], users = [me]) => ({ users, ports: open.map((address) => ({ address, open: true })) })
const asked = (open: string, inner: string | null = null) => ({ addresses: { public: open, private: inner, post: null } })

test('a node answers itself when each of its open ports is one of a process on its folder', async () => {
  const [one, other] = [await ownPort(), await ownPort()]
  expect(answersItself(asked(one, other), seen([one, other]))).toBe(true)
})

test('one port of another program is enough to believe nothing', async () => {
  const [own, strange] = [await ownPort(), await strangePort()]
  expect(answersItself(asked(own, strange), seen([own, strange]))).toBe(false)
  expect(answersItself(asked(own), seen([own], []))).toBe(false)
})

test('where nothing is open nothing is known', async () => {
  const own = await ownPort()
  expect(answersItself(asked(own), { users: [me], ports: [{ address: own, open: false }] })).toBeNull()
})
