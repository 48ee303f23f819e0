import { describe, expect, test } from 'vitest'
import { type CertificateFacts, judgeCertificate, soonMs } from './judge.ts'
import { certificateName, madeFile, readMadeName } from './places.ts'

const day = 86_400_000
const now = Date.UTC(2026, 0, 1)
const good: CertificateFacts = {
  role: 'node',
  path: '/c/node.1.pem',
  unread: null,
  names: ['home.lan'],
  from: now - day,
  until: now + 364 * day,
  isAuthority: false,
  uses: ['1.3.6.1.5.5.7.3.1'],
  issuedByIt: true,
  fitsHost: null,
  host: '',
  key: { path: '/c/node.1.key', unread: null, matches: true, mode: 0o600 },
}
const found = (part: Partial<CertificateFacts>, at = now) =>
  judgeCertificate({ ...good, ...part }, at).map(({ id, verdict }) => `${id} ${verdict}`)
const whole = 'certificate-ends-soon pass'

describe('one certificate', () => {
  test('in order says only until when it counts', () => expect(found({})).toEqual([whole]))
  test.each<[Partial<CertificateFacts>, string]>([
    [{ uses: ['1.3.6.1.5.5.7.3.2'] }, 'certificate-wrong-use fail'],
    [{ role: 'service' }, 'certificate-wrong-use fail'],
    [{ issuedByIt: false }, 'certificate-other-authority fail'],
    [{ issuedByIt: null }, 'certificate-other-authority unknown'],
    [{ names: [] }, 'certificate-no-name fail'],
    [{ fitsHost: false, host: 'x' }, 'certificate-wrong-name fail'],
    [{ role: 'authority' }, 'certificate-no-authority fail'],
    [{ key: { path: 'k', unread: null, matches: false, mode: 0o600 } }, 'certificate-key-differs fail'],
    [{ key: { path: 'k', unread: null, matches: true, mode: 0o640 } }, 'certificate-key-open warn'],
    [{ key: { path: 'k', unread: 'EACCES', matches: null, mode: null } }, 'certificate-unread unknown'],
  ])('%j', (part, expected) => expect(found(part)).toEqual([expected, whole]))
  test('what can not be read is not known, and what is none is wrong', () => {
    expect(found({ unread: { detail: 'ENOENT', garbled: false } })).toEqual(['certificate-unread unknown'])
    expect(found({ unread: { detail: '', garbled: true } })).toEqual(['certificate-unread fail'])
  })
  test.each([
    [good.until, 'certificate-ended fail'],
    [(good.until ?? 0) - 1, 'certificate-ends-soon warn'],
    [(good.until ?? 0) - soonMs, 'certificate-ends-soon warn'],
    [(good.until ?? 0) - soonMs - 1, whole],
    [(good.from ?? 0) - 1, 'certificate-not-yet fail'],
  ])('at %d', (at, expected) => expect(found({}, at ?? 0)).toEqual([expected]))
  test('one that says no use may be used for both', () => expect(found({ uses: null })).toEqual([whole]))
})

test('names of files are read back', () => {
  for (const name of [
    { role: 'node', service: '', number: 1, is: 'key' },
    { role: 'service', service: 'a.pem.2', number: 12, is: 'certificate' },
  ] as const)
    expect(readMadeName(madeFile(name))).toEqual(name)
  expect(['node.pem', 'service..1.pem', 'node.1.pem~', '../node.1.pem'].map(readMadeName)).toEqual([null, null, null, null])
})
test('names of hosts', () =>
  expect([' Home.lan', '10.0.0.1', '::1', 'a b', '', 'x:1', '010.0.0.1'].map(certificateName)).toEqual([
    'home.lan',
    '10.0.0.1',
    '::1',
    null,
    null,
    null,
    null,
  ]))
