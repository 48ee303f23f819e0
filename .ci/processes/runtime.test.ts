import { createHash } from 'node:crypto'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { crc32 } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { bringRuntime, findRuntime, withoutRuntime } from '../runtime/bring.mjs'

// A made archive and a copy of the electron package that pins its hash; a server here stands in the release host's place.
const root = fileURLToPath(new URL('../..', import.meta.url))
const version = '45.4.1'
const archiveName = `electron-v${version}-${process.platform}-${process.arch}.zip`
const limits = { firstByteMs: 1_500, stallMs: 400 }

const endings: (() => unknown)[] = []
afterAll(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})

/** A zip of stored files that may be executed. */
function zip(files: Readonly<Record<string, string>>): Buffer {
  const parts: Buffer[] = []
  const listed: Buffer[] = []
  let offset = 0
  for (const [name, text] of Object.entries(files)) {
    const [bytes, path] = [Buffer.from(text), Buffer.from(name)]
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt32LE(crc32(bytes), 10)
    common.writeUInt32LE(bytes.length, 14)
    common.writeUInt32LE(bytes.length, 18)
    common.writeUInt16LE(path.length, 22)
    const place = Buffer.alloc(14)
    place.writeUInt32LE((0o100_755 << 16) >>> 0, 6)
    place.writeUInt32LE(offset, 10)
    parts.push(Buffer.from('PK\x03\x04', 'latin1'), common, path, bytes)
    // In the list at the end the version that made it stands first, and a comment's length behind.
    listed.push(Buffer.from('PK\x01\x02\x14\x03', 'latin1'), common, place, path)
    offset += 30 + path.length + bytes.length
  }
  const list = Buffer.concat(listed)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(Object.keys(files).length, 4)
  end.writeUInt16LE(Object.keys(files).length, 6)
  end.writeUInt32LE(list.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...parts, list, Buffer.from('PK\x05\x06', 'latin1'), end])
}

const archive = zip({ electron: '#!/bin/sh\necho started\n', version, 'resources.pak': 'x'.repeat(50_000) })

interface Place {
  readonly electron: string
  readonly cache: string
  readonly env: Record<string, string>
}

/** A copy of the real electron package with its real installer, which pins the hash of our archive. */
function makePlace(mirror: string): Place {
  const folder = mkdtempSync(join(tmpdir(), 'smeshdesk-runtime-'))
  endings.push(() => rmSync(folder, { recursive: true, force: true }))
  const electron = join(folder, 'packages', 'electron')
  mkdirSync(electron, { recursive: true })
  for (const name of ['install.js', 'package.json']) cpSync(join(root, 'node_modules/electron', name), join(electron, name))
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  writeFileSync(join(electron, 'checksums.json'), JSON.stringify({ [archiveName]: createHash('sha256').update(archive).digest('hex') }))
  const env = { PATH: process.env.PATH ?? '', HOME: folder, ELECTRON_MIRROR: mirror, electron_config_cache: join(folder, 'electron-cache') }
  return { electron, cache: join(folder, 'cache'), env }
}

