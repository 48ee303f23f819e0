import type { LogLine } from '../contract/model/rig.ts'
import { systemRules } from '../nodes/outcome/system.ts'
import { type Kind, kindOf } from './kinds.ts'

const trouble = /^(?:warn|error|dpanic|panic|fatal)$/

/**
 * What the newest line means that means anything, as a key of the words. Empty: a warning or an error came after it that this list
 * does not know, so nothing is said. `null`: no line of these changes what was said before.
 */
export function logMeaning(kind: Kind, lines: readonly LogLine[]): string | null {
  for (const line of lines.toReversed()) {
    const phase = kindOf(kind).phase(line.text)
    if (phase !== null) return phase
    if (trouble.test(line.level)) return ''
  }
  return null
}

/** What one line means by itself: a step of its program, or what the system did not let it do; `null` for a line that no list knows. */
function lineMeaning(kind: Kind, { level, text }: Pick<LogLine, 'level' | 'text'>): string | null {
  const phase = kindOf(kind).phase(text)
  if (phase !== null || !trouble.test(level)) return phase
  return systemRules.find(([pattern]) => pattern.test(text))?.[1] ?? null
}

/** The same lines, each with what it means by itself, where that is known. */
export const withMeanings = (kind: Kind, lines: readonly LogLine[]): LogLine[] =>
  lines.map((line) => {
    const means = lineMeaning(kind, line)
    return means === null ? line : { ...line, means }
  })
