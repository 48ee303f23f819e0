/** How a run ended. All three `null`/false at once: it ended while nobody watched (an adopted process), so the exit is not known. */
export interface Ending {
  readonly exit: number | null
  readonly signal: string | null
  /** It was still running when somebody signalled it. */
  readonly wasRunning: boolean
}

export interface SeenOutput {
  /** The first line that begins with `Error:` or `error:`, without that word. */
  readonly error: string | null
  /** The lines right below it: causes, or what the decoder says of the config. */
  readonly below: readonly string[]
  /** First line of each mark that was seen. */
  readonly marks: ReadonlyMap<string, string>
  /** The line right below the first one of each mark. */
  readonly after: ReadonlyMap<string, string>
  /** Number of the line at which each mark was seen last: which of two came later. */
  readonly lastAt: ReadonlyMap<string, number>
  /** How often each mark was seen. */
  readonly counts: ReadonlyMap<string, number>
}

const lineLimit = 64 * 1024
const belowLimit = 20
const keptLength = 2_000

interface Stream {
  carry: string
  /** Lines still to be kept below the error; -1 before it, 0 after. */
  collecting: number
  /** Marks whose next line is still to come. */
  waiting: string[]
}

const colour = new RegExp(`${String.fromCharCode(27)}[[0-9;?]*[A-Za-z]`, 'g')
/** Without colour codes: programs write them when they believe they have a terminal. */
export const plainText = (line: string): string => (line.includes('[') ? line.replaceAll(colour, '') : line)

const newStream = (): Stream => ({ carry: '', collecting: -1, waiting: [] })

type Marked = Pick<SeenOutput, 'marks' | 'after' | 'lastAt' | 'counts'>

/** Holds each line against every pattern; of each only the first line that fits is kept, and the one below it. */
function markKeeper(patterns: Readonly<Record<string, RegExp>>): { take: (stream: Stream, line: string) => void; seen: () => Marked } {
  const list = Object.entries(patterns)
  const [marks, after] = [new Map<string, string>(), new Map<string, string>()]
  const [counts, lastAt] = [new Map<string, number>(), new Map<string, number>()]
  let lines = 0
  const take = (stream: Stream, line: string): void => {
    for (const name of stream.waiting.splice(0)) after.set(name, line.slice(0, keptLength))
    lines += 1
    for (const [name, pattern] of list) {
      if (!pattern.test(line)) continue
      if (!marks.has(name)) {
        marks.set(name, line.slice(0, keptLength))
        stream.waiting.push(name)
      }
      lastAt.set(name, lines)
      counts.set(name, (counts.get(name) ?? 0) + 1)
    }
  }
  return { take, seen: () => ({ marks, after, lastAt, counts }) }
}

/**
 * What a program printed, read in pieces of any size with constant memory: only lines that a reader asked for are kept.
 * Watches for `marks`: name → pattern; each line is held against every one. Bounded: lines are cut at 64 KiB.
 */
export function programOutput(patterns: Readonly<Record<string, RegExp>>) {
  const streams: Record<'stdout' | 'stderr', Stream> = { stdout: newStream(), stderr: newStream() }
  const marked = markKeeper(patterns)
  const below: string[] = []
  let error: string | null = null

  const takeLine = (stream: Stream, raw: string): void => {
    const line = plainText(raw.endsWith('\r') ? raw.slice(0, -1) : raw)
    const text = error === null ? /^(?:Error|error): (.*)$/.exec(line)?.[1] : undefined
    if (text !== undefined) {
      error = text.slice(0, keptLength)
      stream.collecting = belowLimit
    } else if (stream.collecting > 0) {
      stream.collecting -= 1
      below.push(line.slice(0, keptLength))
    }
    marked.take(stream, line)
  }

  /** Text of one stream; two streams (or files) never share a line. */
  const push = (name: 'stdout' | 'stderr', text: string): void => {
    const stream = streams[name]
    const lines = `${stream.carry}${text}`.split('\n')
    // The rest of an overlong line is dropped: what matters stands at a line's beginning.
    stream.carry = (lines.pop() ?? '').slice(0, lineLimit)
    for (const line of lines) takeLine(stream, line.slice(0, lineLimit))
  }

  const seen = (): SeenOutput => {
    for (const stream of Object.values(streams)) {
      if (stream.carry !== '') takeLine(stream, stream.carry)
      stream.carry = ''
    }
    return { error, below, ...marked.seen() }
  }
  return { push, seen }
}

export type ProgramOutput = ReturnType<typeof programOutput>

/** A whole run whose output lies in memory. */
export interface FinishedRun extends Ending {
  /** Arguments after the program. */
  readonly args: readonly string[]
  readonly stdout: string
  readonly stderr: string
}

export function outputOf(run: Pick<FinishedRun, 'stdout' | 'stderr'>, patterns: Readonly<Record<string, RegExp>>): SeenOutput {
  const output = programOutput(patterns)
  output.push('stderr', run.stderr)
  output.push('stdout', run.stdout)
  return output.seen()
}

/** The first rule whose pattern fits the text. */
export function firstRule<Meaning extends string>(text: string, rules: readonly (readonly [RegExp, Meaning])[]): Meaning | null {
  return rules.find(([pattern]) => pattern.test(text))?.[1] ?? null
}
