import { setTimeout as wait } from 'node:timers/promises'
import { coursesOf } from './event-facts.ts'
import type { Names, SeenEvent } from './record.ts'
import type { RunTimes } from './run-times.ts'

/** How far identities are, by what their node said. */
export class Progress {
  readonly #events: readonly SeenEvent[]
  readonly #names: Names
  readonly #times: RunTimes

  constructor(events: readonly SeenEvent[], names: Names, times: RunTimes) {
    this.#events = events
    this.#names = names
    this.#times = times
  }

  /** True when every owner saw an event of this kind in its course for the publish epoch. */
  #all(owners: readonly string[], epoch: number, kind: string): boolean {
    const courses = coursesOf(this.#events, this.#names, { times: this.#times, endedAt: 0, excusesLate: false, unfit: new Set() })
    return owners.every((owner) =>
      courses.get(owner)?.some((course) => course.epoch === epoch && course.steps.some(({ text }) => text.startsWith(`${kind}(`))),
    )
  }

  /** Registered for the publication in this epoch. */
  registered(owners: readonly string[], epoch: number): boolean {
    return this.#all(owners, epoch, 'registeredInPoet')
  }

  published(owners: readonly string[], epoch: number): boolean {
    return this.#all(owners, epoch, 'atxPublished')
  }

  /** Published in this epoch and registered for the next one. */
  through(owners: readonly string[], epoch: number): boolean {
    return this.published(owners, epoch) && this.registered(owners, epoch + 1)
  }

  /** Published in this epoch and not yet registered for the next one, whose window it waits for. */
  between(owners: readonly string[], epoch: number): boolean {
    return this.published(owners, epoch) && this.#all(owners, epoch + 1, 'waitingForPoetRegistrationWindow')
  }
}

/** Waits until something is seen that no clock rules, however busy the machine is. */
export async function untilSeen(seen: () => boolean, deadlineMs: number): Promise<void> {
  const deadline = Date.now() + deadlineMs
  while (!seen() && Date.now() < deadline) await wait(20)
}
