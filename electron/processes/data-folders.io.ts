import type { SmesherId } from '../contract/model/basics.ts'
import type { NamedFolder } from '../nodes/index.ts'
import type { DataFolder } from '../post/index.ts'
import { kindLooks } from './kind-looks.io.ts'
import type { LiveSlot } from './live-slot.io.ts'
import type { PostDataSeen } from './post-data.io.ts'
import { type SlotKey, slotText } from './slot.ts'

/** The data folders of those slots whose folder tells something, as of the last look. */
export class DataFolders {
  readonly #looked = new Map<string, PostDataSeen>()
  /** Of those whose folder is on another machine, by their entry. */
  readonly #said = new Map<string, SmesherId>()

  async look({ spec, record }: LiveSlot): Promise<void> {
    const seen = (await kindLooks[spec.key.kind].data?.(spec.dataFolder, record.run ?? spec)) ?? null
    const key = slotText(spec.key)
    if (seen !== null) this.#looked.set(key, seen)
    if (spec.dataFolder !== null || spec.identity === undefined) this.#said.delete(key)
    else this.#said.set(key, spec.identity)
    // It was here before its entry was changed: that folder says nothing of it any more.
    if (spec.dataFolder === null) this.#looked.delete(key)
  }

  of(key: SlotKey): DataFolder | null {
    return this.#looked.get(slotText(key))?.data ?? null
  }

  /** Where its arguments put its data; `null` when they name no folder. */
  named(key: SlotKey): NamedFolder | null {
    return this.#looked.get(slotText(key))?.named ?? null
  }

  /** Whom it works for, by the folder that it really uses. */
  identity(key: SlotKey): SmesherId | null {
    return this.#looked.get(slotText(key))?.identity ?? this.#said.get(slotText(key)) ?? null
  }
}
