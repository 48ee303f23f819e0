import { expect, it } from 'vitest'
import { age } from './ages.ts'
import { capital, numberWord, plural } from './grammar.ts'
import { identitiesWords } from './identities.ts'
import { overviewWords } from './overview.ts'
import { seenWords } from './seen.ts'

it('counts in words', () => {
  expect(plural(1, 'identity', 'identities')).toBe('1 identity')
  expect(plural(1200, 'identity', 'identities')).toBe('1,200 identities')
  expect(capital(numberWord(3))).toBe('Three')
  expect(numberWord(41)).toBe('41')
})

it('says ages', () => {
  expect([200, 3e3, 245e3, 3600e3 * 9].map(age)).toEqual(['now', '3 s ago', '4 min ago', '9 h ago'])
})

it('calls a disk by one name on every screen', () => {
  for (const [name, said] of [
    ['/', 'system disk'],
    ['E', 'disk E'],
    ['Blue', 'disk Blue'],
    ['Disk B', 'Disk B'],
    ['/mnt/a', '/mnt/a'],
  ] as const) {
    const head = capital(said)
    expect([overviewWords.lanes.disk(name), identitiesWords.group.disk(name)]).toEqual([head, head])
    expect(identitiesWords.drawer.disk(name)).toBe(said)
    expect(seenWords['reads-from']('a', name)).toBe(`a reads from ${said}`)
  }
  expect(identitiesWords.systemDisk).toBe('system disk')
})
