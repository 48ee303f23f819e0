import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { consoleProgram, startConsoleHost } from '../host/console-host.ts'

let profile = ''
const children: ChildProcess[] = []
beforeEach(async () => {
  profile = await mkdtemp(join(tmpdir(), 'smeshdesk-shell-'))
})
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  await rm(profile, { recursive: true, force: true })
})

/** The console program with what it says, as it says it. */
const start = (...args: string[]) => {
  const child = spawn(process.execPath, [consoleProgram, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  children.push(child)
  const said = { out: '', error: '' }
  child.stdout.on('data', (part) => {
    said.out += String(part)
  })
  child.stderr.on('data', (part) => {
    said.error += String(part)
  })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  return { child, said, ended }
}

const serve = async (...args: string[]) => {
  const running = start('serve', '--profile', profile, ...args)
  const link = await vi.waitFor(
    () => {
      const found = /^Smeshdesk is at (http:\/\/127\.0\.0\.1:(\d+)\/#code=[\w-]{43})$/m.exec(running.said.out)
      if (!found) throw new Error(`no link: ${running.said.out}${running.said.error}`)
      return { text: found[1] ?? '', port: Number(found[2]) }
    },
    { timeout: 10_000, interval: 10 },
  )
  return { ...running, link }
}

test('serve answers with the page, keeps its door file private, and ends cleanly at SIGTERM', async () => {
  const { child, ended, link, said } = await serve()
  const answer = await fetch(`http://127.0.0.1:${link.port}/`)
  expect([answer.status, answer.headers.get('content-security-policy')?.includes("default-src 'none'")]).toEqual([200, true])
  const door = join(profile, 'door.json')
  expect((await stat(door)).mode & 0o777).toBe(0o600)
  expect(await readFile(door, 'utf8')).not.toContain(link.text.split('code=')[1])
  child.kill('SIGTERM')
  expect(await ended).toBe(0)
  expect(existsSync(door)).toBe(false)
  expect(said.error).toBe('')
})

test('code prints a fresh link each time; without a host it says so', async () => {
  const { link } = await serve()
  const first = start('code', '--profile', profile)
  expect(await first.ended).toBe(0)
  expect(first.said.out).toMatch(new RegExp(`^http://127\\.0\\.0\\.1:${link.port}/#code=[\\w-]{43}\n$`))
  expect(first.said.out.trim()).not.toBe(link.text)
  const none = start('code', '--profile', join(profile, 'none'))
  expect(await none.ended).toBe(1)
  expect(none.said.error).toContain('No host is running for this profile')
})

test('a second host of the same profile is refused and harms nothing', async () => {
  const { link } = await serve()
  const second = start('serve', '--profile', profile)
  expect(await second.ended).toBe(1)
  expect(second.said.error).toContain('Another Smeshdesk has this profile open')
  expect((await fetch(`http://127.0.0.1:${link.port}/`)).status).toBe(200)
  const code = start('code', '--profile', profile)
  expect(await code.ended).toBe(0)
})

test('a killed host leaves a profile that the next one takes', async () => {
  const { child, ended } = await serve()
  child.kill('SIGKILL')
  await ended
  const { link } = await serve()
  expect((await fetch(`http://127.0.0.1:${link.port}/`)).status).toBe(200)
})

test('a host that is started again is where the tabs look for it, or elsewhere when another program sits there', async () => {
  const { child, ended, link } = await serve()
  child.kill('SIGKILL')
  await ended
  const second = await serve()
  expect(second.link.port).toBe(link.port)
  second.child.kill('SIGTERM')
  await second.ended
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(link.port, '127.0.0.1', resolve))
  const third = await serve()
  expect(third.link.port).not.toBe(link.port)
  other.close()
})

test('a port in use is said in one sentence, and the profile is let go', async () => {
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const { port } = other.address() as AddressInfo
  const { ended, said } = start('serve', '--profile', profile, '--port', String(port))
  expect(await ended).toBe(1)
  expect(said.error).toContain('Another program listens on that port')
  other.close()
  await serve()
})

test('wrong words end with 2 and one sentence', async () => {
  const { ended, said } = start('serve', '--host', '0.0.0.0')
  expect(await ended).toBe(2)
  expect(said.error.split('\n')[0]).toMatch(/--host/)
})

test('nothing but 127.0.0.1 is listened on', async () => {
  const { child, link } = await serve()
  const hexPort = link.port.toString(16).toUpperCase().padStart(4, '0')
  const tables = await Promise.all(['tcp', 'tcp6'].map((name) => readFile(`/proc/${child.pid}/net/${name}`, 'utf8').catch(() => '')))
  const listening = tables
    .join('\n')
    .split('\n')
    .filter((line) => line.includes(`:${hexPort} `) && line.includes(' 0A '))
  expect(listening.map((line) => line.trim().split(/\s+/)[1])).toEqual([`0100007F:${hexPort}`])
})

test('folders and programs can be chosen in the browser: the host as it is started there says what stands where', async () => {
  const host = await startConsoleHost({ profile })
  const page = await host.page()
  const { entry } = await page.folders.named({ text: `file://${profile}/`, kind: 'folder' })
  const program = await page.folders.named({ text: process.execPath, kind: 'program' })
  expect([entry?.path, program.entry?.looksLike]).toEqual([profile, 'program'])
  expect((await page.folders.roots(null)).length).toBeGreaterThan(0)
  await host.end('SIGTERM')
})
