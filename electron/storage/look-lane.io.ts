import { Worker } from 'node:worker_threads'

/** Text of a program that names in `run` what it answers: `look(asked)` gives what was found, and never throws. */
export interface Way {
  readonly name: string
  readonly program: string
}

/** Functions that stand by themselves, as the text of a program in which they have these names. */
export const asText = (functions: Readonly<Record<string, (...given: never[]) => unknown>>): string =>
  Object.entries(functions)
    .map(([name, does]) => `const ${name} = ${String(does)}`)
    .join('\n')

// Calls that wait wait here: what hangs holds up this thread alone, not the few threads that all of Node's own file calls share.
const serve = `
const { parentPort, workerData: progress } = require('node:worker_threads')
// Nobody sees them, and Node's crypto makes several errors of its own for each key that it takes.
Error.stackTraceLimit = 0
const ways = new Map()
parentPort.on('message', ({ programs, names, asked }) => {
  for (const [name, program] of programs) ways.set(name, new Function('require', program + '\\nreturn run.look')(require))
  const found = []
  for (let at = 0; at < asked.length; at++) {
    Atomics.store(progress, 0, at)
    found.push(ways.get(names[at])(asked[at]))
    if (Atomics.load(progress, 1) === 1) break
  }
  // Secrets are handed over, so that none stays behind in a copy.
  parentPort.postMessage(found, found.flatMap((one) => (one?.secret instanceof Uint8Array ? [one.secret.buffer] : [])))
})
`

interface Item {
  readonly way: Way
  readonly asked: unknown
}

/** One thread, and what it was given. It keeps the process alive only while something is waited for. */
export class Lane<Task extends Item> {
  readonly #progress = new Int32Array(new SharedArrayBuffer(8))
  readonly #worker = new Worker(serve, { eval: true, name: 'looks', workerData: this.#progress })
  readonly #known = new Set<string>()
  #batch: readonly Task[] = []
  /** Where it was when it was looked at last, and since when it is there. */
  #stands = { at: -1, since: 0 }

  constructor(answered: (lane: Lane<Task>, found: readonly unknown[]) => void, ended: (lane: Lane<Task>) => void) {
    this.#worker.on('message', (found: readonly unknown[]) => {
      this.#worker.unref()
      answered(this, found)
    })
    // A thread that breaks is told once, by its end.
    this.#worker.on('error', () => undefined).on('exit', () => ended(this))
    this.#worker.unref()
  }

  get batch(): readonly Task[] {
    return this.#batch
  }
  /** Of the item under way; -1: it has not begun. */
  get at(): number {
    return Atomics.load(this.#progress, 0)
  }

  send(batch: readonly Task[], now: number): void {
    const fresh = new Map(batch.flatMap(({ way }) => (this.#known.has(way.name) ? [] : [[way.name, way.program] as const])))
    for (const name of fresh.keys()) this.#known.add(name)
    this.#batch = batch
    Atomics.store(this.#progress, 0, -1)
    this.#stands = { at: -1, since: now }
    this.#worker.ref()
    this.#worker.postMessage({ programs: [...fresh], names: batch.map(({ way }) => way.name), asked: batch.map(({ asked }) => asked) })
  }

  /** For how long it has been at the item it is at. */
  standsFor(now: number): number {
    if (this.#stands.at !== this.at) this.#stands = { at: this.at, since: now }
    return now - this.#stands.since
  }

  rest(): void {
    this.#batch = []
  }

  /** Nothing after the item under way, and nobody has to wait for it. */
  leave(): void {
    Atomics.store(this.#progress, 1, 1)
    this.#worker.unref()
  }

  end(): void {
    void this.#worker.terminate()
  }
}
