import { posix, win32 } from 'node:path'
import type { PathProblem } from '../../contract/model/door.ts'

/** Whose paths they are: the system on which Smeshdesk runs. */
export interface PathHost {
  readonly windows: boolean
  readonly home: string
  /** `undefined`: not set. */
  readonly variable: (name: string) => string | undefined
}

/** Several readings of one text, the likeliest first: the one that exists counts. */
export type PastedPath = { readonly paths: readonly string[] } | { readonly problem: PathProblem }

const limit = { posix: 4096, windows: 32_767 }
const quotes: readonly (readonly [string, string])[] = [
  ['"', '"'],
  ["'", "'"],
  ['“', '”'],
  ['„', '“'],
  ['‘', '’'],
  ['«', '»'],
  ['`', '`'],
]
/** Blanks and marks without a width, which come along when text is copied from a page. */
const around = /^[\s\p{Cf}]+|[\s\p{Cf}]+$/gu

function unquoted(text: string): string {
  const pair = quotes.find(([open, close]) => text.length > 1 && text.startsWith(open) && text.endsWith(close))
  return pair === undefined ? text : unquoted(text.slice(1, -1).replaceAll(around, ''))
}

/** Path of a `file:` URL; `null` when it can't be read. */
function ofUrl(text: string, windows: boolean): PastedPath | string {
  const found = /^file:(?:\/\/([^/\\]*))?([/\\].*)$/i.exec(text)
  if (found === null) return { problem: 'not-absolute' }
  const [, host = '', path = ''] = found
  let plain: string
  try {
    plain = decodeURIComponent(path.replace(/[?#].*$/, ''))
  } catch {
    return { problem: 'not-absolute' }
  }
  if (host !== '' && host !== 'localhost') return windows ? `\\\\${host}${plain.replaceAll('/', '\\')}` : { problem: 'other-machine' }
  return windows ? plain.replace(/^[/\\](?=[A-Za-z]:)/, '') : plain
}

/** `~`, `$HOME` and Windows' `%NAME%` at the beginning. */
function expanded(text: string, { home, variable, windows }: PathHost): PastedPath | string {
  const begins = /^(?:~|\$HOME|\$\{HOME\})(?=$|[/\\])/.exec(text)?.[0]
  if (begins !== undefined) return home + text.slice(begins.length)
  if (/^~[^/\\]+/.test(text)) return { problem: 'other-home' }
  const named = windows ? /^(?:%([A-Za-z_()0-9]+)%|\$env:([A-Za-z_]+))/i.exec(text) : null
  const value = named === null ? undefined : variable(named[1] ?? named[2] ?? '')
  return named === null || value === undefined ? text : value + text.slice(named[0].length)
}

const isWindowsForm = (text: string): boolean => /^[A-Za-z]:(?:[/\\]|$)/.test(text) || /^\\\\[^\\]/.test(text)

function windowsPaths(text: string): PastedPath {
  if (/^[/\\]{2}[.][/\\]/.test(text)) return { problem: 'device' }
  const plain = text.replace(/^\\\\\?\\(UNC\\)?/i, (_all, unc?: string) => (unc === undefined ? '' : '\\\\'))
  // The way in which shells made for Windows write a drive.
  const drive = plain.replace(/^\/([A-Za-z])(?=\/|$)/, '$1:')
  if (!isWindowsForm(drive.replace(/^\/\//, '\\\\'))) return { problem: 'not-absolute' }
  const whole = win32.normalize(/^[A-Za-z]:$/.test(drive) ? `${drive}\\` : drive)
  return { paths: [whole.length > 3 ? whole.replace(/\\+$/, '') : whole] }
}

function posixPaths(text: string): PastedPath {
  if (isWindowsForm(text)) return { problem: 'other-system' }
  if (!text.startsWith('/')) return { problem: 'not-absolute' }
  const whole = (path: string) => posix.normalize(path).replace(/(?<=.)\/+$/, '')
  // As a shell shows it, with `\ ` for a blank; but a name may hold a backslash of its own.
  return { paths: [...new Set([whole(text), whole(text.replaceAll(/\\(.)/g, '$1'))])] }
}

/** Reads a path as people paste it: quotes, `~`, `file://`, a trailing slash, escaped blanks, Windows' forms. Touches nothing. */
export function pastedPath(text: string, host: PathHost): PastedPath {
  const trimmed = text.replaceAll(around, '')
  if (/[\r\n]/.test(trimmed)) return { problem: 'several-lines' }
  const bare = unquoted(trimmed)
  if (bare === '') return { problem: 'empty' }
  if (/\p{Cc}/u.test(bare)) return { problem: 'control-character' }
  if (bare.length > (host.windows ? limit.windows : limit.posix)) return { problem: 'too-long' }
  const local = /^file:/i.test(bare) ? ofUrl(bare, host.windows) : expanded(bare, host)
  if (typeof local !== 'string') return local
  if (/\p{Cc}/u.test(local)) return { problem: 'control-character' }
  return host.windows ? windowsPaths(local) : posixPaths(local)
}
