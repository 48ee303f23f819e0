import { type Check, Instant } from '../contract/model/basics.ts'
import type { DoctorEvent, DoctorResult, DoctorRun } from '../contract/model/doctor.ts'
import { check } from '../contract/model/verdicts.ts'
import type { Clock } from '../time/index.ts'
import { looksOf, type Patient } from './plan.io.ts'
import { computerPlace, type Look, onlyNew } from './results.ts'

/** A look that takes longer has not ended: a disk that hangs keeps nobody waiting for the others. */
const lookMs = 10_000
/** How long the first answers of a rig that was just opened are waited for, and how often it is looked whether they are there. */
const freshMs = 20_000
const againMs = 100
/** Results that one event tells. */
const eventMost = 200

interface DoctorOptions {
  readonly clock: Clock
  readonly patient: () => Patient
  /** Looks anew at what is looked at slowly; `true` once all of it was looked at since. */
  readonly refresh: () => (patient: Patient) => boolean
}

const notEnded = (cause: unknown): Check => check.unknown('look-not-ended', {}, cause instanceof Error ? cause.message : '')

/** Goes through everything that can be looked at, one look after the other, when a person asks for it. What it found last stays. */
export class Doctor {
  readonly #options: DoctorOptions
  readonly #listeners = new Set<() => void>()
  #run: DoctorRun | null = null
  #results: DoctorResult[] = []
  #stop: (() => void) | null = null
  #running: Promise<void> | null = null

  constructor(options: DoctorOptions) {
    this.#options = options
  }

  last(): { readonly run: DoctorRun | null; readonly results: readonly DoctorResult[] } {
    return { run: this.#run, results: this.#results }
  }

  /** Begins a run, or goes on with the one under way; resolves when it has ended. Never throws. */
  run(): Promise<void> {
    this.#running ??= this.#runOnce().finally(() => {
      this.#running = null
    })
    return this.#running
  }

  async #runOnce(): Promise<void> {
    const stopping = new AbortController()
    this.#stop = () => stopping.abort()
    this.#results = []
    this.#say({ startedAt: this.#now(), endedAt: null, stopped: false, done: 0, of: 0 })
    try {
      await this.#goThrough(stopping.signal)
    } catch (error) {
      this.#results.push({ ...computerPlace, check: notEnded(error), ms: 0 })
    }
    this.#stop = null
    this.#change({ endedAt: this.#now(), stopped: stopping.signal.aborted })
  }

  /** The look under way is the last one. */
  stop(): void {
    this.#stop?.()
  }

  async *watch(signal: AbortSignal): AsyncGenerator<DoctorEvent> {
    let wake = () => {}
    const told = () => wake()
    this.#listeners.add(told)
    signal.addEventListener('abort', told, { once: true })
    let shown: DoctorResult[] | null = null
    let from = 0
    let run: DoctorRun | null | undefined
    try {
      while (!signal.aborted) {
        if (shown !== this.#results) from = 0
        if (run === this.#run && shown === this.#results && from === shown.length) {
          await new Promise<void>((resolve) => {
            wake = resolve
          })
          continue
        }
        ;[shown, run] = [this.#results, this.#run]
        const results = shown.slice(from, from + eventMost)
        yield { run, from, total: shown.length, results }
        from += results.length
      }
    } finally {
      this.#listeners.delete(told)
    }
  }

  async #goThrough(stopping: AbortSignal): Promise<void> {
    const { patient, refresh, clock } = this.#options
    const isFresh = refresh()
    const until = clock.now() + freshMs
    while (!stopping.aborted && !isFresh(patient()) && clock.now() < until) await this.#wait(againMs)
    const looks = looksOf(patient())
    const told = new Set<string>()
    this.#change({ of: looks.length })
    for (const [at, look] of looks.entries()) {
      if (stopping.aborted) return
      await this.#take(look, told)
      this.#change({ done: at + 1 })
    }
  }

  async #take({ of, look }: Look, told: Set<string>): Promise<void> {
    const began = this.#options.clock.now()
    const checks = await new Promise<readonly Check[]>((resolve) => {
      const cancel = this.#options.clock.after(lookMs, () => resolve([notEnded(null)]))
      void Promise.resolve()
        .then(look)
        .catch((cause: unknown) => [notEnded(cause)])
        .then((seen) => {
          cancel()
          resolve(seen)
        })
    })
    const ms = Math.max(0, this.#options.clock.now() - began)
    for (const one of onlyNew(told, of, checks)) this.#results.push({ ...of, check: one, ms })
  }

  #wait(ms: number): Promise<void> {
    return new Promise((resolve) => void this.#options.clock.after(ms, resolve))
  }

  #now = () => Instant.parse(this.#options.clock.now())

  #change(change: Partial<DoctorRun>): void {
    if (this.#run !== null) this.#say({ ...this.#run, ...change })
  }

  #say(run: DoctorRun): void {
    this.#run = run
    for (const listener of this.#listeners) listener()
  }
}
