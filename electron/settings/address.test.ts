import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isLoopback, parseAddress, refusedHost, showAddress } from './address.ts'

test.each([
  ['127.0.0.1:9092', { host: '127.0.0.1', port: 9092 }],
  [' box.local:1 ', { host: 'box.local', port: 1 }],
  ['[::1]:65535', { host: '::1', port: 65535 }],
])('%s', (text, place) => {
  expect(parseAddress(text)).toEqual(place)
})
test.each([
  '',
  'x',
  'x:',
  ':1',
  'x:0',
  'x:65536',
  'x:1/',
  'http://x:1',
  'u@x:1',
  '::1:1',
  '[x]:1',
  '127.1:1',
  '0x7f.1:1',
  '2130706433:1',
  '1.2.3.256:1',
  'a b:1',
  `${'x'.repeat(300)}:1`,
])('%s is no address', (text) => {
  expect(parseAddress(text)).toBeNull()
})
test.each([
  '169.254.1.1',
  '169.254.169.254',
  'fe80::1',
  'metadata.google.internal',
  '100.100.100.200',
  '224.0.0.1',
  '255.255.255.255',
  'ff02::1',
  '::ffff:169.254.1.1',
  '::ffff:a9fe:1',
  'fd00:ec2::254',
])('%s is never asked', (host) => {
  expect(refusedHost(host)).not.toBeNull()
})
test.each(['127.0.0.1', '10.0.0.5', '::1', 'fd12::1', 'box'])('%s may be asked', (host) => expect(refusedHost(host)).toBeNull())
test('loopback is known by name and number', () =>
  expect(['localhost', '127.0.0.9', '::1', '10.0.0.1', 'x'].map(isLoopback)).toEqual([true, true, true, false, false]))
test('what is shown is read back', () => {
  fc.assert(
    fc.property(fc.oneof(fc.ipV4(), fc.domain(), fc.constant('::1')), fc.integer({ min: 1, max: 65535 }), (host, port) => {
      expect(parseAddress(showAddress({ host: host.toLowerCase(), port }))).toEqual({ host: host.toLowerCase(), port })
    }),
  )
})
