import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { editConfig } from './config-edit.ts'
import { leavesOf, readConfigPlaces } from './config-text.ts'
import { lineDiff } from './line-diff.ts'

const text = `{
  "preset": "standalone",
  "Main": { "layer-duration" : "6s",   "my-own": [1, {"a": 2}] },
  "api": {
    "grpc-post-listener": "127.0.0.1:10094"
  },
  "smeshing": {}
}
`
const edit = (path: string, value: string | null, from = text): string => {
  const edited = editConfig(from, [{ path, value }])
  if (!edited.ok) throw new Error(`${edited.refused} ${edited.detail}`)
  return edited.text
}

test('one value changes, every other byte stays', () => {
  expect(edit('main.layer-duration', '"5m"')).toBe(text.replace('"6s"', '"5m"'))
  expect(edit('api.grpc-post-listener', '"127.0.0.1:9094"')).toBe(text.replace('10094', '9094'))
})

test('a new key stands as its neighbours do, also in a section that is empty or not there', () => {
  expect(edit('api.grpc-json-listener', '"127.0.0.1:10095"')).toBe(
    text.replace('10094"\n', '10094",\n    "grpc-json-listener": "127.0.0.1:10095"\n'),
  )
  expect(edit('smeshing.smeshing-start', 'false')).toBe(text.replace('"smeshing": {}', '"smeshing": {\n    "smeshing-start": false\n  }'))
  expect(JSON.parse(edit('poet.phase-shift', '"30s"'))).toMatchObject({ poet: { 'phase-shift': '30s' } })
  expect(edit('main.standalone', 'true')).toContain('"my-own": [1, {"a": 2}], "standalone": true }')
})

test('a key goes with its comma', () => {
  expect(JSON.parse(edit('main.layer-duration', null))).toMatchObject({ Main: { 'my-own': [1, { a: 2 }] } })
  expect(edit('main.my-own', null)).toContain('{ "layer-duration" : "6s" }')
  expect(edit('api.grpc-post-listener', null)).toContain('"api": {}')
  expect(edit('api.not-there', null)).toBe(text)
})

test.each([
  ['\ufeff{}', 'byte-order-mark'],
  ['{ "a": 1, // why\n "b": 2 }', 'comments'],
  ['{ /* x */ }', 'comments'],
  ['{ "a": 1, }', 'not-json'],
  ['[]', 'not-json'],
  ['', 'not-json'],
  ['{ "a": {"b": 1, "B": 2} }', 'key-twice'],
  ['{ "a": "\ufffd" }', 'not-utf8'],
  [`{ "a": "${'x'.repeat(300_000)}" }`, 'too-large'],
  [`${'{"a":'.repeat(30)}1${'}'.repeat(30)}`, 'too-deep'],
  [`{"a": ${'['.repeat(500)}${']'.repeat(500)}}`, 'too-deep'],
] as const)('refuses %s as %s', (broken, refused) => {
  expect(editConfig(broken, [{ path: 'a', value: '1' }])).toMatchObject({ ok: false, refused })
})

test('a key that is there nested and dotted is not changed by guess', () => {
  const twice = '{ "main": { "filelock": "a" }, "main.filelock": "b" }'
  expect(editConfig(twice, [{ path: 'main.filelock', value: '"c"' }])).toMatchObject({ ok: false, refused: 'said-twice' })
})

test('a value that is no JSON never gets into the file', () => {
  expect(editConfig(text, [{ path: 'preset', value: '"a", "b": 1' }]).ok).toBe(true)
  expect(editConfig(text, [{ path: 'preset', value: 'standalone' }]).ok).toBe(false)
})

const word = fc.stringMatching(/^[a-z]{1,3}$/)
const value = fc.oneof(fc.integer(), fc.boolean(), fc.string(), fc.array(fc.integer(), { maxLength: 3 }))
const section = fc.dictionary(word, value, { maxKeys: 4 })
const config = fc.dictionary(word, fc.oneof(section, value), { maxKeys: 5 })

test('whatever the file looks like: what was asked for is so, and all else is what it was, byte for byte', () => {
  fc.assert(
    fc.property(
      fc.record({ tree: config, indent: fc.constantFrom(0, 1, 2, '\t'), one: word, two: word, put: fc.option(value) }),
      ({ tree, indent, one, two, put }) => {
        const before = JSON.stringify(tree, null, indent)
        const path = `${one}.${two}`
        const read = readConfigPlaces(before)
        // A value stands where a section would have to.
        fc.pre(read.ok && !leavesOf(read.root).some((leaf) => leaf.path === one))
        const after = editConfig(before, [{ path, value: put === null ? null : JSON.stringify(put) }])
        if (!after.ok) return expect.unreachable(after.refused)
        const now = readConfigPlaces(after.text)
        if (!read.ok || !now.ok) return expect.unreachable('unread')
        const rest = (from: string, leaves: ReturnType<typeof leavesOf>) =>
          leaves.filter((leaf) => leaf.path !== path).map((leaf) => [leaf.path, from.slice(leaf.start, leaf.end)])
        expect(rest(after.text, leavesOf(now.root))).toEqual(rest(before, leavesOf(read.root)))
        const there = leavesOf(now.root).find((leaf) => leaf.path === path)
        expect(there === undefined ? null : JSON.parse(after.text.slice(there.valueStart, there.end))).toEqual(put)
      },
    ),
    { numRuns: 300 },
  )
})

test('shows the lines that differ, and three around them', () => {
  const lines = lineDiff(text, edit('api.grpc-post-listener', '"127.0.0.1:9094"'))
  expect(lines.map(({ is, text: line }) => `${is} ${line.trim()}`)).toEqual([
    'same "preset": "standalone",',
    'same "Main": { "layer-duration" : "6s",   "my-own": [1, {"a": 2}] },',
    'same "api": {',
    'gone "grpc-post-listener": "127.0.0.1:10094"',
    'new "grpc-post-listener": "127.0.0.1:9094"',
    'same },',
    'same "smeshing": {}',
    'same }',
  ])
  expect(lineDiff(text, text)).toEqual([])
})
