import { setTimeout as wait } from 'node:timers/promises'
import { EPOCH_SECONDS, epochsAt, OPENS, type RunTimes } from './run-times.ts'

const LOOK_MS = 20
/** Part of an epoch from a node's first answer until its identities wait again. */
const STARTING = 0.025
/** Whole epochs that a run may go on longer than the recorded one before it is given up. */
const MAX_SHIFT = 8

/** A step of a run: not before its recorded moment, and only once that was seen which the recorded step came after. */
interface Step {
  /** Seconds after genesis in the recorded run. */
  readonly from: number
  /** Later than this the step would meet another part of the epoch. */
  readonly latest: number
  /** Asked with the current epoch. */
  readonly seen: (epoch: number) => boolean
  readonly what: string
}

/** A clock of the recorded run: its seconds after genesis, divided by the speed, and later by whole epochs where the machine was too slow. */
export class RunClock {
  readonly times: RunTimes
  readonly #secondMs: number
  #shift = 0

  constructor(genesisSeconds: number, speed: number) {
    this.#secondMs = 1000 / speed
    this.times = { genesisMs: genesisSeconds * 1000, epochMs: EPOCH_SECONDS * this.#secondMs }
  }

  /** In epochs since genesis. */
  get now(): number {
    return epochsAt(this.times, Date.now())
  }

  /** Says by how much the run went on longer than the recorded one. */
  get notes(): readonly string[] {
    return this.#shift === 0 ? [] : [`steps were taken ${this.#shift} epochs later than recorded: the machine was too slow`]
  }

  /** The publish epoch that a node came back too late for, so that it found registration open or closed; null when it was in time. */
  lateFor(): number | null {
    const epoch = Math.floor(this.now)
    return this.now - epoch > OPENS - STARTING ? epoch + 1 : null
  }

  #momentOf(seconds: number): number {
    return this.times.genesisMs + this.#shift * this.times.epochMs + seconds * this.#secondMs
  }

  /** Waits until the moment that lay `seconds` after genesis in the recorded run. */
  async until(seconds: number): Promise<void> {
    const left = this.#momentOf(seconds) - Date.now()
    if (left > 0) await wait(left)
  }

  /** Waits until something is seen, at most until a moment of the recorded run; resolves with whether it was. */
  async untilSeen(latest: number, seen: () => boolean): Promise<boolean> {
    const deadline = this.#momentOf(latest)
    while (!seen()) {
      if (Date.now() > deadline) return false
      await wait(LOOK_MS)
    }
    return true
  }

  /** Waits for a step; when the machine was too slow for it in this epoch, for the same moment of a later one. */
  async when({ from, latest, seen, what }: Step): Promise<void> {
    for (;;) {
      if (Date.now() <= this.#momentOf(latest)) {
        await this.until(from)
        if (await this.untilSeen(latest, () => seen(Math.floor(this.now)))) return
      }
      if (this.#shift === MAX_SHIFT) throw new Error(`the machine was too slow: in ${MAX_SHIFT + 1} epochs never ${what}`)
      this.#shift += 1
    }
  }
}
