import type { EndingKey } from '../contract/model/endings.ts'
import { type Ending, type ProgramOutput, programOutput } from '../post/index.ts'
import type { ProgramKind } from './kinds.ts'
import { readParts } from './log-cursor.io.ts'
import { readLogLine } from './log-line.ts'
import type { Run } from './slot.ts'
import { decidingLine, lastWord, tellingLines } from './telling-lines.ts'

const headBytes = 512 * 1024
const tailBytes = 2 * 1024 * 1024
const lineLength = 500

/**
 * Reads one run's output: its beginning, where it says what it is, and its end, where it says why; gives the lines of the end that matter.
 * Rotated files are read as they are.
 */
async function readRun(run: Run, output: ProgramOutput): Promise<{ lines: string[]; last: string }> {
  const texts = await readParts(run.logFile, (size) => {
    const begin = run.logOffset <= size ? run.logOffset : 0
    const whole = size - begin <= headBytes + tailBytes
    return whole
      ? [[begin, size]]
      : [
          [begin, begin + headBytes],
          [size - tailBytes, size],
        ]
  })
  for (const text of texts) output.push('stderr', `${text}\n`)
  const last = texts.at(-1) ?? ''
  return { lines: tellingLines(last), last: lastWord(last.split('\n').slice(-2_000)) }
}

export interface NamedEnding {
  readonly meaning: EndingKey
  /** The line that says why; empty when none does: the last thing a program said of its daily work is no reason. */
  readonly line: string
  /** The last lines that matter, oldest first. */
  readonly lines: string[]
}

/** Names how a run ended, from its exit, arguments and what it wrote; never throws. */
export async function nameEnding(kind: Pick<ProgramKind, 'marks' | 'ending'>, run: Run, ending: Ending): Promise<NamedEnding> {
  const output = programOutput(kind.marks)
  const { lines, last } = await readRun(run, output).catch(() => ({ lines: [], last: '' }))
  const seen = output.seen()
  const meaning = kind.ending(seen, ending, run.args)
  // A daily line is nobody's last word.
  const bare = readLogLine(last).level === '' ? last : ''
  return { meaning, line: decidingLine(seen, lines.at(-1) ?? bare).slice(0, lineLength), lines }
}
