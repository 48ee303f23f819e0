import type { KeyRow } from '../contract/model/key-copies.ts'
import { openKeys } from './acts.ts'
import type { RigFacts } from './rig-facts.ts'
import { type Trouble, trouble } from './trouble.ts'

/** Nodes of the rig that would load it: of two of them their own findings tell already. */
const ownNodes = ({ copies }: KeyRow): number =>
  new Set(copies.flatMap(({ place, node }) => (place === 'loaded' && node !== null ? [node] : []))).size

/** What no node's own findings tell: a folder that nobody knows would load the key as well, or nobody has it at all. */
function keyTrouble(row: KeyRow): Trouble[] {
  const worst = row.checks.find(({ id, verdict }) => verdict === 'fail' && (id === 'key-loadable-twice' || id === 'key-nowhere'))
  if (worst === undefined || ownNodes(row) > 1) return []
  const isTwice = worst.id === 'key-loadable-twice'
  return [
    trouble({
      cause: `${worst.id}-${row.key}`,
      tone: isTwice ? 'bad' : 'warn',
      words: isTwice ? 'key-loadable-twice' : 'key-nowhere',
      values: { ...worst.values, name: row.name },
      route: '#/keys',
      act: openKeys,
    }),
  ]
}

/** What the copies of keys ask for, wherever they lie. */
export const keyTroubles = ({ keys }: RigFacts): Trouble[] => keys.flatMap(keyTrouble)
