import { expect, test } from 'vitest'
import { parseNetTable } from './net-table.ts'

const head = '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n'

test('listening sockets of both tables, with their addresses', () => {
  const four = `${head}   0: 0100007F:2384 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 4711 1 0 100 0 0 10 0
   1: 00000000:2385 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 4712 1
   2: 0100007F:2386 0100007F:1F90 01 00000000:00000000 00:00000000 00000000  1000        0 4713 1
`
  expect(parseNetTable(four)).toEqual([
    { inode: '4711', address: '127.0.0.1:9092' },
    { inode: '4712', address: '0.0.0.0:9093' },
  ])
  const six = `${head}   0: 00000000000000000000000000000000:2386 00000000000000000000000000000000:0000 0A 0:0 00:0 0  0 0 1 1
   1: 00000000000000000000000001000000:2387 00000000000000000000000000000000:0000 0A 0:0 00:0 0  0 0 2 1
   2: 0000000000000000FFFF00000100007F:2388 00000000000000000000000000000000:0000 0A 0:0 00:0 0  0 0 3 1
   3: B80D01200000000000000000010000FF:2389 00000000000000000000000000000000:0000 0A 0:0 00:0 0  0 0 4 1
`
  expect(parseNetTable(six).map(({ address }) => address)).toEqual([
    '[::]:9094',
    '[::1]:9095',
    '127.0.0.1:9096',
    '[2001:db8:0:0:0:0:ff00:1]:9097',
  ])
})

test('what is no table has no sockets', () => expect(parseNetTable('')).toEqual([]))
