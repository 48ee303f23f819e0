import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { knownIn, nodeFlagTable, releaseOf } from './flag-table.ts'
import { goWholeNumber, takesValue } from './flag-value.ts'
import { nodeFlags, readNodeFlags } from './read-flags.ts'

const problemsOf = (args: readonly string[], version: string | null = null): string[] =>
  readNodeFlags(args, releaseOf(version)).problems.map(({ kind, argument }) => `${kind} ${argument}`)
const switches = nodeFlagTable.filter(({ kind }) => kind === 'switch').map(({ name }) => name)

describe('switches take nothing', () => {
  test.each(switches)('--%s leaves the next argument alone', (name) => {
    expect(nodeFlags([`--${name}`, '-c', 'A.json', '-d', 'A', '--filelock', 'A.lock']).get('config')).toBe('A.json')
  })
  test('every other flag takes the next one, whatever it looks like', () => {
    for (const { name, kind } of nodeFlagTable.filter((flag) => flag.kind !== 'switch'))
      expect([name, kind, nodeFlags([`--${name}`, '--metrics']).get(name)]).toEqual([name, kind, '--metrics'])
  })
  test('a switch with a value of its own, and one that only seems to have one', () => {
    expect(Object.fromEntries(nodeFlags(['--smeshing-start=false', '--metrics', 'false', '-d', 'x']))).toEqual({
      'smeshing-start': 'false',
      metrics: 'true',
      'data-folder': 'x',
    })
    expect(problemsOf(['--metrics', 'false'])).toEqual(['stray-word false'])
  })
})

test.each<[string[], Record<string, string>]>([
  [['-dX'], { 'data-folder': 'X' }],
  [['-d', 'X'], { 'data-folder': 'X' }],
  [['-d=X'], { 'data-folder': 'X' }],
  [['-d='], { 'data-folder': '=' }],
  [['--data-folder=a=b'], { 'data-folder': 'a=b' }],
  [['--data-folder='], { 'data-folder': '' }],
  [['-d', '-c', '-c', 'two'], { 'data-folder': '-c', config: 'two' }],
  [['-hdX'], { help: 'true', 'data-folder': 'X' }],
  [['-c', 'one', '-c', 'two'], { config: 'two' }],
  [['-d', 'X', '--', '-c', 'late'], { 'data-folder': 'X' }],
  [['--new-in-1.9', 'value', '-c', 'x'], { config: 'x' }],
  [['--new-in-1.9', '-c', 'x'], { config: 'x' }],
  [['--new-in-1.9=value', '-c', 'x'], { config: 'x' }],
])('%j', (args, flags) => expect(Object.fromEntries(nodeFlags(args))).toEqual(flags))

test('lists gather, the rest is replaced', () => {
  const { values } = readNodeFlags(['--bootnodes', 'a,b', '--bootnodes=c', '-d', 'x', '-d', 'y'])
  expect([values.get('bootnodes'), values.get('data-folder')]).toEqual([
    ['a,b', 'c'],
    ['x', 'y'],
  ])
})

test.each<[string[], string[]]>([
  [['--nope'], ['unknown-flag --nope']],
  [['-v'], ['unknown-flag -v']],
  [['--version'], ['unknown-flag --version']],
  [['--standalone'], ['unknown-flag --standalone']],
  [['-d'], ['no-value --data-folder']],
  [['---x'], ['bad-syntax ---x']],
  [['start'], ['stray-word start']],
  [['--poet-server', 'x'], ['deprecated --poet-server']],
  [['--layer-duration', '5'], ['value-refused --layer-duration']],
  [['--smeshing-start=yes'], ['value-refused --smeshing-start']],
  [['--layers-per-epoch', '-1'], ['value-refused --layers-per-epoch']],
  [['--listen', '0.0.0.0:7513'], ['value-refused --listen']],
  [['--poet-servers', 'https://poet.example.net'], ['value-refused --poet-servers']],
  [['version'], []],
  [['-d', 'x', '--', 'late'], []],
])('%j is refused', (args, problems) => expect(problemsOf(args)).toEqual(problems))

