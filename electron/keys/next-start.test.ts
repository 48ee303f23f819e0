import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SmesherId } from '../contract/model/basics.ts'
import { type LoadCandidate, loadProblems, nextStart } from './next-start.ts'

const ids = ['aa', 'bb', 'cc'].map((pair) => SmesherId.parse(pair.repeat(32)))
const sound = fc.constantFrom(...ids).map((id) => ({ id, defect: null, detail: '' }))
const broken = fc.constantFrom('empty', 'not-readable', 'not-hex').map((defect) => ({ id: null, defect, detail: defect }) as const)
const folder = fc
  .uniqueArray(fc.tuple(fc.constantFrom('a.key', 'b.key', 'c.key', 'local.key'), fc.oneof(sound, broken)), { selector: ([name]) => name })
  .map((entries): readonly LoadCandidate[] => entries.map(([name, rest]) => ({ name, ...rest })).sort((a, b) => (a.name < b.name ? -1 : 1)))

test('a node refuses to start if and only if something in its folder is told as a problem, and for the first one', () => {
  fc.assert(
    fc.property(folder, (candidates) => {
      const start = nextStart(candidates)
      const [first] = loadProblems(candidates)
      expect(start.kind === 'refuses').toBe(first !== undefined)
      if (start.kind === 'refuses') expect([start.reason, start.files[0]]).toEqual([first?.reason, first?.files[0]])
    }),
  )
})

test('every problem is told, not only the one that a start would meet first', () => {
  const [one, other] = ids
  if (one === undefined || other === undefined) throw new Error('no ids')
  const key = (name: string, id: SmesherId | null): LoadCandidate => ({ name, id, defect: id === null ? 'empty' : null, detail: '' })
  const told = loadProblems([key('a.key', one), key('b.key', null), key('c.key', one), key('local.key', other)])
  expect(told.map(({ reason, files }) => [reason, ...files])).toEqual([
    ['key-defective', 'b.key'],
    ['duplicate-key', 'a.key', 'c.key'],
    ['supervised-key-beside-others', 'local.key'],
  ])
})
