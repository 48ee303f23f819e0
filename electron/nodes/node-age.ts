import type { Check, RigName } from '../contract/model/basics.ts'
import { check } from '../contract/model/verdicts.ts'

/** How a version stands to those that are known here, 1.4 to 1.7. `unread`: it names no release, and nothing is said of it. */
export type NodeAge = 'too-old' | 'known' | 'newer' | 'unread'

export function nodeAge(version: string | null): NodeAge {
  const [, major, minor] = /^v?(\d{1,4})\.(\d{1,4})\.\d{1,4}(?![\d.])/.exec(version ?? '') ?? []
  if (major === undefined || minor === undefined) return 'unread'
  const line = Number(major) * 10_000 + Number(minor)
  if (line < 10_004) return 'too-old'
  return line > 10_007 ? 'newer' : 'known'
}

/**
 * The way up from before 1.4, each step started once: 1.5 and newer refuse a database that 1.4 has not brought up to date, and
 * upstream leads to 1.7 through 1.6. There is no way back (docs/node-versions.md).
 */
const ladder: readonly string[] = ['1.4.6', '1.6.8', '1.7.6']

/**
 * What a node's version means for what is shown of it. Too old is unknown, never a failed check: that would close its next start,
 * which may be the first step up.
 */
export function versionFindings(node: RigName, version: string | null): Check[] {
  const age = nodeAge(version)
  if (version === null || age === 'known' || age === 'unread') return []
  const of = { node, version }
  if (age === 'newer') return [check.warn('node-newer-than-known', of, version)]
  return [check.unknown('node-too-old', { ...of, ladder: ladder.join(' ') }, version)]
}
