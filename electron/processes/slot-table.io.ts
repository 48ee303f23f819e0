import { join } from 'node:path'
import { AppError } from '../contract/errors.ts'
import { saw } from '../contract/seen.ts'
import { inTurn } from '../faults/index.ts'
import type { Settings } from '../settings/index.ts'
import { fileAt } from '../storage/index.ts'
import type { Limits } from './admission.ts'
import { LiveSlot } from './live-slot.io.ts'
import type { ProgramDeps, SlotDeps } from './program-spec.ts'
import { folderText, type Holds, holderOf, type SlotKey, type SlotRecord, slotKeyOf, slotText } from './slot.ts'
import { isBroken, readSlotFiles, writeHolds } from './slot-files.io.ts'
import { specsOf } from './specs.ts'

/** Shown as the holder when the file of holds can't be read: then nothing is started until a person looks. */
const unreadableHolds = 'unreadable'

/** All slots of the rig by name, and who holds them. */
export class SlotTable {
  settings: Settings
  readonly #deps: SlotDeps
  readonly #slots = new Map<string, LiveSlot>()
  #records: readonly SlotRecord[] = []
  #broken: readonly string[] = []
  #holds: Holds | null = {}
  readonly #writing = inTurn()

  constructor(settings: Settings, deps: ProgramDeps) {
    this.settings = settings
    this.#deps = { ...deps, heldBy: (key) => this.heldBy(key), isDamaged: (key) => this.isDamaged(key), limits: () => this.limits() }
  }

  limits(): Limits {
    return this.settings.limits ?? {}
  }

  /** Reads the slot files and adopts what still runs. */
  async open(): Promise<void> {
    const files = await readSlotFiles(this.#deps.profileFolder)
    this.#records = files.records
    this.#broken = files.broken
    this.#holds = files.holds
    this.#place()
    await Promise.all([...this.#slots.values()].map((slot) => slot.adopt()))
  }

  async setSettings(settings: Settings): Promise<void> {
    const before = new Set(this.#slots.keys())
    this.settings = settings
    this.#place()
    await Promise.all([...this.#slots].filter(([text]) => !before.has(text)).map(([, slot]) => slot.adopt()))
    this.#deps.changed()
  }

  #place(): void {
    const { profileFolder: folder } = this.#deps
    const specs = specsOf(this.settings, { folder, below: (...parts) => join(folder, ...parts) })
    const wanted = new Set(specs.map(({ key }) => slotText(key)))
    for (const one of specs) {
      const known = this.#slots.get(slotText(one.key))
      if (known !== undefined) known.spec = one
      else
        this.#slots.set(
          slotText(one.key),
          new LiveSlot(one, this.#records.find(({ kind, name }) => kind === one.key.kind && name === one.key.name) ?? null, this.#deps),
        )
    }
    // What still runs stays watched after it left the settings, until it ends.
    for (const [text, slot] of this.#slots) if (!wanted.has(text) && slot.record.run === null) this.#slots.delete(text)
  }

  /** Throws `not_found`. */
  slot(key: SlotKey): LiveSlot {
    const slot = this.find(key)
    if (slot === null) throw new AppError('not_found', saw('not-in-settings', key.name))
    return slot
  }

  find(key: SlotKey): LiveSlot | null {
    return this.#slots.get(slotText(key)) ?? null
  }

  all(): readonly LiveSlot[] {
    return [...this.#slots.values()]
  }

  isDamaged(key: SlotKey): boolean {
    return isBroken(this.#broken, key)
  }

  heldBy(key: SlotKey): string | null {
    if (this.#holds === null) return unreadableHolds
    if (Object.keys(this.#holds).length === 0) return null
    const place = this.#placeOf(key)
    return holderOf(this.#holds, key, place) ?? this.#holderOfTwin(this.#holds, { key, place })
  }

  #placeOf(key: SlotKey): string | null {
    const folder = this.#slots.get(slotText(key))?.spec.dataFolder ?? null
    return folder === null ? null : fileAt(folder)
  }

  /** Holds of earlier versions name slots only, and a disk may have another number since: where the held entries' folders lie now. */
  #holderOfTwin(holds: Holds, { key, place }: { readonly key: SlotKey; readonly place: string | null }): string | null {
    if (place === null) return null
    for (const { spec } of this.#slots.values()) {
      const holder = slotText(spec.key) === slotText(key) ? null : holderOf(holds, spec.key, null)
      if (holder !== null && this.#placeOf(spec.key) === place) return holder
    }
    return null
  }

  /** By batch; `null`: unreadable. */
  holds(): Readonly<Record<string, readonly SlotKey[]>> | null {
    return this.#holds === null
      ? null
      : Object.fromEntries(Object.entries(this.#holds).map(([batch, slots]) => [batch, slots.flatMap(slotKeyOf)]))
  }

  /** Throws `held_by_migration` unless the slot is free or held by this very batch. */
  checkHold(key: SlotKey, batch: string | null): void {
    const holder = this.heldBy(key)
    if (holder !== null && holder !== batch) throw new AppError('held_by_migration', saw('held-by', key.name, holder))
  }

  #change(next: (holds: Holds) => Holds): Promise<void> {
    return this.#writing.run(async () => {
      if (this.#holds === null) throw new AppError('held_by_migration', saw('holds-unread'))
      const holds = next(this.#holds)
      await writeHolds(this.#deps.profileFolder, holds)
      this.#holds = holds
      this.#deps.changed()
    })
  }

  /** Throws `held_by_migration` when another batch holds one of them already, `not_found` for a slot that there is not. */
  async hold(batch: string, keys: readonly SlotKey[]): Promise<void> {
    const slots = keys.map((key) => this.slot(key))
    await this.#change((holds) => {
      for (const key of keys) this.checkHold(key, batch)
      const places = keys.flatMap((key) => this.#placeOf(key) ?? [])
      return { ...holds, [batch]: [...keys.map(slotText), ...new Set(places.map(folderText))] }
    })
    // A start that was on its way has now either happened, to be seen, or been refused.
    await Promise.all(slots.map((slot) => slot.settled()))
  }

  release(batch: string): Promise<void> {
    return this.#change((holds) => Object.fromEntries(Object.entries(holds).filter(([name]) => name !== batch)))
  }
}