test.each<[string, string, boolean]>([
  ['--pprof-listener=x', 'v1.4.6', false],
  ['--pprof-listener=x', 'v1.5.0', true],
  ['--scan-malfeasant-atxs', 'v1.5.2', false],
  ['--scan-malfeasant-atxs', 'v1.6.8', true],
  ['--scan-malfeasant-atxs', 'v1.7.0', false],
  ['--grpc-cors-allowed-origin=*', 'v1.5.8', false],
  ['--grpc-cors-allowed-origin=*', 'v1.6.0', true],
  ['--testing-smesher-key=x', 'v1.6.0', false],
  ['--pprof-mutex-profile', 'v1.6.8', false],
  ['--pprof-mutex-profile', 'v1.7.6', true],
  ['--pprof-mutex-profile', 'node-split-1.0.15', true],
  ['--pprof-mutex-profile', 'v1.9.0', true],
])('%s in %s', (argument, version, known) => expect(problemsOf([argument], version).length === 0).toBe(known))

test.each<[Parameters<typeof takesValue>[0], string[], string[]]>([
  ['duration', ['240h', '1m30s', '.5s', '-5s', '0', '1h0.5m'], ['5', '', '1 h', 'soon', '1d', 'h']],
  ['switch', ['true', 'T', '0', 'False'], ['yes', 'on', '', 'TrUe']],
  ['int', ['-5', '+7', '0x1F', '0b1', '1_000', '017'], ['1.5', 'x', '', '1__0', '9223372036854775808']],
  ['uint32', ['0', '4294967295'], ['4294967296', '-1', '1e3', '08']],
  ['fraction', ['1/3', '0.25', '1e-3'], ['1/0', 'x', '']],
  ['addresses', ['/ip4/0.0.0.0/tcp/7513', '[/ip4/1.2.3.4/tcp/1,/ip6/::/udp/2/quic-v1]', ''], ['0.0.0.0:7513', 'x']],
  ['poets', ['[]', '[{"address":"http://a","pubkey":"AAAA"}]', 'null'], ['{}', '[1]', '[{"pubkey":"%"}]', 'http://a']],
  ['time', ['2023-07-14T08:00:00Z', '2023-07-14T08:00:00.5+02:00'], ['2023-07-14', '2023-07-14 08:00:00', 'now']],
  ['hex32', ['00'.repeat(32)], ['00', 'zz'.repeat(32)]],
  ['randomx-mode', ['fast', 'light'], ['Fast', '']],
  ['accounts', ['a=1,b=2'], ['a', 'a=', 'a=-1']],
  ['provider', ['', '0', '4294967295'], ['-1', '4294967296', 'gpu']],
])('%s', (kind, good, bad) => {
  expect(good.map((text) => [text, takesValue(kind, text)])).toEqual(good.map((text) => [text, true]))
  expect(bad.map((text) => [text, takesValue(kind, text)])).toEqual(bad.map((text) => [text, false]))
})
test('whole numbers in any base', () => expect(['0x_ff', '0o17', '017', '1_0'].map(goWholeNumber)).toEqual([255n, 15n, 15n, 10n]))

test('what the real programs refused or took of their command line is said alike', () => {
  const cases = new URL('../../../e2e/recordings/cases/', import.meta.url)
  for (const file of readdirSync(cases).filter((name) => name.startsWith('go-spacemesh'))) {
    const { version, cases: list } = JSON.parse(readFileSync(new URL(file, cases), 'utf8'))
    for (const { id, argv, meaning } of list) {
      const args = argv.slice(argv.findIndex((word: string) => word.endsWith('/go-spacemesh')) + 1)
      expect([version, id, problemsOf(args, version).length > 0]).toEqual([version, id, meaning === 'bad-flags'])
    }
  }
})
test('a flag has one kind, and every name is there once', () => {
  expect(new Set(nodeFlagTable.map(({ name }) => name)).size).toBe(nodeFlagTable.length)
  expect(nodeFlagTable.filter((flag) => knownIn(flag, [7, 6])).length).toBe(119)
})
