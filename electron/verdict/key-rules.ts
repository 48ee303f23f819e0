import type { KeyRow } from '../contract/model/key-copies.ts'
import { saw } from '../contract/seen.ts'
import { openKeys } from './acts.ts'
import { isGone, keysGone, keyTwice } from './causes.ts'
import type { RigFacts } from './rig-facts.ts'
import { type Trouble, trouble } from './trouble.ts'

/** Nodes of the rig that would load it: of two of them their own findings tell already. */
const ownNodes = ({ copies }: KeyRow): number =>
  new Set(copies.flatMap(({ place, node }) => (place === 'loaded' && node !== null ? [node] : []))).size

/** What no node's own findings tell: a folder that nobody knows would load the key as well, or nobody has it at all. */
/** The cause that the row of its identity tells of, too. */
function causeOf({ key, identity }: KeyRow, isTwice: boolean, { identities }: RigFacts): string {
  if (isTwice) return keyTwice(key)
  const row = identities.find(({ id }) => id === identity)
  if (row !== undefined && row.node !== null && isGone(row)) return keysGone(row.node)
  return row?.state === 'service-without-key' ? `identity-${row.id}` : `key-nowhere-${key}`
}

function keyTrouble(row: KeyRow, facts: RigFacts): Trouble[] {
  const worst = row.checks.find(({ id, verdict }) => verdict === 'fail' && (id === 'key-loadable-twice' || id === 'key-nowhere'))
  if (worst === undefined || ownNodes(row) > 1) return []
  const isTwice = worst.id === 'key-loadable-twice'
  return [
    trouble({
      cause: causeOf(row, isTwice, facts),
      tone: isTwice ? 'bad' : 'warn',
      words: isTwice ? 'key-loadable-twice' : 'key-nowhere',
      values: { ...worst.values, name: row.name },
      route: '#/keys',
      act: openKeys,
      evidence: isTwice
        ? [worst.values.one, worst.values.other].flatMap((place) => (place ? [saw('would-load-it', place, '')] : []))
        : [saw('no-file-of-key', worst.values.folder ?? '')],
    }),
  ]
}

/** What the copies of keys ask for, wherever they lie. */
export const keyTroubles = (facts: RigFacts): Trouble[] => facts.keys.flatMap((row) => keyTrouble(row, facts))
