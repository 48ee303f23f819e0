import { describe, expect, it } from 'vitest'
import { logFilter, logLine } from './log.ts'
import { parseNodeAddress } from './node-address.ts'
import { paceOf } from './pace.ts'
import { describeFailure } from './reachability.ts'

describe('the log', () => {
  it.each([
    [undefined, 'INFO', 'post_service', true],
    [undefined, 'DEBUG', 'post_service', false],
    ['error', 'INFO', 'post_service', false],
    ['debug', 'DEBUG', 'post_service::client', true],
    ['off', 'ERROR', 'post_service', false],
    ['', 'WARN', 'post_service', false],
    ['info,post_service::client=trace', 'TRACE', 'post_service::client', true],
    ['info,post_service::client=trace', 'DEBUG', 'post_service', false],
    ['post_service=warn', 'WARN', 'post', false],
  ] as const)('RUST_LOG %j lets %s of %s through: %s', (...[setting, level, target, through]) => {
    expect(logFilter(setting)(level, target)).toBe(through)
  })

  it('writes a line as the real one, further lines indented', () => {
    const now = new Date('2026-11-21T09:19:03.700Z')
    expect(logLine('WARN', 'post', { message: 'a\nb', now })).toBe('[2026-11-21T09:19:03Z WARN  post] a\n    b\n')
  })
})

describe('addresses', () => {
  it.each([
    ['http://127.0.0.1:1', { ok: true, address: { scheme: 'http', host: '127.0.0.1', port: 1, shown: 'http://127.0.0.1:1/' } }],
    ['127.0.0.1:1', { ok: true, address: { scheme: null, host: '127.0.0.1', port: 1, shown: '127.0.0.1:1' } }],
    ['https://[::1]', { ok: true, address: { scheme: 'https', host: '::1', port: 443, shown: 'https://[::1]/' } }],
    ['', { ok: false, why: 'empty string' }],
    ['not an address', { ok: false, why: 'invalid uri character' }],
    ['http://', { ok: false, why: 'invalid format' }],
  ])('%j', (text, outcome) => {
    expect(parseNodeAddress(text)).toEqual(outcome)
  })

  it('that nobody answers are told in the words of the real program', () => {
    expect(describeFailure('ECONNREFUSED')).toBe(
      'tonic::transport::Error(Transport, ConnectError(ConnectError("tcp connect error", Os { code: 111, kind: ConnectionRefused, message: "Connection refused" })))',
    )
    expect(describeFailure('ERR_TLS_CERT_ALTNAME_INVALID')).toContain('InvalidCertificate(NotValidForName)')
    expect(describeFailure('DEPTH_ZERO_SELF_SIGNED_CERT')).toContain('InvalidCertificate(UnknownIssuer)')
  })
})

describe('the pace', () => {
  it('is divided by the speed; nonsense counts as not set', () => {
    expect(paceOf({}, 'light')).toMatchObject({ speed: 1, bytesPerSecond: 104_857_600, hashesPerSecond: 45, randomxStartMs: 1000 })
    expect(paceOf({ SMESHDESK_DEVNET_SPEED: '4', SMESHDESK_DEVNET_READ_RATE: '1000' }, 'light')).toMatchObject({
      bytesPerSecond: 4000,
      verifyMs: 100,
    })
    expect(paceOf({ SMESHDESK_DEVNET_SPEED: '-1' }, 'fast')).toMatchObject({ speed: 1, hashesPerSecond: 450 })
  })
})
