import type { Check } from '../contract/model/basics.ts'
import type { CheckId } from '../contract/model/check-id.ts'
import type { Alert } from '../contract/model/rig.ts'
import { saw } from '../contract/seen.ts'

/** Causes of which more than one rule tells: a closed list. What each of them saw is evidence of one alert. */

/** One key where two nodes would sign with it, or one would load it twice: told by its row, by each folder, and by the look for all copies. */
export const keyTwice = (id: string): string => `key-twice-${id}`
/** A node runs with keys whose files are gone: told by its rows, by what its next start does, and by the look for all copies. */
export const keysGone = (node: string): string => `keys-gone-${node}`
/** What is wrong in a node's folder or configuration beside that. */
export const findingsOf = (node: string): string => `findings-${node}`

const tellTwice: readonly CheckId[] = ['key-loaded-elsewhere', 'key-returned', 'key-under-two-names']

/** The cause of a finding that fails at a node, beside all of that node's. */
export function causeOf(finding: Check, node: string, all: readonly Check[]): string {
  const told =
    finding.id === 'next-start-refused-duplicate-key'
      ? all.find(({ id, values }) => id === 'key-under-two-names' && values.files === finding.values.files)
      : tellTwice.includes(finding.id)
        ? finding
        : undefined
  return told?.values.id === undefined ? findingsOf(node) : keyTwice(told.values.id)
}

/** Whose words an alert has, where more than one rule tells of its cause. */
const leading: readonly Alert['words'][] = [
  'key-returned',
  'key-twice-loaded',
  'key-twice',
  'key-loadable-twice',
  'key-file-gone',
  'service-without-key',
  'key-nowhere',
]
export const leadOf = (words: Alert['words']): number => {
  const place = leading.indexOf(words)
  return place === -1 ? leading.length : place
}

/** What a finding of a cause saw, as one reads it beside what others saw. */
export const sawOf = ({ id, values: { node = '', path = '', runs }, evidence }: Check): string =>
  id !== 'key-loaded-elsewhere' ? evidence : runs === 'yes' || path === '' ? saw('listed-by', node) : saw('would-load-it', node, path)

/** Two signing nodes mean a ban for ever: no deadline presses more. */
export const isDoubledKey = (words: Alert['words']): boolean =>
  words.startsWith('key-twice') || words === 'key-returned' || words === 'key-loadable-twice'

/** Rows whose node runs on without the file of their key. */
export const isGone = ({ state }: { readonly state: string }): boolean => state === 'key-file-gone'
