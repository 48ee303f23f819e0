import type { LoadedIdentity } from './keys/load-identities.ts'
import type { Logger } from './log/logger.ts'

export type PostStateName = 'IDLE' | 'PROVING'

/** The state of each registered signer, as PostInfoService tells it: no word on whether a service is connected. */
export class PostStates {
  readonly #states = new Map<string, { identity: LoadedIdentity; state: PostStateName }>()
  readonly #log: Logger

  constructor(log: Logger) {
    this.#log = log.named('post')
  }

  register(identity: LoadedIdentity): void {
    this.#states.set(identity.hex, { identity, state: 'IDLE' })
    this.#say(identity.hex, 'IDLE')
  }

  set(hex: string, state: PostStateName): void {
    const entry = this.#states.get(hex)
    if (!entry || entry.state === state) return
    entry.state = state
    this.#say(hex, state)
  }

  /** All states, in another order each time: the real node walks a Go map. */
  all(random: () => number): { identity: LoadedIdentity; state: PostStateName }[] {
    return [...this.#states.values()]
      .map((entry) => ({ entry, place: random() }))
      .toSorted((one, other) => one.place - other.place)
      .map(({ entry }) => entry)
  }

  #say(hex: string, state: PostStateName): void {
    this.#log.info('post state changed', { id: hex, state: state.toLowerCase() })
  }
}
