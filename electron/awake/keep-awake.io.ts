import type { Awake, AwakeFor } from '../contract/model/awake.ts'
import { Instant } from '../contract/model/basics.ts'
import type { State } from '../contract/state.ts'
import type { Clock } from '../time/index.ts'
import type { InhibitorHears } from './inhibitor.io.ts'
import { awakeFor } from './needed.ts'

/** Begins to keep the computer awake; gives the way to let go. `null`: this shell has no way on this system. */
export type Inhibit = ((why: string, hears: InhibitorHears) => () => void) | null

interface Options {
  readonly clock: Clock
  readonly inhibit: Inhibit
  /** As the settings of the open rig say it. */
  readonly isOn: () => boolean
  readonly tell: (awake: Awake | null) => void
}

/** Nothing may be heard while a gap draws near. */
const lookMs = 15_000
/** The rig changes many times a second. */
const soonMs = 1_000
/** A system that refused is asked again after this. */
const againMs = 5 * 60_000

const same = (one: Awake | null, other: Awake | null): boolean => JSON.stringify(one) === JSON.stringify(other)

/** Keeps the computer awake while a proof of the person's own rig is in the making or due, and at no other time. */
export class KeepAwake {
  readonly #options: Options
  readonly #state: () => Pick<State, 'rig' | 'identities' | 'services' | 'clocks'>
  #shown: Awake | null = null
  #is: Pick<Awake, 'state' | 'since' | 'detail'>
  #release: (() => void) | null = null
  #refusedAt: number | null = null
  #cancel: (() => void) | null = null
  #soon = false
  #closed = false

  constructor(options: Options, state: () => Pick<State, 'rig' | 'identities' | 'services' | 'clocks'>) {
    this.#options = options
    this.#state = state
    this.#is = { state: 'not-needed', since: Instant.parse(options.clock.now()), detail: '' }
  }

  /** Something changed: it is looked at within a second, however much more does. */
  heard(): void {
    if (this.#closed || this.#soon) return
    this.#soon = true
    this.#next(soonMs)
  }

  #next(ms: number): void {
    this.#cancel?.()
    this.#cancel = this.#options.clock.after(ms, () => this.#look())
  }

  /** Looks at what is needed now, and sees to it. */
  #look(): void {
    this.#soon = false
    this.#next(lookMs)
    const { rig, ...rows } = this.#state()
    if (rig.kind !== 'own') {
      this.#letGo()
      this.#tell(null)
      return
    }
    const on = this.#options.isOn()
    const proofs = awakeFor(rows, this.#options.clock.now())
    if (!on || proofs.length === 0) this.#letGo()
    else this.#hold(proofs)
    this.#tell({ on, ...this.#is, for: proofs })
  }

  #turn(state: Awake['state'], detail = ''): void {
    if (this.#is.state !== state || this.#is.detail !== detail)
      this.#is = { state, detail, since: Instant.parse(this.#options.clock.now()) }
  }

  #tell(awake: Awake | null): void {
    if (same(this.#shown, awake)) return
    this.#shown = awake
    this.#options.tell(awake)
  }

  #letGo(): void {
    this.#release?.()
    this.#release = null
    this.#refusedAt = null
    this.#turn('not-needed')
  }

  #hold(proofs: readonly AwakeFor[]): void {
    const { inhibit, clock } = this.#options
    if (this.#release !== null) return
    if (inhibit === null) {
      this.#turn('cannot')
      return
    }
    if (this.#refusedAt !== null && Math.abs(clock.now() - this.#refusedAt) < againMs) return
    this.#turn('asked')
    // The system shows it, and the command line, to whoever asks: public ids, and no name that a person gave for himself.
    const release = inhibit(`PoST proof: ${proofs.map(({ identity }) => identity.slice(0, 8)).join(', ')}`.slice(0, 100), {
      held: () => this.#heard(release, () => this.#turn('held')),
      ended: (line) =>
        this.#heard(release, () => {
          this.#release = null
          this.#refusedAt = clock.now()
          this.#turn('cannot', line)
        }),
    })
    this.#release = release
  }

  /** What is heard of one that was let go says nothing of the next. */
  #heard(release: () => void, change: () => void): void {
    if (this.#closed || this.#release !== release) return
    change()
    this.heard()
  }

  close(): void {
    this.#closed = true
    this.#cancel?.()
    this.#release?.()
  }
}
