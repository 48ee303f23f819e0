import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { blake2b } from '@noble/hashes/blake2.js'
import { afterEach, describe, expect, test } from 'vitest'
import { manualClock } from '../time/testing/manual-clock.ts'
import { parseManifest } from './manifest.ts'
import { parseKey, parseSignature } from './minisign.ts'
import { checkSignature } from './signature.io.ts'
import { pinKey, takeManifest } from './signed.io.ts'
import { makeZip } from './testing/make-zip.io.ts'
import { type Answers, otherSide } from './testing/other-side.io.ts'
import { entryOf, shot, storeIn } from './testing/store.io.ts'

const reference = { tool: 'post-service', version: '0.8.5' } as const
const older = { tool: 'post-service', version: '0.7.13' } as const
const url = 'https://releases.example/post-service.zip'
const files = { 'post-service': '#!/bin/sh\nexit 0\n' }
/** Large enough that a part of it can be gone on with. */
const zip = makeZip([{ name: 'post-service', content: files['post-service'] }], 'x'.repeat(60_000))
const start = Date.parse('2026-11-01T00:00:00Z')
const stores: Awaited<ReturnType<typeof storeIn>>[] = []

afterEach(async () => {
  for (const one of stores.splice(0)) await one.end()
})

/** Whose releases are believed; minisign's own form. */
function signer() {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const id = Buffer.from('0102030405060708', 'hex')
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)
  const key = `untrusted comment: minisign public key\n${Buffer.concat([Buffer.from('Ed'), id, raw]).toString('base64')}\n`
  return { key, id, privateKey }
}

function signed(bytes: Uint8Array, { id, privateKey }: { id: Buffer; privateKey: KeyObject }, trusted = 'timestamp:1'): string {
  const signature = sign(null, blake2b(bytes, { dkLen: 64 }), privateKey)
  const whole = sign(null, Buffer.concat([signature, Buffer.from(trusted)]), privateKey)
  const line = Buffer.concat([Buffer.from('ED'), id, signature]).toString('base64')
  return `untrusted comment: signature\n${line}\ntrusted comment: ${trusted}\n${whole.toString('base64')}\n`
}

const manifestOf = (part: object = {}) =>
  Buffer.from(
    JSON.stringify({
      version: 1,
      counter: 5,
      expires: '2026-12-01T00:00:00Z',
      entries: [{ ...entryOf(reference, files, zip), url }],
      ...part,
    }),
  )

async function world(answers: Readonly<Record<string, Answers | Answers[]>> = { [url]: { body: zip } }) {
  const { clock, advance } = manualClock(start)
  const side = otherSide(answers)
  const made = await storeIn({ clock, fetch: side.fetch })
  stores.push(made)
  const binaries = await made.open()
  // What was there before stays good, whatever is tried.
  await binaries.add(older, { is: 'archive', place: await made.write('old.zip', makeZip([{ name: 'post-service', content: 'older' }])) })
  const by = signer()
  const take = (bytes: Uint8Array, signature = signed(bytes, by)) => takeManifest(binaries.book, { bytes, signature }, clock.now())
  const stillWorks = async () => {
    expect(binaries.rows().map(({ key, check }) => [key, check])).toEqual([['post-service@0.7.13', 'pinned']])
    const program = join(made.profile, 'binaries/post-service/0.7.13/post-service')
    expect((await binaries.prove(program))()).toBe(true)
    expect((await shot(join(made.profile, 'binaries/post-service'))).filter((line) => line.includes('0.8.5'))).toEqual([])
  }
  return {
    ...made,
    ...side,
    clock,
    advance,
    binaries,
    by,
    take,
    stillWorks,
    fetchIt: () => binaries.add(reference, { is: 'url', place: url }),
  }
}

