import { stat } from 'node:fs/promises'
import type { Instant } from '../contract/model/basics.ts'
import { errorCode } from '../storage/index.ts'
import { type Measured, measure } from './hash.io.ts'
import type { Look, SeenFile } from './rows.ts'
import { isMarked, noexecOf } from './system-looks.io.ts'

export interface Looked {
  readonly path: string
  /** Whether its hash counts for anything yet: else only whether it is there. */
  readonly hashed: boolean
  readonly program: boolean
}

/** What was last seen of each file. A file whose shape is the same is not read again. */
export class FileLooks implements Look {
  readonly files = new Map<string, SeenFile>()
  readonly noexec = new Map<string, string | null>()
  readonly quarantined = new Set<string>()
  readonly #now: () => number

  constructor(now: () => number) {
    this.#now = now
  }

  /** `at` stays that of the first look that found this very file. */
  note(path: string, { sha256, sizeBytes }: Pick<Measured, 'sha256' | 'sizeBytes'>): void {
    const before = this.files.get(path)
    if (before?.is === 'there' && before.sha256 === sha256) return
    this.files.set(path, { is: 'there', sha256, sizeBytes, at: this.#now() as Instant })
  }

  async look(all: readonly Looked[]): Promise<void> {
    for (const { path, hashed, program } of all) {
      if (program) {
        this.noexec.set(path, await noexecOf(path))
        if (await isMarked(path)) this.quarantined.add(path)
        else this.quarantined.delete(path)
      }
      await this.#lookAt(path, hashed)
    }
    const wanted = new Set(all.map(({ path }) => path))
    for (const path of this.files.keys()) if (!wanted.has(path)) this.files.delete(path)
  }

  async #lookAt(path: string, hashed: boolean): Promise<void> {
    try {
      if (!hashed) {
        await stat(path)
        this.files.delete(path)
        return
      }
      const found = await measure(path)
      // One that is being written to is looked at again.
      if (found !== null) this.note(path, found)
    } catch (error) {
      const gone = errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR'
      this.files.set(path, { is: gone ? 'missing' : 'unread' })
    }
  }
}
