import type { LogLine } from '../contract/model/rig.ts'
import { nodePhase } from '../nodes/index.ts'
import { serviceTextPhase } from '../post/index.ts'

/** A line as it is shown: what stands before its text, by tabs, and its fields behind it. */
function phaseOf(kind: 'node' | 'service', { text }: LogLine): string | null {
  const parts = text.split('\t')
  if (kind === 'service') return serviceTextPhase(parts.slice(1).join('\t'))?.kind ?? null
  const last = parts.at(-1) ?? ''
  const fields = parts.length > 1 && last.startsWith('{') ? last : ''
  const words = fields === '' ? parts : parts.slice(0, -1)
  const [logger = '', ...rest] = words
  return nodePhase({ logger, text: rest.join('\t'), fields })?.kind ?? null
}

const trouble = /^(?:warn|error|dpanic|panic|fatal)$/

/**
 * What the newest line means that means anything, as a key of the words. Empty: a warning or an error came after it that this list
 * does not know, so nothing is said. `null`: no line of these changes what was said before.
 */
export function logMeaning(kind: 'node' | 'service', lines: readonly LogLine[]): string | null {
  for (const line of lines.toReversed()) {
    const phase = phaseOf(kind, line)
    if (phase !== null) return phase
    if (trouble.test(line.level)) return ''
  }
  return null
}
