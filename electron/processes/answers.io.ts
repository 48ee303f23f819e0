import { askStatus } from '../post/index.ts'
import type { OperatorSaid } from './around.ts'
import type { ProgramSpec } from './program-spec.ts'
import { type SlotKey, slotText } from './slot.ts'

/** A time-out takes nothing back: what answered this lately may only be busy. */
const keptMs = 60_000

/** Asks the operator addresses of programs that are not our own processes: on another machine, in a container, by hand. */
export class Answers {
  readonly #said = new Map<string, OperatorSaid>()
  readonly #now: () => number

  constructor(now: () => number) {
    this.#now = now
  }

  of(key: SlotKey): OperatorSaid | null {
    return this.#said.get(slotText(key)) ?? null
  }

  forget(key: SlotKey): void {
    this.#said.delete(slotText(key))
  }

  async ask({ key, operatorAddress }: Pick<ProgramSpec, 'key' | 'operatorAddress'>, whose: () => OperatorSaid['whose']): Promise<void> {
    const answer = operatorAddress === null ? null : await askStatus(operatorAddress)
    const before = this.of(key)
    if (answer?.kind === 'answer') this.#said.set(slotText(key), { at: this.#now(), status: answer.value.kind, whose: whose() })
    else if (answer?.kind !== 'hangs' || (before !== null && this.#now() - before.at > keptMs)) this.forget(key)
  }
}
