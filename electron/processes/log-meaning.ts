import type { LogLine } from '../contract/model/rig.ts'
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
