import { stat } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { capLog, type LogCap, logCap } from './log-cap.io.ts'

/** A log that grows by this much from one look to the next is looked at often until it is calm: at a look a second it would be far over. */
const fastBytes = 5 * 1024 * 1024
const oftenMs = 50
/** So long at once; the next look of the observer goes on with it. */
const oftenAtMostMs = 10_000

/** Keeps logs below their caps, also of a program that writes as fast as the disk takes it. */
export class LogGuard {
  readonly #sizes = new Map<string, number>()
  readonly #watched = new Set<string>()
  readonly #cap: LogCap

  constructor(cap: LogCap = logCap) {
    this.#cap = cap
  }

  async #step(file: string, cap: LogCap = this.#cap): Promise<number> {
    const size = (await stat(file).catch(() => null))?.size ?? 0
    if (size > cap.maxBytes && (await capLog(file, cap))) {
      this.#sizes.set(file, 0)
      return fastBytes
    }
    const grown = size - (this.#sizes.get(file) ?? size)
    this.#sizes.set(file, size)
    return grown
  }

  /** One look; returns before a fast one is calm again. */
  async look(file: string): Promise<void> {
    if (this.#watched.has(file) || (await this.#step(file)) < fastBytes) return
    this.#watched.add(file)
    void this.#often(file).finally(() => this.#watched.delete(file))
  }

  async #often(file: string): Promise<void> {
    const until = performance.now() + oftenAtMostMs
    let calm = 0
    while (calm < 20 && performance.now() < until) {
      await wait(oftenMs, undefined, { ref: false })
      // It grows while its end is copied: of a burst half is kept. What can't be cut now is told by the next look.
      const grown = await this.#step(file, { ...this.#cap, keptBytes: this.#cap.maxBytes / 2 }).catch(() => 0)
      calm = grown > (fastBytes * oftenMs) / 1_000 ? 0 : calm + 1
    }
  }
}
