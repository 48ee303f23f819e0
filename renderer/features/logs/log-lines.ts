import type { LogLine } from '../../../electron/contract/model/rig.ts'
import type { LogRow } from '../../ui/log-view.tsx'
import { logWords as words } from '../../words/log.ts'
import { clockTime } from '../../words/time.ts'

export interface LogEvent {
  readonly lines: readonly LogLine[]
  /** The log begins anew: lines that were there before are gone. */
  readonly reset: boolean
  readonly phase: string | null
}

export interface LogKept {
  readonly lines: readonly LogLine[]
  readonly phase: string | null
}

/** The page keeps so many; the file has all. */
const keptMost = 20_000

/** Adds lines by number; a line that comes again, with more repeats, takes its own place. */
export const addLines = (before: LogKept | null, event: LogEvent): LogKept => {
  const known = event.reset || before === null ? [] : before.lines
  const first = event.lines[0]?.seq ?? Number.POSITIVE_INFINITY
  const kept = known.length > 0 && (known.at(-1)?.seq ?? 0) >= first ? known.filter(({ seq }) => seq < first) : known
  return { lines: [...kept, ...event.lines].slice(-keptMost), phase: event.phase ?? (event.reset ? null : (before?.phase ?? null)) }
}

export const levels = ['all', 'warn', 'error'] as const
export type Level = (typeof levels)[number]

const severe = /^(error|err|fatal|panic|dpanic)$/i
const warning = /^warn/i

const toneOf = (level: string): LogRow['tone'] => (severe.test(level) ? 'bad' : warning.test(level) ? 'warn' : 'plain')

const fits = (line: LogLine, level: Level): boolean => {
  const tone = toneOf(line.level)
  return level === 'all' || tone === 'bad' || (level === 'warn' && tone === 'warn')
}

/** Local time of day like everywhere else; what is no time is shown as the log has it. */
const timeOf = (at: string | null): string => {
  if (at === null) return ''
  const instant = Date.parse(at)
  return Number.isNaN(instant) ? at : clockTime(instant, true)
}

export const shownLines = (lines: readonly LogLine[], { query, level }: { query: string; level: Level }): readonly LogRow[] => {
  const wanted = query.trim().toLowerCase()
  return lines
    .filter((line) => fits(line, level) && (wanted === '' || line.text.toLowerCase().includes(wanted)))
    .map((line) => ({
      key: line.seq,
      at: timeOf(line.at),
      level: line.level.toUpperCase(),
      tone: toneOf(line.level),
      text: line.text.replaceAll('\t', '  '),
      repeats: line.repeats > 1 ? words.repeats(line.repeats) : null,
    }))
}
