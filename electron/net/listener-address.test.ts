import { expect, test } from 'vitest'
import { parseAddress } from './address.ts'
import { dialPlace, ipFamily, parseListener, reaches } from './listener-address.ts'

test.each<[string, string | null, object]>([
  ['0.0.0.0:9094', null, { address: '127.0.0.1:9094' }],
  [':9094', null, { address: '127.0.0.1:9094' }],
  ['[::]:9094', null, { address: '127.0.0.1:9094' }],
  ['[0:0:0:0:0:0:0:0]:9094', null, { address: '127.0.0.1:9094' }],
  ['[::ffff:0.0.0.0]:9094', null, { address: '127.0.0.1:9094' }],
  ['*:9094', null, { why: 'not-understood' }],
  ['0.0.0.0:9094', '192.168.1.6:9094', { address: '192.168.1.6:9094' }],
  ['0.0.0.0:9094', '127.0.0.1:9094', { address: '127.0.0.1:9094' }],
  ['0.0.0.0:9094', '10.0.0.1:31094', { address: '10.0.0.1:31094' }],
  ['0.0.0.0:9094', '127.0.0.1:9095', { why: 'named-elsewhere' }],
  ['192.168.1.6:9094', '127.0.0.1:9094', { why: 'named-elsewhere' }],
  ['192.168.1.6:9094', null, { address: '192.168.1.6:9094' }],
  ['127.0.0.1:9094', null, { address: '127.0.0.1:9094' }],
  ['[::1]:9094', null, { address: '[::1]:9094' }],
  ['localhost:9094', '127.0.0.1:9094', { address: '127.0.0.1:9094' }],
  ['127.0.0.1:0', null, { why: 'any-port' }],
  [':0', '127.0.0.1:9094', { why: 'any-port' }],
  ['9094', null, { why: 'not-understood' }],
  ['::1:9094', null, { why: 'not-understood' }],
  ['127.0.0.1:http', null, { why: 'not-understood' }],
  ['http://127.0.0.1:9094', null, { why: 'not-understood' }],
  ['127.1:9094', null, { why: 'not-understood' }],
  ['127.0.0.1:99999', null, { why: 'not-understood' }],
])('a listener is no place to dial: %s, named %s', (listener, named, place) => expect(dialPlace(listener, named)).toEqual(place))

test.each<[string, string, ReturnType<typeof reaches>]>([
  ['0.0.0.0:50001', '127.0.0.1:50001', 'yes'],
  ['0.0.0.0:50001', '192.168.1.6:50001', 'yes'],
  ['0.0.0.0:50001', 'rig.local:50001', 'yes'],
  ['0.0.0.0:50001', '[::1]:50001', 'no'],
  ['0.0.0.0:50001', '[::ffff:127.0.0.1]:50001', 'yes'],
  ['[::]:50001', '127.0.0.1:50001', 'yes'],
  ['[::]:50001', '[::1]:50001', 'yes'],
  ['[::ffff:127.0.0.1]:50001', '127.0.0.1:50001', 'yes'],
  ['[::ffff:7f00:1]:50001', '127.0.0.1:50001', 'yes'],
  ['0.0.0.0:50001', '127.0.0.1:50002', 'no'],
  ['127.0.0.1:50001', '192.168.1.6:50001', 'no'],
  ['127.0.0.1:50001', 'rig.local:50001', 'no'],
  ['127.0.0.1:50001', 'localhost:50001', 'yes'],
  ['127.0.0.1:50001', '[::1]:50001', 'no'],
  ['192.168.1.6:50001', '127.0.0.1:50001', 'no'],
  ['192.168.1.6:50001', 'rig.local:50001', 'unknown'],
])('%s asked at %s: %s', (listener, asked, answer) => {
  const [place, address] = [parseListener(listener), parseAddress(asked)]
  expect(place !== null && address !== null && reaches(place, address)).toBe(answer)
})

test('literal addresses', () => {
  expect(['1.2.3.4', '::', '::1', '1::2:3', 'fe80::1', '::ffff:1.2.3.4'].map(ipFamily)).toEqual([4, 6, 6, 6, 6, 6])
  expect(['1.2.3', '01.2.3.4', '1.2.3.256', ':', '1:2', ':::', '1::2::3', 'x', '', '::1.2.3.256'].map(ipFamily)).toEqual(
    Array.from({ length: 10 }, () => 0),
  )
})
