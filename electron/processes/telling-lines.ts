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
