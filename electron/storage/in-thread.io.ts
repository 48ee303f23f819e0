import { startThread, type Thread } from './sqlite-thread.io.ts'

/** Fewer are looked at one by one: a thread takes longer to begin than they do. */
const few = 32
const most = 128
/** A thread that has nothing to do for this long is ended. */
const idleMs = 1_000

interface Way<Asked, Found> {
  /** Of the thread. */
  readonly name: string
  /** Text of a program that names in `run` what it answers: `look(asked)` gives what was found, or `null` where `alone` has to look. */
  readonly program: string
  /** The same without a thread, and with all the care that the thread leaves to it. */
  readonly alone: (asked: Asked) => Promise<Found>
}

/** Functions that stand by themselves, as the text of a program in which they have these names. */
export const asText = (functions: Readonly<Record<string, (...given: never[]) => unknown>>): string =>
  Object.entries(functions)
    .map(([name, does]) => `const ${name} = ${String(does)}`)
    .join('\n')

interface Waiting<Asked, Found> {
  readonly asked: Asked
  readonly tell: (found: Found | Promise<Found>) => void
}

/** A thread that begins when it is first asked, and ends by itself. */
function passingThread(name: string, program: string) {
  let thread: Promise<Thread> | null = null
  let idle: NodeJS.Timeout | undefined
  const end = () => {
    const ended = thread
    thread = null
    void ended?.then(({ close }) => close()).catch(() => undefined)
  }
  return async (asked: readonly unknown[]): Promise<readonly unknown[]> => {
    clearTimeout(idle)
    thread ??= startThread(name, `${program}\nrun.open = run.close = () => null\nrun.all = (asked) => asked.map(run.look)\n`, [])
    try {
      return (await (await thread).ask('all', [asked])) as readonly unknown[]
    } catch (error) {
      end()
      throw error
    } finally {
      clearTimeout(idle)
      idle = setTimeout(end, idleMs).unref()
    }
  }
}

/**
 * A look at something on disk that may be wanted a thousand times at once: what is asked in one turn of the loop goes to a thread
 * together, so that neither its waiting nor its reckoning holds up anybody. What the thread can't tell, or no thread, is looked at alone.
 */
export function inThread<Asked, Found>({ name, program, alone }: Way<Asked, Found>): (asked: Asked) => Promise<Found> {
  const ask = passingThread(name, program)
  let waiting: Waiting<Asked, Found>[] = []
  const together = async (batch: readonly Waiting<Asked, Found>[]) => {
    const found = await ask(batch.map(({ asked }) => asked)).catch((): readonly unknown[] => [])
    for (const [at, { asked, tell }] of batch.entries()) tell((found[at] as Found | null | undefined) ?? alone(asked))
  }
  const send = () => {
    const all = waiting
    waiting = []
    if (all.length < few) for (const { asked, tell } of all) tell(alone(asked))
    else for (let at = 0; at < all.length; at += most) void together(all.slice(at, at + most))
  }
  return (asked) =>
    new Promise((tell) => {
      if (waiting.length === 0) setImmediate(send)
      waiting.push({ asked, tell })
    })
}
