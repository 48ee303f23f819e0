import { plainText, type SeenOutput } from '../post/index.ts'
import { readLogLine } from './log-line.ts'

const kept = 5
const lineLength = 500
const telling: readonly string[] = ['error', 'fatal', 'panic', 'dpanic']
/** What stands outside of any log format when a program breaks: a crash of Go or Rust, and the loader's or the shell's own word. */
const bare =
  /^(?:panic: |fatal error: |\[signal |SIG[A-Z]+: |thread '.*panicked at |Segmentation fault|Killed\b|.*error while loading shared libraries)/i

/** The last lines of an output that tell of trouble, oldest first, each once; daily lines never, and no stack traces. */
export function tellingLines(text: string): string[] {
  const found: string[] = []
  for (const line of text.split('\n')) {
    const read = readLogLine(line)
    if (!telling.includes(read.level) && !bare.test(read.text)) continue
    const cut = read.text.trim().slice(0, lineLength)
    const before = found.indexOf(cut)
    if (before !== -1) found.splice(before, 1)
    found.push(cut)
    if (found.length > kept) found.shift()
  }
  return found
}

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
