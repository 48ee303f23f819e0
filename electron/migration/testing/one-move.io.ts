import type { BatchRow } from '../../contract/model/migration.ts'
import { createMigration, type Migration } from '../index.ts'
import { makeKey } from './keys.io.ts'
import { MemoryRig, names } from './memory-rig.ts'

const keys = [makeKey(), makeKey(), makeKey()] as const

/** A fresh rig and the move of its key, as most tests of the guard ask for it. */
export class OneMove {
  readonly keys = keys
  readonly rig = new MemoryRig(keys)
  migration: Migration = createMigration(this.rig.deps())

  request(from: 'source' | 'target' = 'source') {
    const to = from === 'source' ? 'target' : 'source'
    return { identity: this.rig.moving.id, source: names[from], target: names[to] }
  }

  async begin(from: 'source' | 'target' = 'source'): Promise<string> {
    const request = this.request(from)
    const { plan, checks } = await this.migration.scan(request)
    if (plan === null) throw new Error(JSON.stringify(checks.filter(({ verdict }) => verdict !== 'pass')))
    const { batch } = await this.migration.begin({ ...request, hash: plan.hash, words: plan.consentWords })
    return batch
  }

  /** Begins, and waits until it ends or needs somebody. */
  async run(from: 'source' | 'target' = 'source'): Promise<string> {
    const batch = await this.begin(from)
    await this.migration.rested()
    return batch
  }

  /** Of such a batch, or of the first. */
  row(batch?: string): BatchRow {
    const found = this.migration.rows().find((one) => batch === undefined || one.batch === batch)
    if (found === undefined) throw new Error('no such batch')
    return found
  }

  async resume(batch?: string): Promise<void> {
    const row = this.row(batch)
    await this.migration.resume(row.batch, row.plan.consentWords)
    await this.migration.rested()
  }

  async putBack(batch?: string): Promise<void> {
    await this.migration.abort(this.row(batch).batch)
    await this.migration.rested()
  }

  /** Does something once, at the first effect on such a path, or the first such question after it. */
  at(part: string, act: () => void, question: string | null = null): void {
    let state: 'before' | 'there' | 'done' = 'before'
    const go = () => {
      state = 'done'
      act()
    }
    this.rig.meanwhile = {
      effect: ({ path }) => {
        if (state === 'before' && path.includes(part)) {
          state = 'there'
          if (question === null) go()
        }
        return 'do'
      },
      question: (name) => {
        if (state === 'there' && name === question) go()
      },
    }
  }

  /** The program starts again, and nothing happens besides any more. */
  async startAgain(): Promise<void> {
    this.rig.meanwhile = { effect: () => 'do', question: () => undefined }
    this.migration = createMigration(this.rig.deps())
    await this.migration.open()
  }
}
