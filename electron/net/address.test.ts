import { hostname, networkInterfaces } from 'node:os'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isLoopback, parseAddress, showAddress } from './address.ts'
import { isPrivateHost, refusedHost } from './refused-host.io.ts'
import { isThisComputer } from './this-computer.io.ts'

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
  '010.0.0.1:1',
  '169.254.169.0254:1',
  'a b:1',
  `${'x'.repeat(300)}:1`,
])('%s is no address', (text) => {
  expect(parseAddress(text)).toBeNull()
})
test.each([
  ['metadata', ['169.254.169.254', '::ffff:169.254.169.254', '::ffff:a9fe:a9fe', '0:0:0:0:0:ffff:a9fe:a9fe', '0000:0000::FFFF:A9FE:A9FE']],
  ['metadata', ['100.100.100.200', '::ffff:6464:64c8', '::ffff:100.100.100.200', '0:0:0:0:0:ffff:6464:64c8']],
  ['metadata', ['64:ff9b::a9fe:a9fe', '64:ff9b::169.254.169.254', '2002:a9fe:a9fe::1', '::169.254.169.254', '::a9fe:a9fe']],
  ['metadata', ['fd00:ec2::254', 'FD00:0EC2::254', 'fd20:ce::254', '168.63.129.16', 'metadata', 'METADATA.google.internal.']],
  ['link-local', ['169.254.1.1', '::ffff:169.254.1.1', '::ffff:a9fe:1', 'fe80::1', 'febf::1', 'FE80::1', 'fe80::1%eth0']],
  ['multicast', ['224.0.0.1', '239.1.1.1', '240.0.0.1', '255.255.255.255', 'ff02::1', 'FF02::1', '::ffff:e000:1', '::ffff:ffff:ffff']],
])('%s is never asked, however it is written: %s', (refusal, hosts) => {
  expect(hosts.map((host) => [host, refusedHost(host)])).toEqual(hosts.map((host) => [host, refusal]))
})
test.each([
  ['127.0.0.1', '10.0.0.5', '192.168.1.7', '172.16.0.1', '100.64.0.1', '169.253.1.1', '223.255.255.255'],
  ['::1', '::', 'fd12::1', '2001:db8::1', '::ffff:127.0.0.1', '::ffff:c0a8:107', '64:ff9b::808:808', 'fec0::1', 'box', 'metadata-box'],
])('may be asked: %s', (...hosts) => expect(hosts.filter((host) => refusedHost(host) !== null)).toEqual([]))

test('no spelling of one address is judged another way', () => {
  const byte = fc.integer({ min: 0, max: 255 })
  fc.assert(
    fc.property(fc.tuple(byte, byte, byte, byte), ([a, b, c, d]) => {
      const [high, low] = [(a * 256 + b).toString(16), (c * 256 + d).toString(16)]
      const four = `${a}.${b}.${c}.${d}`
      const spellings = [`::ffff:${four}`, `::ffff:${high}:${low}`, `0:0:0:0:0:FFFF:${high}:${low}`, `64:ff9b::${high}:${low}`]
      expect(new Set(spellings.map(refusedHost))).toEqual(new Set([refusedHost(four)]))
    }),
  )
})
test('loopback is known by name and number', () =>
  expect(['localhost', '127.0.0.9', '::1', '10.0.0.1', 'x'].map(isLoopback)).toEqual([true, true, true, false, false]))
test('what is shown is read back', () => {
  // A name that begins like a hexadecimal number is refused: resolvers differ on it.
  const name = fc.domain().filter((one) => !/^0x/i.test(one))
  fc.assert(
    fc.property(fc.oneof(fc.ipV4(), name, fc.constant('::1')), fc.integer({ min: 1, max: 65535 }), (host, port) => {
      expect(parseAddress(showAddress({ host: host.toLowerCase(), port }))).toEqual({ host: host.toLowerCase(), port })
    }),
  )
})

test('private is what stays in one house', () => {
  const own = ['127.0.0.1', '10.1.2.3', '172.31.0.1', '192.168.0.1', '::1', 'fd12::1', '::ffff:192.168.0.1']
  const others = ['8.8.8.8', '172.32.0.1', '100.64.0.1', '2001:db8::1', '::ffff:8.8.8.8', 'home.lan', '0.0.0.0', '']
  expect([...own, ...others].filter(isPrivateHost)).toEqual(own)
})
test('this computer is known by its addresses and its name', () => {
  const own = Object.values(networkInterfaces()).flatMap((all) => (all ?? []).map(({ address }) => address))
  expect([...own, 'localhost', hostname().toLowerCase(), '0.0.0.0'].filter((one) => !isThisComputer(one))).toEqual([])
  expect(['203.0.113.5', '2001:db8::5', 'other.lan'].filter(isThisComputer)).toEqual([])
})
