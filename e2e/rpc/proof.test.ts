import { expect, test } from 'vitest'
import { Secret } from '../../electron/secret/index.ts'
import * as host from '../../electron/shell/console/host/proof.ts'
import * as page from '../../renderer/bridge/proof.ts'
import { takeCode } from '../../renderer/bridge/socket-channel.ts'

const meeting = { origin: 'http://127.0.0.1:4100', pageNonce: 'ab'.repeat(16), hostNonce: 'cd'.repeat(16) }

test.each(['host', 'page', 'key'] as const)('page and host make the same proof for %s', async (role) => {
  for (const secret of ['s'.repeat(43), 'ü', 'x'.repeat(200)])
    expect(await page.prove(secret, role, meeting)).toBe(host.prove(new Secret(secret), role, meeting))
})

test('each role, nonce and origin makes another proof', () => {
  const proofs = [
    host.prove(new Secret('s'), 'host', meeting),
    host.prove(new Secret('s'), 'page', meeting),
    host.prove(new Secret('s'), 'key', meeting),
    host.prove(new Secret('s'), 'page', { ...meeting, origin: 'http://127.0.0.1:4101' }),
    host.prove(new Secret('s'), 'page', { ...meeting, hostNonce: 'ef'.repeat(16) }),
    host.prove(new Secret('s'), 'page', { ...meeting, pageNonce: 'ef'.repeat(16) }),
    host.prove(new Secret('t'), 'page', meeting),
  ]
  expect(new Set(proofs).size).toBe(proofs.length)
})

test('a key has the same name on both sides', async () => {
  expect(await page.nameOfKey('k')).toBe(host.nameOfKey(new Secret('k')))
  expect(host.sameProof('a', 'a')).toBe(true)
  expect(host.sameProof('a', 'b')).toBe(false)
  expect(host.sameProof('a', 'aa')).toBe(false)
})

test.each([
  [`#code=${'a'.repeat(43)}`, 'a'.repeat(43), true],
  ['#code=short', null, true],
  ['#/identities', null, false],
  ['', null, false],
])('the address part %j gives the code %j', (hash, code, cleared) => {
  const seen: string[] = []
  const taken = takeCode({ hash, pathname: '/', search: '?x' }, { replaceState: (_, __, url) => seen.push(url) })
  expect(taken).toBe(code)
  expect(seen).toEqual(cleared ? ['/?x'] : [])
})
