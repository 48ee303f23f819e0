import type { LogLine } from '../../../electron/contract/model/rig.ts'
import { clockTime, utc } from '../../format/time.ts'
import type { LogRow } from '../../ui/log-view.tsx'
import { logWords as words } from '../../words/log.ts'

export interface LogEvent {
  readonly lines: readonly LogLine[]
  /** The log begins anew: lines that were there before are gone. */
  readonly reset: boolean
  readonly phase: string | null
  readonly file: string
}

export type LogKept = Omit<LogEvent, 'reset'>

/** The page keeps so many; the file has all. */
const keptMost = 20_000

/** Adds lines by number; a line that comes again, with more repeats, takes its own place. */
export const addLines = (before: LogKept | null, event: LogEvent): LogKept => {
  const known = event.reset || before === null ? [] : before.lines
  const first = event.lines[0]?.seq ?? Number.POSITIVE_INFINITY
  const kept = known.length > 0 && (known.at(-1)?.seq ?? 0) >= first ? known.filter(({ seq }) => seq < first) : known
  return {
    lines: [...kept, ...event.lines].slice(-keptMost),
    phase: event.phase ?? (event.reset ? null : (before?.phase ?? null)),
    file: event.file,
  }
}

export const levels = ['all', 'warn', 'error'] as const
export type Level = (typeof levels)[number]
export interface LogView {
  readonly query: string
  readonly level: Level
}

const severe = /^(error|err|fatal|panic|dpanic)$/i
const warning = /^warn/i

const toneOf = (level: string): LogRow['tone'] => (severe.test(level) ? 'bad' : warning.test(level) ? 'warn' : 'plain')

const fits = (line: LogLine, level: Level): boolean => {
  const tone = toneOf(line.level)
  return level === 'all' || tone === 'bad' || (level === 'warn' && tone === 'warn')
}

/** Local time of day like everywhere else; what is no time is shown as the log has it. */
const timeOf = (at: string | null): Pick<LogRow, 'at' | 'whole'> => {
  const instant = at === null ? Number.NaN : Date.parse(at)
  return Number.isNaN(instant) ? { at: at ?? '', whole: undefined } : { at: clockTime(instant, true), whole: utc(instant) }
}

/** What may differ between two lines that say the same: a stamp, a time of day, a duration. */
const stamps =
  /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?|\b\d\d:\d\d:\d\d(?:\.\d+)?\b|\b\d+(?:\.\d+)?(?:ms|µs|ns|s)\b/g
const shapeOf = ({ level, text }: LogLine): string => `${level} ${text.replaceAll(stamps, '·')}`

/** Lines that follow each other and differ in a stamp at most, as the newest of them. */
const folded = (lines: readonly LogLine[]): readonly (readonly LogLine[])[] => {
  const groups: LogLine[][] = []
  let shape = ''
  for (const line of lines) {
    const own = shapeOf(line)
    const last = groups.at(-1)
    if (last && own === shape) last.push(line)
    else groups.push([line])
    shape = own
  }
  return groups
}

const textOf = ({ text }: LogLine): string => text.replaceAll('\t', '  ')

const rowOf = (group: readonly LogLine[], fitting: boolean): LogRow | null => {
  const line = group.at(-1)
  if (line === undefined) return null
  const repeats = group.reduce((sum, one) => sum + one.repeats, 0)
  return {
    key: group[0]?.seq ?? line.seq,
    ...timeOf(line.at),
    level: line.level.toUpperCase(),
    tone: toneOf(line.level),
    text: textOf(line),
    repeats: repeats > 1 ? words.repeats(repeats) : null,
    means: line.means,
    others: group.slice(0, -1).map((one) => `${timeOf(one.at).at}  ${textOf(one)}`),
    beside: !fitting,
  }
}

/** So many lines before and after one that fits stay, because they say how it came about. */
const beside = 2

/** The lines as rows: equal ones folded, and while something is looked for only what fits, with its neighbours. */
export const shownLines = (lines: readonly LogLine[], { query, level }: LogView): readonly LogRow[] => {
  const wanted = query.trim().toLowerCase()
  const groups = folded(lines)
  const fitting = groups.map((group) =>
    group.some((line) => fits(line, level) && (wanted === '' || line.text.toLowerCase().includes(wanted))),
  )
  const near = (index: number) => fitting.slice(Math.max(0, index - beside), index + beside + 1).some(Boolean)
  return groups.flatMap((group, index) => {
    const row = near(index) ? rowOf(group, fitting[index] === true) : null
    return row === null ? [] : [row]
  })
}

/** The next row that is an error, else a warning, after the one that is current; from the top again at the end. */
export const nextTrouble = (rows: readonly LogRow[], current: number | null): number | null => {
  const tone = rows.some((row) => row.tone === 'bad') ? 'bad' : 'warn'
  const keys = rows.filter((row) => row.tone === tone && !row.beside).map(({ key }) => key)
  return keys.find((key) => current === null || key > current) ?? keys[0] ?? null
}
