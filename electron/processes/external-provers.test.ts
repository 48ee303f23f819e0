import { describe, expect, test } from 'vitest'
import { isSameFolder, type Prover, type SeenFolder } from './around.ts'
import { externalProvers, type ProvingSlot } from './external-provers.ts'
import { withoutWrappers } from './wrappers.ts'

const here = (path: string, place: string | null = path): SeenFolder => ({ path, way: path, place, apart: false })
const prover = (pid: number, folder: SeenFolder, part: Partial<Prover> = {}): Prover => ({
  pid,
  group: pid,
  parent: 1,
  argv: ['post-service', '--dir', folder.path],
  workingFolder: '/',
  folder,
  identity: 'i',
  ...part,
})
const slot = (name: string, folder: string, part: Partial<ProvingSlot> = {}): ProvingSlot => ({
  name,
  ownPid: null,
  folder: { real: folder, place: folder },
  identity: 'i',
  ...part,
})
const standing = (slots: readonly ProvingSlot[], provers: readonly Prover[]) =>
  Object.fromEntries([...externalProvers(slots, provers)].map(([name, { pid }]) => [name, pid]))

describe('one folder, by whatever way', () => {
  test('device and inode decide where both are known; a path of another namespace says nothing', () => {
    const own = { real: '/post/a', place: '1:5' }
    expect(isSameFolder({ path: '/data', way: '/proc/5/root/data', place: '1:5', apart: true }, own)).toBe(true)
    expect(isSameFolder({ path: '/post/a', way: '/proc/5/root/post/a', place: '1:6', apart: true }, own)).toBe(false)
    expect(isSameFolder({ path: '/post/a', way: null, place: null, apart: true }, own)).toBe(false)
    expect(isSameFolder({ path: '/post/a', way: '/post/a', place: null, apart: false }, own)).toBe(true)
  })
})

describe('who stands in which place', () => {
  test('the one on the folder; our own never, nor its children', () => {
    expect(standing([slot('a', '/a')], [prover(5, here('/a'))])).toEqual({ a: 5 })
    expect(standing([slot('a', '/a', { ownPid: 5 })], [prover(5, here('/a')), prover(6, here('/a'), { group: 5 })])).toEqual({})
    expect(standing([slot('a', '/a', { ownPid: 5 })], [prover(5, here('/a')), prover(9, here('/a'))])).toEqual({ a: 9 })
  })
  test('one of its identity where no other entry claims it: data that is reached by another way', () => {
    const apart = prover(5, { path: '/data', way: '/proc/5/root/data', place: '9:9', apart: true })
    expect(standing([slot('a', '/a')], [apart])).toEqual({ a: 5 })
    expect(standing([slot('a', '/a'), slot('b', '/b')], [prover(5, here('/b'))])).toEqual({ b: 5 })
    expect(standing([slot('a', '/a', { identity: null })], [apart])).toEqual({})
    expect(standing([slot('a', '/a'), slot('b', '/b', { ownPid: 5 })], [prover(5, here('/b'))])).toEqual({})
  })
})

test('a parent that bears the command line of its child is not a second program', () => {
  const folderOf = ({ argv }: { readonly argv: readonly string[] }) => argv[argv.indexOf('--dir') + 1] ?? null
  const real = { pid: 3, parent: 2, argv: ['post-service', '--dir', '/a'] }
  const found = [
    { pid: 1, parent: 0, argv: ['sudo', 'post-service', '--dir', '/a'] },
    { pid: 2, parent: 1, argv: ['sudo', 'post-service', '--dir', '/a'] },
    real,
  ]
  expect(withoutWrappers(found, folderOf)).toEqual([real])
  const second = { pid: 4, parent: 1, argv: ['post-service', '--dir', '/b'] }
  expect(withoutWrappers([real, second], folderOf)).toEqual([real, second])
})