describe('signatures', () => {
  const key = parseKey('RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3')
  // Of the documentation of minisign-verify, in both of its forms.
  const plain =
    'untrusted comment: signature from minisign secret key\nRWQf6LRCGA9i59SLOFxz6NxvASXDJeRtuZykwQepbDEGt87ig1BNpWaVWuNrm73YiIiJbq71Wi+dP9eKL8OC351vwIasSSbXxwA=\ntrusted comment: timestamp:1555779966\tfile:test\nQtKMXWyYcwdpZAlPF7tE2ENJkRd1ujvKjlj1m9RtHTBnZPa5WKU5uWRs5GoP5M/VqE81QFuMKI5k/SfNQUaOAA==\n'
  const hashed =
    'untrusted comment: signature from minisign secret key\nRUQf6LRCGA9i559r3g7V1qNyJDApGip8MfqcadIgT9CuhV3EMhHoN1mGTkUidF/z7SrlQgXdy8ofjb7bNJJylDOocrCo8KLzZwo=\ntrusted comment: timestamp:1633700835\tfile:test\tprehashed\nwLMDjy9FLAuxZ3q4NlEvkgtyhrr0gtTu6KC4KBJdITbbOeAi1zBIYo0v4iTgt8jJpIidRJnp94ABQkJAgAooBQ==\n'
  const test1 = Buffer.from('test')

  test.each([
    ['plain', plain],
    ['hashed', hashed],
  ])('as minisign makes them: %s', (_name, text) => {
    checkSignature(test1, parseSignature(text), key)
    expect(() => checkSignature(Buffer.from('tesT'), parseSignature(text), key)).toThrow('manifest-signature')
    // The trusted comment is signed as well.
    expect(() => checkSignature(test1, parseSignature(text.replace('file:test', 'file:tesT')), key)).toThrow('manifest-signature')
  })

  test('another key, and what is none', () => {
    const by = signer()
    expect(() => checkSignature(test1, parseSignature(signed(test1, by)), key)).toThrow('manifest-key-differs')
    const same = { ...by, id: Buffer.from('1fe8b442180f62e7', 'hex') }
    expect(() => checkSignature(test1, parseSignature(signed(test1, same)), key)).toThrow('manifest-signature')
    for (const text of ['', 'x', 'RWQf6LRCGA9i5', `RWQ${'!'.repeat(53)}`]) expect(() => parseKey(text)).toThrow('manifest-signature')
    for (const text of ['', plain.replace('RW', 'RX'), plain.split('\n').slice(0, 2).join('\n'), `${plain}more\n`])
      expect(() => parseSignature(text)).toThrow('manifest-signature')
  })
})

describe('manifests', () => {
  test('what a pinned key has signed is verified', async () => {
    const { binaries, by, take, fetchIt } = await world()
    expect(await pinKey(binaries.book, by.key)).toBe('0102030405060708')
    await take(manifestOf())
    await fetchIt()
    expect(binaries.rows().map(({ key, check }) => [key, check])).toEqual([
      ['post-service@0.7.13', 'pinned'],
      ['post-service@0.8.5', 'verified'],
    ])
  })

  test('nothing is believed without a pinned key, or by another one', async () => {
    const { binaries, take, stillWorks } = await world()
    await expect(take(manifestOf())).rejects.toThrow('manifest-no-key')
    await pinKey(binaries.book, signer().key)
    await expect(take(manifestOf())).rejects.toThrow('manifest-signature')
    await stillWorks()
  })

  test.each([
    ['older than the last', { counter: 4 }, 'manifest-older'],
    ['another with the same number', { expires: '2026-12-02T00:00:00Z' }, 'manifest-older'],
    ['expired', { counter: 6, expires: '2026-10-31T23:59:59Z' }, 'manifest-expired'],
    ['would hold for too long', { counter: 6, expires: '2027-03-01T00:00:00Z' }, 'manifest-form'],
    ['no date', { counter: 6, expires: '2026-13-99T00:00:00Z' }, 'manifest-form'],
    [
      'a name that is a place',
      { counter: 6, entries: [{ ...entryOf(reference, files), files: [{ name: '../x', size: 1, sha256: '0'.repeat(64), mode: 493 }] }] },
      'manifest-form',
    ],
    ['more than it should hold', { counter: 6, more: 1 }, 'manifest-form'],
  ])('signed, and not taken: %s', async (_name, part, key) => {
    const { binaries, by, take, stillWorks } = await world()
    await pinKey(binaries.book, by.key)
    await take(manifestOf())
    await expect(take(manifestOf(part))).rejects.toThrow(key)
    expect(binaries.book.now()?.signed?.counter).toBe(5)
    await stillWorks()
    // The number is remembered over a restart, too.
    await expect(take(manifestOf({ counter: 1 }))).rejects.toThrow('manifest-older')
  })

  test('one that has expired since lets nothing new in', async () => {
    const { binaries, by, take, advance, fetchIt, stillWorks } = await world()
    await pinKey(binaries.book, by.key)
    await take(manifestOf())
    await advance(31 * 86_400_000)
    await expect(fetchIt()).rejects.toThrow('manifest-expired')
    await stillWorks()
  })

  test('sums in capitals are the same sums', () => {
    const [entry] = parseManifest(
      manifestOf()
        .toString()
        .replaceAll(/[0-9a-f]{64}/g, (hash) => hash.toUpperCase()),
    ).entries
    expect(entry?.files[0]?.sha256).toBe(entryOf(reference, files).files[0]?.sha256)
  })
})

