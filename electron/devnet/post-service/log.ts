const LEVELS = ['ERROR', 'WARN', 'INFO', 'DEBUG', 'TRACE'] as const
export type Level = (typeof LEVELS)[number]

export type Log = (level: Level, target: string, message: string) => void

interface Rule {
  readonly target: string
  /** Index into the levels, -1 for off. */
  readonly level: number
}

const levelIndex = (word: string): number | null => {
  if (word.toLowerCase() === 'off') return -1
  const index = (LEVELS as readonly string[]).indexOf(word.toUpperCase())
  return index < 0 ? null : index
}

function ruleOf(directive: string): Rule | null {
  const [target = '', word] = directive.split('=')
  if (word === undefined) {
    const level = levelIndex(target)
    return level === null ? { target, level: LEVELS.length - 1 } : { target: '', level }
  }
  const level = word === '' ? LEVELS.length - 1 : levelIndex(word)
  return level === null ? null : { target, level }
}

/** Reads `RUST_LOG`: `level`, `target`, `target=level`, separated by commas; the longest target that fits decides. */
export function logFilter(setting: string | undefined): (level: Level, target: string) => boolean {
  const text = (setting ?? 'info').split('/')[0] ?? ''
  const rules = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .flatMap((part) => ruleOf(part) ?? [])
  if (rules.length === 0) rules.push({ target: '', level: 0 })
  const byLength = rules.toSorted((left, right) => right.target.length - left.target.length)
  return (level, target) => {
    const rule = byLength.find((one) => target.startsWith(one.target))
    return rule !== undefined && LEVELS.indexOf(level) <= rule.level
  }
}

/** One record in the form of the real log; further lines are indented. */
export function logLine(level: Level, target: string, entry: { readonly message: string; readonly now: Date }): string {
  const time = `${entry.now.toISOString().slice(0, 19)}Z`
  return `[${time} ${level.padEnd(5)} ${target}] ${entry.message.replaceAll('\n', '\n    ')}\n`
}

/** A log on stderr, filtered by `RUST_LOG`. */
export function openLog(setting: string | undefined): Log {
  const wanted = logFilter(setting)
  return (level, target, message) => {
    if (wanted(level, target)) process.stderr.write(logLine(level, target, { message, now: new Date() }))
  }
}
