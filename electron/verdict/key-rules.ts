import type { AlertKey } from '../contract/model/alert-key.ts'
import type { Check } from '../contract/model/basics.ts'
import type { KeyRow } from '../contract/model/key-copies.ts'
import { saw } from '../contract/seen.ts'
import { openKeys } from './acts.ts'
import { isGone, keysGone, keyTwice } from './causes.ts'
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

/** The cause that the row of its identity tells of, too. */
function causeOf({ key, identity }: KeyRow, words: AlertKey, { identities }: RigFacts): string {
  if (words === 'key-loadable-twice') return keyTwice(key)
  const row = identities.find(({ id }) => id === identity)
  if (words === 'key-nowhere' && row !== undefined && row.node !== null && isGone(row)) return keysGone(row.node)
  if (words === 'key-nowhere' && row?.state === 'service-without-key') return `identity-${row.id}`
  return `${words}-${key}`
}

function evidenceOf({ id, values }: Check): string[] {
  if (id === 'key-nowhere') return [saw('no-file-of-key', values.folder ?? '')]
  const places = id === 'key-returned' ? [values.path] : [values.one, values.other]
  return places.flatMap((place) => (place ? [saw('would-load-it', place, '')] : []))
}

/** What no node's own findings tell: a folder that nobody knows would load the key as well, or against a move's note; or nobody has it at all. */
function keyTrouble(row: KeyRow, facts: RigFacts): Trouble[] {
  const worst = row.checks.find(({ id, verdict, values }) => verdict === 'fail' && id in told && (id !== 'key-returned' || !values.node))
  const words = worst === undefined ? undefined : told[worst.id]
  if (worst === undefined || words === undefined || ownNodes(row) > 1) return []
  return [
    trouble({
      cause: causeOf(row, words, facts),
      tone: words === 'key-nowhere' ? 'warn' : 'bad',
      words,
      values: { ...worst.values, name: row.name },
      route: '#/keys',
      act: openKeys,
      evidence: evidenceOf(worst),
    }),
  ]
}

/** What the copies of keys ask for, wherever they lie. */
export const keyTroubles = (facts: RigFacts): Trouble[] => facts.keys.flatMap((row) => keyTrouble(row, facts))
