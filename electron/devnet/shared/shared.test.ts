import { describe, expect, it } from 'vitest'
import { readEnvironment } from './environment.ts'
import { gatewayError, gatewayJson } from './gateway-json.ts'
import { goldenAtx, knownNetwork } from './genesis.ts'
import { formatGoDuration, parseGoDuration, protoJsonDuration } from './go-duration.ts'

describe('durations as Go writes them', () => {
  it.each([
    ['6s', 6000],
    ['1h30m', 5_400_000],
    ['1.5s', 1500],
    ['300ms', 300],
    ['-2m', -120_000],
    ['0', 0],
    ['many', null],
    ['5', null],
    ['', null],
  ])('%s', (text, ms) => {
    expect(parseGoDuration(text)).toBe(ms)
  })

  it('go back into text', () => {
    expect(formatGoDuration(84_873)).toBe('1m24.873s')
    expect(formatGoDuration(6000)).toBe('6s')
    expect(protoJsonDuration(300_000)).toBe('300s')
    expect(protoJsonDuration(600)).toBe('0.6s')
  })
})

describe('genesis', () => {
  const golden = (time: string, extraData: string) => Buffer.from(goldenAtx({ timeMs: Date.parse(time), extraData })).toString('hex')

  it('gives the published golden ATX ids', () => {
    expect(golden('2023-07-14T08:00:00Z', '00000000000000000001a6bc150307b5c1998045752b3c87eccf3c013036f3cc')).toBe(
      '9eebff023abb17ccb775c602daade8ed708f0a50d3149a42801184f5b74f2865',
    )
    expect(golden('2026-11-21T09:48:31Z', 'standalone')).toBe('2eecc8860eeb562756074ce121faf0f1aeb544afee38e5081b7aa97ba0b3a75d')
  })

  it('recognises networks where real identities live', () => {
    const extraData = '00000000000000000001a6bc150307b5c1998045752b3c87eccf3c013036f3cc'
    expect(knownNetwork({ timeMs: Date.parse('2023-07-14T08:00:00Z'), extraData })).toBe('mainnet')
    expect(knownNetwork({ timeMs: 0, extraData: 'standalone' })).toBeNull()
  })
})

describe('the gateways’ JSON', () => {
  it('has a blank after commas and none after colons', () => {
    expect(gatewayJson({ a: 1, b: [1n, new Uint8Array([255])], c: undefined, d: { e: true } })).toBe(
      '{"a":1, "b":["1", "/w=="], "c":null, "d":{"e":true}}',
    )
    expect(gatewayError(5, 'Not Found')).toEqual({ status: 404, body: '{"code":5, "message":"Not Found", "details":[]}' })
  })
})

describe('the environment', () => {
  it('falls back where a value makes no sense', () => {
    expect(readEnvironment({ SMESHDESK_DEVNET_SPEED: 'fast', SMESHDESK_DEVNET_FAULTS: '{' }, '1.7.6')).toEqual({
      speed: 1,
      version: '1.7.6',
      oracle: null,
      playground: null,
      faults: {},
    })
  })
})
