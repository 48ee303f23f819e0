import type { RigName } from '../contract/model/basics.ts'
import { askStatus } from '../post/index.ts'
import type { ServiceSettings } from '../settings/index.ts'
import type { OperatorSaid } from './around.ts'

/** A time-out takes nothing back: what answered this lately may only be busy. */
const keptMs = 60_000

/** Asks the operator addresses of services that are not our own processes: on another machine, in a container, by hand. */
export class Answers {
  readonly #said = new Map<RigName, OperatorSaid>()
  readonly #now: () => number

  constructor(now: () => number) {
    this.#now = now
  }

  of(name: RigName): OperatorSaid | null {
    return this.#said.get(name) ?? null
  }

  forget(name: RigName): void {
    this.#said.delete(name)
  }

  async ask({ name, operatorAddress }: ServiceSettings, whose: () => OperatorSaid['whose']): Promise<void> {
    const answer = operatorAddress === null ? null : await askStatus(operatorAddress)
    const before = this.of(name)
    if (answer?.kind === 'answer') this.#said.set(name, { at: this.#now(), status: answer.value.kind, whose: whose() })
    else if (answer?.kind !== 'hangs' || (before !== null && this.#now() - before.at > keptMs)) this.#said.delete(name)
  }
}