/** Questions to each host so far. */
const asked = new Map<string, number>()
async function host(answer: RequestListener): Promise<string> {
  const server = createServer((request, response) => {
    asked.set(address, (asked.get(address) ?? 0) + 1)
    answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  endings.push(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  return address
}

async function closedPort(): Promise<string> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return `http://127.0.0.1:${port}/`
}

const send = (_request: IncomingMessage, response: ServerResponse) =>
  response.writeHead(200, { 'content-length': archive.length }).end(archive)

async function bring(place: Place, more: object = {}) {
  const shown: { got: number; total: number | null }[] = []
  const began = performance.now()
  const { runtime, why } = await bringRuntime({ ...place, limits, show: (one: (typeof shown)[number]) => shown.push(one), ...more })
  return { runtime, why, shown, ms: performance.now() - began }
}

test('the archive whose hash is pinned is brought, shown on its way, and found at the next start without a question', async () => {
  const mirror = await host(send)
  const place = makePlace(mirror)
  const { runtime, why, shown } = await bring(place)
  expect(why).toBeNull()
  expect(runtime).toEqual({ folder: join(place.electron, 'dist'), program: join(place.electron, 'dist', 'electron') })
  expect(shown.at(-1)).toEqual({ got: archive.length, total: archive.length })
  const before = asked.get(mirror)
  expect(before).toBeGreaterThan(0)
  expect((await bring(place)).runtime).toEqual(runtime)
  expect(asked.get(mirror)).toBe(before)
})

test('an archive with another hash is never unpacked, and nothing is left that would be started', async () => {
  const bad = zip({ electron: '#!/bin/sh\necho not ours\n', version })
  const place = makePlace(await host((_, response) => response.end(bad)))
  const { runtime, why } = await bring(place)
  expect({ runtime, why }).toEqual({ runtime: null, why: 'the archive that came is not the one that is pinned' })
  expect(existsSync(join(place.electron, 'dist'))).toBe(false)
  expect(existsSync(join(place.electron, 'path.txt'))).toBe(false)
  expect(existsSync(place.env.electron_config_cache ?? '') ? readdirSync(place.env.electron_config_cache ?? '') : []).toEqual([])
})

test('hashes that the release host itself names are not believed, whatever the environment says', async () => {
  const bad = zip({ electron: 'not ours', version })
  const sum = `${createHash('sha256').update(bad).digest('hex')} *${archiveName}`
  const place = makePlace(await host((request, response) => response.end(request.url?.endsWith('.txt') ? sum : bad)))
  const env = { ...place.env, electron_use_remote_checksums: '1', npm_config_electron_use_remote_checksums: '1' }
  expect(await bring({ ...place, env })).toMatchObject({ runtime: null, why: 'the archive that came is not the one that is pinned' })
})

test('a slow host that goes on sending is waited for, longer than any deadline', async () => {
  const drip = (_: IncomingMessage, response: ServerResponse) => {
    response.writeHead(200, { 'content-length': archive.length })
    let sent = 0
    const timer = setInterval(() => {
      response.write(archive.subarray(sent, sent + archive.length / 20 + 1))
      sent += archive.length / 20 + 1
      if (sent < archive.length) return
      clearInterval(timer)
      response.end()
    }, 120)
  }
  const { runtime, shown, ms } = await bring(makePlace(await host(drip)))
  expect(runtime).not.toBeNull()
  expect(ms).toBeGreaterThan(limits.firstByteMs)
  expect(new Set(shown.map(({ got }) => got)).size).toBeGreaterThan(5)
})

// They wait for a deadline of ours: side by side.
test.concurrent.each<[string, RequestListener | string, string]>([
  [
    'stands still half-way',
    (_, response) => {
      response.writeHead(200, { 'content-length': archive.length })
      response.write(archive.subarray(0, 20_000))
    },
    'its download stood still',
  ],
  ['takes the question and says nothing', () => undefined, 'its host does not answer'],
  [
    'sends a head and nothing more',
    (_, response) => {
      response.writeHead(200, { 'content-length': archive.length })
      response.flushHeaders()
    },
    'its host does not answer',
  ],
  ['has no such file', (_, response) => response.writeHead(404).end(), 'its host answered with status 404'],
  ['is a closed port', 'closed', 'its host can’t be reached, ECONNREFUSED'],
  ['has a name that leads nowhere', 'http://release.invalid/', 'the name of its host leads nowhere from here'],
  [
    'breaks off',
    (_, response) => {
      response.writeHead(200, { 'content-length': archive.length })
      response.write(archive.subarray(0, 20_000), () => response.destroy())
    },
    'its host can’t be reached',
  ],
])('a host that %s is known soon, said in one sentence, and left alone for a day', async (_what, answer, reason) => {
  const mirror = answer === 'closed' ? await closedPort() : typeof answer === 'string' ? answer : await host(answer)
  const place = makePlace(mirror)
  const first = await bring(place, { now: () => 1_000 })
  expect(first.runtime).toBeNull()
  expect(first.why).toContain(reason)
  expect(first.ms).toBeLessThan(10_000)
  expect(existsSync(join(place.electron, 'dist'))).toBe(false)
  const sentence = withoutRuntime(first.why, 'The app opens in your browser', 'npm start -- --runtime')
  expect(sentence.match(/\./g)).toHaveLength(1)
  const before = asked.get(mirror)
  const later = await bring(place, { now: () => 1_000 + 23 * 3_600_000 })
  expect({ why: later.why, asked: asked.get(mirror) }).toEqual({ why: first.why, asked: before })
})

test('after a day, when asked again, with another mirror, and when the clock went back, it is tried again', async () => {
  const mirror = await host((_, response) => response.writeHead(503).end())
  const place = makePlace(mirror)
  await bring(place, { now: () => 1_000_000 })
  const tries = [{ now: () => 1_000_000 + 24 * 3_600_000 }, { now: () => 2_000_000, again: true }, { now: () => 999_999 }]
  for (const one of tries) {
    const before = asked.get(mirror) ?? 0
    await bring(place, one)
    expect(asked.get(mirror)).toBeGreaterThan(before)
    await bring(place, { now: () => 1_000_000, again: true })
  }
  const env = { ...place.env, ELECTRON_MIRROR: await host(send) }
  expect((await bring({ ...place, env }, { now: () => 1_000_001 })).runtime).not.toBeNull()
  expect(existsSync(join(place.cache, 'runtime.json'))).toBe(false)
})

test('a runtime of another version, or one whose unpacking was cut short, is none; it is brought anew', async () => {
  const place = makePlace(await host(send))
  const dist = join(place.electron, 'dist')
  mkdirSync(dist)
  writeFileSync(join(dist, 'electron'), 'half')
  chmodSync(join(dist, 'electron'), 0o755)
  expect(findRuntime(place)).toBeNull()
  writeFileSync(join(dist, 'version'), '44.0.0')
  writeFileSync(join(place.electron, 'path.txt'), 'electron')
  expect(findRuntime(place)).toBeNull()
  expect((await bring(place)).why).toBeNull()
  expect(readFileSync(join(dist, 'electron'), 'utf8')).toContain('started')
})

test('a folder that a person names is taken as it is, and never filled', async () => {
  const mirror = await host(send)
  const place = makePlace(mirror)
  const folder = join(place.cache, 'own')
  mkdirSync(folder, { recursive: true })
  const env = { ...place.env, ELECTRON_OVERRIDE_DIST_PATH: folder }
  expect((await bring({ ...place, env })).why).toContain('ELECTRON_OVERRIDE_DIST_PATH')
  writeFileSync(join(folder, 'electron'), '')
  expect((await bring({ ...place, env })).runtime?.folder).toBe(folder)
  expect(asked.has(mirror)).toBe(false)
})

test('a proxy of the environment is used', async () => {
  const mirror = await host(send)
  const { port } = new URL(mirror)
  const proxy = createServer().on('connect', (_request, socket, head) => {
    const onward = connect(Number(port), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      onward.write(head)
      socket.pipe(onward).pipe(socket)
    })
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  endings.push(() => {
    proxy.closeAllConnections()
    proxy.close()
  })
  const place = makePlace('http://release.invalid/')
  const env = { ...place.env, HTTP_PROXY: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` }
  expect((await bring({ ...place, env })).why).toBeNull()
})
