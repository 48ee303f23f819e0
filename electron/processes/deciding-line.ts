import { plainText, type SeenOutput } from '../post/index.ts'

/** Lines of a stack trace, of Go or Rust: they tell a developer where, and nobody why. */
const trace =
  /^(?:\s|goroutine \d+ \[|created by |[\w./*()-]+\(.*\)$|\[signal SIG|\[originating from|Caused by:|Location:|Usage:|Flags:|exit status|stack backtrace|note: run with|rax |r\w+\s+0x)/

/** The last line that says something: not empty, not of a stack trace; else the last one that is not empty. */
export function lastWord(lines: readonly string[]): string {
  const said = lines.map((line) => plainText(line.trimEnd())).filter((line) => line !== '')
  return said.findLast((line) => !trace.test(line)) ?? said.at(-1) ?? ''
}

/** Causes below a Rust error, and what Go's decoder lists, each without its number or star. */
const causesOf = ({ below }: SeenOutput): string[] => below.flatMap((line) => /^(?:\s+\d+: |\s{4}(?=\S)|\* )(.*)$/.exec(line)?.[1] ?? [])

const beforeLocation = (seen: SeenOutput): SeenOutput => {
  const end = seen.below.findIndex((line) => /^(?:Location:|Usage:)/.test(line))
  return end === -1 ? seen : { ...seen, below: seen.below.slice(0, end) }
}

/** The line that says why a run ended: a panic, the error with its causes, the fatal line of a log; else the last one that says something. */
export function decidingLine(seen: SeenOutput, last: string): string {
  const { marks, after, error } = seen
  const panic = marks.get('panicked') ?? marks.get('fatalError') ?? marks.get('crashed')
  if (panic !== undefined) {
    // Rust says where in the first line and what in the second.
    const below = panic.startsWith('thread ') ? (after.get('panicked') ?? '').trim() : ''
    return below === '' ? panic : `${panic} ${below}`
  }
  if (error !== null) return [`Error: ${error}`, ...causesOf(beforeLocation(seen))].join(': ').replaceAll(/:{2,}/g, ':')
  return marks.get('outOfMemory') ?? marks.get('libraryMissing') ?? marks.get('fatal') ?? last
}
