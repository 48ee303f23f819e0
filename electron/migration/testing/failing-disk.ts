import type { BatchRow } from '../../contract/model/migration.ts'
import { type Effect, failure } from './memory-fs.ts'

/** A disk that gives an error now and then: what a batch must make of it. */
export class FailingDisk {
  private failed = false
  /** A sync of a node's folder failed in this run: whoever goes on trusts a second one. */
  private lostSync = false

  fail({ name, path }: Effect): never {
    this.failed = true
    // The profile's own files are written anew as a whole; a node's folder is synced as it is.
    this.lostSync ||= name === 'sync-folder' && !path.startsWith('/profile')
    throw failure('EIO', path)
  }

  /** What is wrong with how the batch rests now; `null` when nothing is. */
  complaint(row: BatchRow | undefined, dead: boolean): string | null {
    const trusted = this.lostSync && !dead && row?.activity !== 'frozen' && row?.activity !== 'ended'
    this.lostSync = false
    if (trusted) return 'a second sync is trusted'
    return !dead && row?.activity === 'frozen' && !this.hasFrozen(row) ? `frozen: ${row.problem?.code}` : null
  }

  /** Frozen because of it: a person looks at the disk, and lets it go on. */
  hasFrozen(row: BatchRow | undefined): boolean {
    return this.failed && row?.problem?.code === 'disk-failing'
  }
}
