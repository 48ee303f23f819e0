import { expect, test } from 'vitest'
import { type FolderLook, lookOf } from './folder-holds.ts'

const look = (names: readonly string[], identities: readonly string[] = [], path = '/data/x') => lookOf(path, { names, identities })

test.each<[string, FolderLook, FolderLook]>([
  [
    'a node of today',
    look(['identities', 'local.sql', 'state.sql'], ['a.key', 'b.key', 'b.key.bak']),
    { is: 'node', holds: ['keys', 'rows', 'network-state'], keys: 2 },
  ],
  ['a supervised one', look(['identities', 'local.sql'], ['local.key']), { is: 'node', holds: ['local-key', 'rows'], keys: 1 }],
  ['one that no start survives', look(['identities'], ['local.key', 'a.key']), { is: 'node', holds: ['keys', 'local-key'], keys: 2 }],
  ['one of before 1.4', look(['node_state.sql', 'state.sql']), { is: 'node', holds: ['old-rows', 'network-state'], keys: 0 }],
  [
    'PoST data of postcli',
    look(['postdata_metadata.json', 'postdata_0.bin', 'identity.key']),
    { is: 'post', holds: ['post-data', 'post-key'], keys: 1 },
  ],
  [
    'PoST data of before 1.6',
    look(['postdata_metadata.json', 'postdata_0.bin', 'key.bin']),
    { is: 'post', holds: ['post-data', 'old-key'], keys: 1 },
  ],
  ['the same, taken over', look(['postdata_metadata.json', 'key.bin.bak']), { is: 'post', holds: ['post-data', 'old-key-kept'], keys: 1 }],
  ['PoST data without its metadata', look(['postdata_0.bin', 'key.bin']), { is: 'post', holds: ['old-key'], keys: 1 }],
  ['a key and nothing else', look(['key.bin', 'note.txt']), { is: 'keys', holds: ['old-key'], keys: 1 }],
  ['keys on a stick', look(['a.key', 'b.key']), { is: 'keys', holds: ['post-key'], keys: 2 }],
  ['no folder of the field', look(['a.key.bak', 'photos']), { is: null, holds: [], keys: 0 }],
  [
    'SMApp’s',
    look(['identities'], ['local.key'], '/home/me/.config/Spacemesh/node-data/9eebff02'),
    { is: 'node', holds: ['local-key', 'smapp'], keys: 1 },
  ],
])('%s', (_what, seen, expected) => expect(seen).toEqual(expected))
