import { type Clock, systemClock } from '../time/index.ts'
import { Lane, type Way } from './look-lane.io.ts'
import { isBelow, knock, LookFailed, mountPointNow } from './look-mounts.io.ts'

export interface LookOptions {
  readonly clock?: Clock
  /** What does not answer for so long is given up. */
  readonly patienceMs?: number
  /** What takes so long is left alone with its thread, and all else goes on in another one. */
  readonly stuckMs?: number
  /** Threads that are at work. */
  readonly threads?: number
  /** The mount point that holds a path, by its name alone; `null` where it can't be told. */
  readonly mountPoint?: (path: string) => string | null
}

interface Task {
  readonly way: Way
  readonly asked: unknown
  readonly path: string
  readonly answer: Promise<unknown>
  readonly tell: (found: unknown) => void
  readonly fail: (why: LookFailed) => void
}

/** Of one message. */
const most = 32
/** Fewer need no second thread. */
const few = 128
/** More threads than this never hang: what is then asked for does not answer, whatever it is. */
const mostStuck = 16
/**
 * Looks at what lies on disks, in threads of its own. A call that hangs, as on a drive whose server is gone, holds up its own thread and
 * nothing else: after `patienceMs` it has failed, is asked again only once it has come back, and no more is asked of a file system that
 * is silent as a whole. A thread that breaks is told for what it broke at alone.
 */
export class LookThreads {
  readonly #options: Required<LookOptions>
  readonly #lanes = new Set<Lane<Task>>()
  /** What each thread that was left hung at then: while we looked it may have gone on to the next. */
  readonly #left = new Map<Lane<Task>, Task>()
  /** Each with its thread to itself. */
  readonly #stuck = new Map<string, Task>()
  /** Mount points on which something is stuck: what is asked there waits for the answer of the whole, or is refused. */
  readonly #mounts = new Map<string, 'asked' | 'silent'>()
  #waiting: Task[] = []
  #begun = false
  #watched = false
  #leaves = false

  constructor(options: LookOptions = {}) {
    this.#options = { clock: systemClock, patienceMs: 10_000, stuckMs: 250, threads: 2, mountPoint: mountPointNow, ...options }
  }

