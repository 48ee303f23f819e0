import type { BinaryRow } from '../../../electron/contract/model/binaries.ts'
import { tools } from '../../../electron/contract/model/tools.ts'
import type { Look } from '../../ui/tone.ts'

/** Its shape says what a check came to; colour says it again. */
export const checkLooks: Readonly<Record<BinaryRow['check'], Look>> = {
  verified: { mark: 'published', tone: 'good' },
  pinned: { mark: 'info', tone: 'idle' },
  unverified: { mark: 'unknown', tone: 'idle' },
  changed: { mark: 'safety-stop', tone: 'bad' },
  missing: { mark: 'failed', tone: 'bad' },
  unread: { mark: 'unknown', tone: 'warn' },
}

const numbers = new Intl.Collator('en', { numeric: true })

/** Rows by their tool, in the order of the tools; the newest version first, programs elsewhere last. */
export const byTool = (rows: readonly BinaryRow[]): readonly (readonly [BinaryRow['tool'], readonly BinaryRow[]])[] =>
  tools.flatMap((tool) => {
    const own = rows.filter((row) => row.tool === tool)
    const ordered = own.toSorted(
      (one, other) =>
        Number(one.version === null) - Number(other.version === null) ||
        numbers.compare(other.version ?? other.path, one.version ?? one.path),
    )
    return own.length === 0 ? [] : [[tool, ordered] as const]
  })

/** A program as a person says it, from how settings name it. */
export const spoken = (named: string): string => named.replace(/^([a-z0-9-]+)@(.+)$/, '$1 $2')
