import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { RigName, SmesherId } from '../contract/model/basics.ts'
import { type Found, type FoundKey, nothingFound } from './found.ts'
import { keyRows } from './key-rows.ts'

/** What is planted of one key: in which nodes' folders it would load, what lies beside, and what a name may lie about it. */
const planted = fc.record({
  homes: fc.uniqueArray(fc.integer({ min: 0, max: 3 }), { maxLength: 3 }),
  /** Another name of the first file in the first folder. */
  linked: fc.boolean(),
  spare: fc.boolean(),
  retired: fc.boolean(),
  data: fc.boolean(),
  /** The copy beside the data is called after nobody; in a folder, it may be called after this one. */
  calledAfter: fc.option(fc.integer({ min: 0, max: 5 })),
})
type Planted = typeof planted extends fc.Arbitrary<infer One> ? One : never

const idOf = (at: number): SmesherId => String(at).padStart(64, '0') as SmesherId

let inode = 0
const file = (id: SmesherId, path: string, part: Partial<FoundKey> = {}): FoundKey => ({
  name: path.slice(path.lastIndexOf('/') + 1),
  path,
  place: 'elsewhere',
  link: false,
  openToOthers: false,
  file: { object: `1:${++inode}`, modifiedAt: 1 },
  id,
  defect: null,
  detail: '',
  home: null,
  data: null,
  syncedBy: null,
  storage: null,
  ...part,
})

const homeOf = (at: number) => ({ node: at === 3 ? null : (`n${at}` as RigName), path: `/n${at}/identities`, object: `2:${at}` })

function lay(one: Planted, at: number): Found {
  const id = idOf(at)
  const { homes, linked, spare, retired, data, calledAfter } = one
  const stem = calledAfter === null ? `k${at}` : `post${calledAfter}`
  const loaded = homes.map((home) => file(id, `/n${home}/identities/${at}/${stem}.key`, { place: 'loaded', home: homeOf(home) }))
  const [first] = loaded
  const keys = [
    ...loaded,
    ...(linked && first ? [{ ...first, path: `${first.path}.again`, name: `again${at}.key`, link: true }] : []),
    ...(spare ? [file(id, `/vault/${at}.txt`)] : []),
    ...(retired ? [file(id, `/n0/identities/r${at}.key.moved-0`, { place: 'retired', home: homeOf(0) })] : []),
  ]
  return { ...nothingFound, keys, data: data ? [{ folder: `/post${at}`, identity: id, name: `post${at}` }] : [] }
}

/** What must be said of it, by what was planted alone. */
function expected({ homes, linked, spare, retired, data, calledAfter }: Planted, at: number, all: readonly Planted[]): string[] {
  const objects = homes.length + Number(spare) + Number(retired)
  const misnamed = homes.length > 0 && calledAfter !== null && calledAfter !== at && all[calledAfter]?.data === true
  return [
    ...(homes.length > 1 ? ['key-loadable-twice'] : []),
    ...(linked && homes.length > 0 ? ['key-under-two-names'] : []),
    ...(objects === 0 && data ? ['key-nowhere'] : []),
    ...(objects === 1 && !retired ? ['key-only-copy'] : []),
    ...(misnamed ? homes.map(() => 'key-named-for-another') : []),
  ].sort((left, right) => (left < right ? -1 : 1))
}

test('what is planted is found, key by key, and every file stands in one row', () => {
  fc.assert(
    fc.property(fc.array(planted, { maxLength: 6 }), (all) => {
      const found = all.map(lay)
      const keys = found.flatMap((one) => one.keys)
      const rows = keyRows({ ...nothingFound, keys, data: found.flatMap(({ data }) => data) }, true)
      const paths = rows.flatMap(({ copies }) => copies.map(({ path }) => path))
      expect([paths.length, new Set(paths)]).toEqual([keys.length, new Set(keys.map(({ path }) => path))])
      for (const [at, one] of all.entries()) {
        const row = rows.find(({ identity }) => identity === idOf(at))
        const told = (row?.checks ?? []).map(({ id }) => id as string).sort((left, right) => (left < right ? -1 : 1))
        expect(told).toEqual(expected(one, at, all))
      }
    }),
    { numRuns: 300 },
  )
})
