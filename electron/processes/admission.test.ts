import { expect, test } from 'vitest'
import { fastAtMost, type Room, roomAgainst } from './admission.ts'

const gib = 1024 ** 3
const room = (part: Partial<Room> = {}): Room => ({
  memory: { total: 16 * gib, free: 8 * gib },
  fast: true,
  fastBeside: 0,
  disk: null,
  onDisk: 0,
  ...part,
})
const against = (part: Partial<Room>, { asked = true, limits = {} }: { asked?: boolean; limits?: object } = {}) =>
  roomAgainst({ name: 'a', room: room(part), limits, asked })

test('as many in fast mode as the memory holds: (RAM − 4 GiB) ÷ 2.2 GiB', () => {
  expect([4, 6, 6.2, 8, 16, 32, 64].map((total) => fastAtMost({ total: total * gib }))).toEqual([0, 0, 1, 1, 5, 12, 27])
})

test('one more than that is not started, also when a person asks; the settings may say another number', () => {
  expect(against({ fastBeside: 4 })).toBeNull()
  expect(against({ fastBeside: 5 })).toMatchObject({ code: 'no_room', why: '["fast-room","a","5","5","16.0"]' })
  expect(against({ fastBeside: 5 }, { limits: { fastServices: 6 } })).toBeNull()
  expect(against({ fastBeside: 1 }, { limits: { fastServices: 1 } })).toMatchObject({ code: 'no_room' })
  expect(against({ fastBeside: 99, fast: false })).toBeNull()
})

test('what ended is not started again by itself into memory that is short; a person may', () => {
  const short = { memory: { total: 16 * gib, free: 2.2 * gib } }
  expect(against(short, { asked: false })).toMatchObject({ code: 'no_room', why: '["memory-short","a","2.2","2.3"]' })
  expect(against(short)).toBeNull()
  expect(against({ ...short, fast: false }, { asked: false })).toBeNull()
  expect(against({ memory: { total: 16 * gib, free: 2.3 * gib } }, { asked: false })).toBeNull()
})

test('where the system tells no memory only the settings limit', () => {
  expect(against({ memory: null, fastBeside: 50 }, { asked: false })).toBeNull()
  expect(against({ memory: null, fastBeside: 2 }, { limits: { fastServices: 2 } })).toMatchObject({ code: 'no_room' })
})

test('one physical disk has as many readers as the settings allow', () => {
  expect(against({ disk: 'sda', onDisk: 3 })).toBeNull()
  expect(against({ disk: 'sda', onDisk: 1 }, { limits: { servicesPerDisk: 1 } })).toMatchObject({ why: '["disk-room","a","sda","1","1"]' })
  expect(against({ disk: null, onDisk: 1 }, { limits: { servicesPerDisk: 1 } })).toBeNull()
})