  /** The threads begin now, so that the first look need not wait for them. */
  warm(): void {
    while (this.#lanes.size < this.#options.threads) this.#lane()
  }

  /** What a program finds at a path; what follows a zero byte in it tells one question about it from another. Throws `LookFailed`. */
  async look(way: Way, asked: unknown, path: string): Promise<unknown> {
    // It has failed already, or is still waited for: never twice at once.
    if (this.#stuck.size > 0) await this.#stuck.get(keyOf(way, path))?.answer
    if (way !== knock && this.#mountOf(path, 'silent')) throw new LookFailed('no-answer')
    const { promise: answer, resolve: tell, reject: fail } = Promise.withResolvers<unknown>()
    this.#waiting.push({ way, asked, path, answer, tell, fail })
    this.#soon()
    return answer
  }

  #mountOf(path: string, is: 'asked' | 'silent'): boolean {
    for (const [point, state] of this.#mounts) if (state === is && isBelow(path, point)) return true
    return false
  }

  #soon(): void {
    if (!this.#begun) setImmediate(() => this.#give())
    this.#begun = true
  }

  #lane(): Lane<Task> {
    const lane = new Lane<Task>(
      (one, found) => this.#answered(one, found),
      (one) => this.#ended(one),
    )
    this.#lanes.add(lane)
    return lane
  }

  #give(): void {
    this.#begun = false
    if (this.#stuck.size >= mostStuck) this.#refuse(() => true)
    for (const lane of this.#lanes) if (lane.batch.length === 0) this.#send(lane)
    while (this.#lanes.size < this.#options.threads && this.#waiting.length > (this.#lanes.size === 0 ? 0 : few))
      if (!this.#send(this.#lane())) break
    this.#watch()
  }

  #send(lane: Lane<Task>): boolean {
    const held = this.#mounts.size > 0 ? this.#waiting.filter(({ way, path }) => way !== knock && this.#mountOf(path, 'asked')) : []
    const free = held.length > 0 ? this.#waiting.filter((task) => !held.includes(task)) : this.#waiting
    const batch = free.splice(0, most)
    this.#waiting = held.length > 0 ? [...free, ...held] : free
    if (batch.length > 0) lane.send(batch, this.#options.clock.now())
    return batch.length > 0
  }

  #answered(lane: Lane<Task>, found: readonly unknown[]): void {
    const { batch } = lane
    lane.rest()
    for (const [at, { tell }] of batch.entries()) if (at < found.length) tell(found[at])
    // What hung has answered after all.
    if (!this.#lanes.has(lane)) {
      this.#free(lane)
      lane.end()
    }
    this.#give()
  }

  #free(lane: Lane<Task>): void {
    const task = this.#left.get(lane)
    if (task === undefined) return
    this.#left.delete(lane)
    const key = keyOf(task.way, task.path)
    if (this.#stuck.get(key) === task) this.#stuck.delete(key)
    if (task.way === knock) this.#mounts.delete(task.path)
  }

  #ended(lane: Lane<Task>): void {
    const { batch, at } = lane
    const wasAtWork = this.#lanes.delete(lane)
    for (const [index, task] of batch.entries()) {
      // Where it did not even begin, another one would not either.
      if (at === -1 || index === at) task.fail(new LookFailed('look-ended'))
      else if (wasAtWork) this.#waiting.push(task)
    }
    this.#free(lane)
    this.#give()
  }

  #watch(): void {
    if (this.#watched || ![...this.#lanes].some(({ batch }) => batch.length > 0)) return
    const { clock, stuckMs } = this.#options
    this.#watched = true
    clock.after(stuckMs / 2, () => {
      this.#watched = false
      for (const lane of this.#lanes) {
        // One that has not begun is a thread that begins.
        if (lane.batch.length > 0 && lane.at !== -1 && lane.standsFor(clock.now()) >= stuckMs) this.#leave(lane)
      }
      this.#give()
    })
  }

  /** All but what it is stuck at is given to another one; what it did already is done again. */
  #leave(lane: Lane<Task>): void {
    const { batch, at } = lane
    this.#lanes.delete(lane)
    lane.leave()
    const stuck = batch[at]
    this.#waiting.unshift(...batch.filter((task) => task !== stuck))
    if (stuck === undefined) return
    this.#left.set(lane, stuck)
    const { clock, patienceMs, stuckMs } = this.#options
    if (!this.#leaves) process.on('exit', () => this.#leaveWithoutThem())
    this.#leaves = true
    this.#stuck.set(keyOf(stuck.way, stuck.path), stuck)
    clock.after(patienceMs - stuckMs, () => stuck.fail(new LookFailed('no-answer')))
    this.#askMount(stuck)
  }

  /** The end of a process waits for all its threads, and for what hangs without end. All that had to be done is done by now. */
  #leaveWithoutThem(): void {
    if (this.#stuck.size > 0) process.kill(process.pid, 'SIGKILL')
  }

  /** Of a file system that is silent as a whole nothing is waited for; a link may lead from a sound one to where one thing hangs. */
  #askMount({ way, path }: Task): void {
    const point = way === knock ? null : this.#options.mountPoint(path)
    if (point === null || point === '/' || this.#mounts.has(point)) return
    this.#mounts.set(point, 'asked')
    this.look(knock, point, point)
      .then(
        () => this.#mounts.delete(point),
        () => {
          this.#mounts.set(point, 'silent')
          this.#refuse(({ path: at }) => this.#mountOf(at, 'silent'))
        },
      )
      .finally(() => this.#soon())
  }

  #refuse(which: (task: Task) => boolean): void {
    const refused = this.#waiting.filter(which)
    this.#waiting = this.#waiting.filter((task) => !refused.includes(task))
    for (const { fail } of refused) fail(new LookFailed('no-answer'))
  }
}

const keyOf = (way: Way, path: string): string => `${way.name} ${path}`

/** Those of this process. */
export const lookThreads = new LookThreads()
