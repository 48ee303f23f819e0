import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type Server } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import type { ListeningSocket } from './net-table.ts'
import { listenersOnce, listensOn } from './port.io.ts'
import { reachedAt } from './reached-at.io.ts'

const at = (...addresses: string[]): ListeningSocket[] => addresses.map((address) => ({ inode: address, address }))

test.each<[string, string[], string[]]>([
  ['127.0.0.1', ['127.0.0.1:9092', '127.0.0.2:9092'], ['127.0.0.1:9092']],
  ['127.0.0.2', ['127.0.0.1:9092'], []],
  ['127.0.0.2', ['127.0.0.1:9092', '0.0.0.0:9092'], ['0.0.0.0:9092']],
  ['127.0.0.1', ['[::]:9092'], ['[::]:9092']],
  ['::1', ['[::]:9092', '127.0.0.1:9092'], ['[::]:9092']],
  ['::1', ['[::1]:9092', '[::]:9092'], ['[::1]:9092']],
  ['fd12::1', ['[fd12:0:0:0:0:0:0:1]:9092', '[::]:9092'], ['[fd12:0:0:0:0:0:0:1]:9092']],
  ['localhost', ['127.0.0.1:9092', '192.168.1.5:9092'], ['127.0.0.1:9092']],
  ['localhost', ['0.0.0.0:9092'], ['0.0.0.0:9092']],
  ['box.local', ['127.0.0.1:9092', '192.168.1.5:9092'], ['127.0.0.1:9092', '192.168.1.5:9092']],
])('at %s, of %s, answers %s', (host, bound, reached) => {
  expect(reachedAt(host, at(...bound)).map(({ address }) => address)).toEqual(reached)
})

const servers: Server[] = []
afterEach(() => {
  for (const one of servers.splice(0)) one.close()
})

test('a process that has the port at another address only is not who answers', async () => {
  const script = "const s=require('node:net').createServer().listen(0,'127.0.0.2',()=>console.log(s.address().port))"
  const other = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'ignore'] })
  const gone = once(other, 'exit')
  try {
    const [said] = await once(other.stdout, 'data')
    const port = Number(String(said))
    const own = createServer().listen(port, '127.0.0.1')
    servers.push(own)
    await once(own, 'listening')
    const says = (pid: number | undefined, host: string) => listensOn(pid ?? 0, `${host}:${port}`)
    expect([says(process.pid, '127.0.0.1'), says(process.pid, '127.0.0.2')]).toEqual(['yes', 'no'])
    expect([says(other.pid, '127.0.0.1'), says(other.pid, '127.0.0.2')]).toEqual(['no', 'yes'])
    expect([says(process.pid, 'localhost'), says(process.pid, 'box.local')]).toEqual(['yes', 'unknown'])
  } finally {
    other.kill('SIGKILL')
    await gone
  }
})

test('one look for many questions is of the moment of the first', async () => {
  const listensNow = async () => {
    const server = createServer().listen(0, '127.0.0.1')
    servers.push(server)
    await once(server, 'listening')
    const address = server.address()
    return `127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
  }
  const [listens, first] = [listenersOnce(), await listensNow()]
  expect(listens(process.pid, first)).toBe('yes')
  const second = await listensNow()
  expect([listens(process.pid, first), listens(process.pid, second)]).toEqual(['yes', 'no'])
  expect(listenersOnce()(process.pid, second)).toBe('yes')
})
