import type { AlertKey } from '../contract/model/alert-key.ts'
import type { Check } from '../contract/model/basics.ts'
import type { KeyRow } from '../contract/model/key-copies.ts'
import { openKeys } from './acts.ts'
import type { RigFacts } from './rig-facts.ts'
import { type Trouble, trouble } from './trouble.ts'

/** Nodes of the rig that would load it: of two of them their own findings tell already. */
const ownNodes = ({ copies }: KeyRow): number =>
  new Set(copies.flatMap(({ place, node }) => (place === 'loaded' && node !== null ? [node] : []))).size

const told: Readonly<Partial<Record<Check['id'], AlertKey>>> = {
  'key-loadable-twice': 'key-loadable-twice',
  'key-nowhere': 'key-nowhere',
  'key-returned': 'key-returned',
}

/** What no node's own findings tell: a folder that nobody knows would load the key as well, or against a move's note; or nobody has it at all. */
function keyTrouble(row: KeyRow): Trouble[] {
  const worst = row.checks.find(({ id, verdict, values }) => verdict === 'fail' && id in told && (id !== 'key-returned' || !values.node))
  const words = worst === undefined ? undefined : told[worst.id]
  if (worst === undefined || words === undefined || ownNodes(row) > 1) return []
  return [
    trouble({
      cause: `${worst.id}-${row.key}`,
      tone: words === 'key-nowhere' ? 'warn' : 'bad',
      words,
      values: { ...worst.values, name: row.name },
      route: '#/keys',
      act: openKeys,
    }),
  ]
}

/** What the copies of keys ask for, wherever they lie. */
export const keyTroubles = ({ keys }: RigFacts): Trouble[] => keys.flatMap(keyTrouble)