describe('downloads', () => {
  const pinned = async (made: Awaited<ReturnType<typeof world>>, archive: Uint8Array = zip) => {
    await made.binaries.book.change((book) => ({ ...book, pinned: [{ ...entryOf(reference, files, archive), url }] }))
    return made
  }
  const dripping = (clock: { advance: (ms: number) => Promise<void> }, bytes: number, everyMs: number) =>
    async function* (closed: Promise<void>) {
      let open = true
      void closed.then(() => {
        open = false
      })
      // A byte a second, for longer than anybody waits.
      for (let at = 0; open && at < 10_000; at++) {
        await clock.advance(everyMs)
        yield new Uint8Array(bytes)
      }
    }

  test.each([
    ['wrong hash', { [url]: { body: Buffer.concat([zip.subarray(0, -1), Buffer.from('y')]) } }, 'hash-differs'],
    ['larger than was said', { [url]: { body: Buffer.concat([zip, zip]) } }, 'download-size'],
    ['larger, and says nothing of it', { [url]: { body: Buffer.concat([zip, zip]), length: null } }, 'download-size'],
    [
      'to another host',
      { [url]: { status: 302, location: 'https://evil.example/x.zip' }, 'https://evil.example/x.zip': { body: zip } },
      'download-host',
    ],
    ['to plain http', { [url]: { status: 302, location: 'http://releases.example/x.zip' } }, 'download-scheme'],
    ['round and round', { [url]: { status: 302, location: url } }, 'download-status'],
    ['nowhere', { [url]: { status: 302 } }, 'download-status'],
    ['not found', { [url]: { status: 404, body: zip } }, 'download-status'],
    ['less than was said', { [url]: { body: zip.subarray(0, 100), length: zip.length } }, 'download-cut'],
  ])('not taken: %s', async (_name, answers: Record<string, Answers>, key) => {
    const { fetchIt, stillWorks, asked } = await pinned(await world(answers))
    await expect(Promise.resolve().then(fetchIt)).rejects.toThrow(key)
    await stillWorks()
    expect(asked.some((one) => one.url.includes('evil'))).toBe(false)
  })

  test('a byte a second is no download', async () => {
    const drip: { run: NonNullable<Answers['parts']> } = { run: () => ({ async *[Symbol.asyncIterator]() {} }) }
    const made = await pinned(await world({ [url]: { length: zip.length, parts: (closed) => drip.run(closed) } }))
    drip.run = dripping(made, 1, 1_000)
    await expect(made.fetchIt()).rejects.toThrow('download-stalled')
    expect(made.clock.now() - start).toBeLessThanOrEqual(62_000)
    await made.stillWorks()
  })

  test('nor is silence, before or after the first byte', async () => {
    const silent = async function* (closed: Promise<void>) {
      yield new Uint8Array(70_000)
      await closed
    }
    const made = await pinned(await world({ [url]: { length: null, parts: silent } }), new Uint8Array(200_000))
    let failed: string | null = null
    void made.fetchIt().catch((error: Error) => {
      failed = error.message
    })
    while (failed === null) {
      await new Promise((resolve) => setImmediate(resolve))
      await made.advance(5_000)
    }
    expect(failed).toContain('download-stalled')
    await made.stillWorks()
  })

  test('what broke off is gone on with, and the whole is judged', async () => {
    const made = await pinned(await world({ [url]: [{ body: zip, breaksAfter: 30_000 }, { body: zip }] }))
    await expect(made.fetchIt()).rejects.toThrow('socket hang up')
    await made.fetchIt()
    expect(made.asked.map(({ from }) => from)).toEqual([0, 30_000])
    expect(await readFile(join(made.profile, 'binaries/post-service/0.8.5/post-service'), 'utf8')).toBe(files['post-service'])
  })

  test('a host without ranges begins anew; without a sum nothing is put together', async () => {
    const anew = await pinned(
      await world({
        [url]: [
          { body: zip, breaksAfter: 30_000 },
          { body: zip, whole: true },
        ],
      }),
    )
    await expect(anew.fetchIt()).rejects.toThrow('socket hang up')
    await anew.fetchIt()
    expect(anew.binaries.rows()).toHaveLength(2)
    const unsaid = await world({ [url]: [{ body: zip, breaksAfter: 30_000 }, { body: zip }] })
    await expect(unsaid.fetchIt()).rejects.toThrow('socket hang up')
    await unsaid.fetchIt()
    expect(unsaid.asked.map(({ from }) => from)).toEqual([0, 0])
  })

  test.each([
    'http://releases.example/x.zip',
    'file:///etc/passwd',
    'https://me:secret@releases.example/x',
    'https://169.254.169.254/x',
    'x',
  ])('never asked: %s', async (place) => {
    const { binaries, asked } = await world()
    expect(() => binaries.add(reference, { is: 'url', place })).toThrow(/download-(?:scheme|host)/)
    expect(asked).toEqual([])
  })

  test('a person ends it; what came stays for the next try', async () => {
    const made = await pinned(await world({ [url]: [{ length: zip.length, parts: (closed) => slow(closed) }, { body: zip }] }))
    async function* slow(closed: Promise<void>) {
      yield zip.subarray(0, 20_000)
      made.binaries.cancel()
      yield zip.subarray(20_000, 20_001)
      await closed
    }
    await expect(made.fetchIt()).rejects.toThrow()
    expect(made.binaries.state().taking).toBeNull()
    await made.fetchIt()
    expect(made.asked[1]?.from).toBe(20_000)
    await expect(stat(join(made.profile, 'binaries/post-service/0.8.5'))).resolves.toBeDefined()
  })
})
