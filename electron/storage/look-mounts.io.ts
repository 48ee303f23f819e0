import { readFileSync } from 'node:fs'
import { saw } from '../contract/seen.ts'
import { mountAbove, parseMounts } from './file-systems.ts'
import type { Way } from './look-lane.io.ts'

/** Why nothing is known of what was asked for, in a closed word where others have the system's code. */
export class LookFailed extends Error {
  readonly code: string
  constructor(why: 'no-answer' | 'look-ended') {
    super(why)
    this.code = saw(why)
  }
}

/** A question to a whole file system, which a dead one leaves open. */
export const knock: Way = {
  name: 'knock',
  program: `const { statfsSync } = require('node:fs')
const run = { look: (path) => { try { statfsSync(path) } catch {} return null } }`,
}

/** The mount point that holds a path, by its name alone; `null` where it can't be told. Linux only. */
export function mountPointNow(path: string): string | null {
  try {
    // The kernel's own table: reading it asks none of the mounts.
    return mountAbove(parseMounts(readFileSync('/proc/self/mountinfo', 'utf8')), path)?.point ?? null
  } catch {
    return null
  }
}

/** What follows a zero byte is no part of the path. */
export const isBelow = (path: string, point: string): boolean => path.startsWith(point) && '/\0'.includes(path[point.length] ?? '/')
