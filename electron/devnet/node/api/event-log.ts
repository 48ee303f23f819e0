import type { Event } from '../../../../proto/generated/spacemesh/v1/events.ts'

const replayed = 100

/** The node's events: the newest hundred for whoever connects later, and live ones for whoever is there. */
export class EventLog {
  readonly #recent: Event[] = []
  readonly #listeners = new Set<(event: Event) => void>()

  append(event: Event): void {
    this.#recent.push(event)
    if (this.#recent.length > replayed) this.#recent.shift()
    for (const listener of this.#listeners) listener(event)
  }

  /** Replays what is kept, then follows. @returns how to stop following */
  follow(listener: (event: Event) => void): () => void {
    for (const event of this.#recent) listener(event)
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}
