import { expect, test } from 'vitest'
import { saw } from '../contract/seen.ts'
import { readConfigText } from './config-tree.ts'
import { readNodeConfig } from './node-config.ts'

const treeOf = (path: string, text: string): object => {
  const read = readConfigText(path, text)
  return read.kind === 'read' ? Object.fromEntries(read.tree) : read
}
const whyOf = (path: string, text: string): string => {
  const read = readConfigText(path, text)
  return read.kind === 'refused' ? read.why : read.kind
}

test('JSON and YAML say the same', () => {
  const json = '{"Preset":"testnet","main":{"Data-Folder":"/n","layers-per-epoch":4},"p2p":{"listen":["/ip4/1.2.3.4/tcp/1"]}}'
  const yaml = 'Preset: testnet\nmain:\n  Data-Folder: /n # here\n  layers-per-epoch: 4\np2p:\n  listen:\n  - /ip4/1.2.3.4/tcp/1\n'
  const tree = { preset: 'testnet', 'main.data-folder': '/n', 'main.layers-per-epoch': 4, 'p2p.listen': ['/ip4/1.2.3.4/tcp/1'] }
  expect([treeOf('a.json', json), treeOf('b.yaml', yaml), treeOf('/x.y/c.yml', yaml)]).toEqual([tree, tree, tree])
})

test.each<[string, string, object]>([
  ['a dotted key counts, and wins', '{"main":{"data-folder":"a"},"main.data-folder":"b"}', { 'main.data-folder': 'b' }],
  ['null is not said', '{"main":{"data-folder":null}}', {}],
  ['null at the root', 'null', {}],
  ['the last of two equal keys counts', '{"preset":"a","preset":"b"}', { preset: 'b' }],
])('%s', (_name, text, tree) => expect(treeOf('c.json', text)).toEqual(tree))

test.each<[string, string, string]>([
  ['a.json', '{not json', `${saw('config-broken', 'JSON')}: `],
  ['a.json', '', `${saw('config-broken', 'JSON')}: `],
  ['a.json', '\ufeff{}', `${saw('config-broken', 'JSON')}: `],
  ['a.json', '{} // note', `${saw('config-broken', 'JSON')}: `],
  ['a.json', '{"a":1,}', `${saw('config-broken', 'JSON')}: `],
  ['a.json', '[]', saw('config-broken', 'JSON')],
  ['a.yaml', 'a: 1\na: 2\n', `${saw('config-broken', 'YAML')}: `],
  ['a.yaml', 'a: [', `${saw('config-broken', 'YAML')}: `],
  ['a.JSON', '{}', saw('config-no-format', 'JSON')],
  ['config', '{}', saw('config-no-format', '')],
  ['.json5', '{}', saw('config-no-format', '')],
])('%s %j is refused', (path, text, why) => expect(whyOf(path, text)).toContain(why))

test('other formats of the node are left unknown', () => {
  expect(readNodeConfig(['-c', 'node.toml'], 'preset = "testnet"').problems).toEqual([saw('config-format', 'toml')])
})

test('one key in two spellings: the node takes one of them by chance', () => {
  expect(readNodeConfig(['-c', 'a.json'], '{"main":{"filelock":"a","FileLock":"b"}}').problems).toEqual([
    saw('config-twice', 'main.filelock'),
  ])
})

test.each<[string, object]>([
  ['{"main":{"layer-duration":6000000000}}', { layerMs: 6_000, problems: [] }],
  ['{"main":{"layers-per-epoch":"0x14"}}', { layersPerEpoch: 20, problems: [] }],
  ['{"smeshing":{"smeshing-start":1}}', { smeshingStart: true, problems: [] }],
  ['{"smeshing":{"smeshing-start":"T"}}', { smeshingStart: true, problems: [] }],
  [
    '{"smeshing":{"smeshing-start":"yes"}}',
    { smeshingStart: false, problems: [saw('wants', 'smeshing.smeshing-start', '"yes"', 'truth')] },
  ],
  ['{"api":{"grpc-post-listener":9094}}', { listeners: { post: '9094' }, problems: [] }],
  ['{"api":{"grpc-public-services":"node,mesh"}}', { publicServices: ['node', 'mesh'] }],
  ['{"api":{"PublicServices":["node"],"grpc-public-services":"mesh"}}', { publicServices: ['node'] }],
])('weak types as the node takes them: %s', (text, config) => expect(readNodeConfig([], text)).toMatchObject(config))

const two = '[{"address":"http://127.0.0.1:31010","pubkey":"AA=="},{"address":"https://poet.example.net","pubkey":"AA=="}]'
const one = '{"main":{"poet-servers":[{"address":"http://one"}]}}'
const yaml = 'main:\n  poet-servers:\n  - address: http://y\n    pubkey: AA==\n'
const both = ['http://127.0.0.1:31010', 'https://poet.example.net']
test.each<{ what: string; args: string[]; text: string | null; addresses: string[] }>([
  { what: 'the flag wins over the file', args: ['-c', 'A.json', '--poet-servers', two], text: one, addresses: both },
  { what: 'the flag without a file', args: [`--poet-servers=${two}`], text: null, addresses: both },
  {
    what: 'the last flag',
    args: ['--poet-servers', two, '--poet-servers', '[{"Address":"http://last"}]'],
    text: null,
    addresses: ['http://last'],
  },
  { what: 'an empty list', args: ['--poet-servers', '[]'], text: one, addresses: [] },
  { what: 'the file in YAML', args: ['-c', 'A.yml'], text: yaml, addresses: ['http://y'] },
])('PoETs: $what', ({ args, text, addresses }) => {
  const config = readNodeConfig(args, text)
  expect([config.poetServers?.map(({ address }) => address), config.problems]).toEqual([addresses, []])
})
test('PoETs that can not be read are never taken for the built-in ones', () => {
  for (const value of ['http://poet', '{}', '[5]', '[{"address":5}]'])
    expect([value, readNodeConfig(['--poet-servers', value], null).problems.length]).toEqual([value, 1])
})
