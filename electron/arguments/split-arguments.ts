/** How the computer on which the program runs writes paths and lines: there a backslash is a letter, or an escape. */
export type LineStyle = 'posix' | 'windows'

/** Of Windows is what names a drive or a share; nobody writes `D:\post`, `\\nas\post` or `.\post` in a shell and means an escape. */
export const styleOf = (text: string): LineStyle =>
  /(?:^|[\s"'=])(?:[A-Za-z]:\\|\\\\[^\\\s]+\\|\.{1,2}\\\w)/.test(text) ? 'windows' : 'posix'

/** A piece of a line: text of a word, or `null` for what stands between words. */
interface Piece {
  readonly text: string | null
  /** Where the next piece begins. */
  readonly next: number
}

interface Line {
  readonly text: string
  readonly style: LineStyle
  /** A quote after a backslash closes when a blank or the end follows: `"D:\my data\"`. */
  readonly lenient: boolean
}

const isBlank = (letter: string | undefined): boolean => letter !== undefined && /\s/.test(letter)

/** Single quotes keep everything as it is. */
function singleQuoted({ text }: Line, at: number): Piece | null {
  const end = text.indexOf("'", at + 1)
  return end === -1 ? null : { text: text.slice(at + 1, end), next: end + 1 }
}

/** In a shell a backslash escapes only these; anywhere else it is a letter. */
function posixQuoted({ text }: Line, at: number): Piece | null {
  const found = /^"((?:[^"\\]|\\[\s\S])*)"/.exec(text.slice(at))
  if (found === null) return null
  const inner = (found[1] ?? '').replace(/\\(?:\r?\n|(["\\$`]))/g, (_all, escaped: string | undefined) => escaped ?? '')
  return { text: inner, next: at + found[0].length }
}

/** As Windows hands a line to its programs: backslashes are letters except in front of a quote. */
function windowsQuoted({ text, lenient }: Line, at: number): Piece | null {
  let inner = ''
  for (let next = at + 1; next < text.length; ) {
    const [slashes = ''] = /^\\*/.exec(text.slice(next)) ?? []
    const after = next + slashes.length
    if (text[after] !== '"') {
      inner += `${slashes}${text[after] ?? ''}`
      next = after + 1
      continue
    }
    const closes = slashes.length % 2 === 0
    const meant = lenient && !closes && (after + 1 === text.length || isBlank(text[after + 1]))
    inner += meant ? slashes : '\\'.repeat(Math.floor(slashes.length / 2))
    if (closes || meant) return { text: inner, next: after + 1 }
    inner += '"'
    next = after + 1
  }
  return null
}

/** A shell's escape; at a line's end it joins the lines. The last letter of all is an end of line that was not copied. */
function posixEscape({ text }: Line, at: number): Piece {
  const [all] = /^\\(?:\r?\n|[\s\S]|$)/.exec(text.slice(at)) ?? ['\\']
  return { text: /^\\(?:\r?\n)?$/.test(all) ? '' : all.slice(1), next: at + all.length }
}

const plainOf: Readonly<Record<LineStyle, RegExp>> = {
  posix: /^(?:[^\s'"\\^`]|[\^`](?!\r?\n))+/,
  windows: /^(?:[^\s"\\^`']|[\^`](?!\r?\n)|\\(?!\\*"|[ \t]*(?:\r?\n|$)))+/,
}

function windowsPlain(line: Line, at: number, begins: boolean): Piece | null {
  const { text } = line
  if (text[at] === "'" && (begins || text[at - 1] === '=')) return singleQuoted(line, at)
  const [slashes = ''] = /^\\*/.exec(text.slice(at)) ?? []
  if (slashes !== '' && text[at + slashes.length] === '"') {
    const literal = '\\'.repeat(Math.floor(slashes.length / 2))
    return slashes.length % 2 === 0 ? { text: literal, next: at + slashes.length } : { text: `${literal}"`, next: at + slashes.length + 1 }
  }
  // A folder is the same with and without the backslash at its end.
  if (slashes !== '') return { text: slashes.slice(1), next: at + slashes.length }
  return { text: text[at] ?? '', next: at + 1 }
}

/** Marks of a line that goes on: a shell's backslash, cmd's caret, PowerShell's back-tick, each alone before a blank or the end. */
const goesOn = /^[\\^`](?=\s|$)\s*/

function pieceAt(line: Line, at: number, begins: boolean): Piece | null {
  const { text, style } = line
  const rest = text.slice(at)
  const blank = /^\s+/.exec(rest)
  if (blank !== null) return { text: null, next: at + blank[0].length }
  const mark = begins ? goesOn.exec(rest) : null
  if (mark !== null) return { text: null, next: at + mark[0].length }
  const joined = /^[\^`]\r?\n/.exec(rest)
  if (joined !== null) return { text: '', next: at + joined[0].length }
  if (text[at] === '"') return style === 'windows' ? windowsQuoted(line, at) : posixQuoted(line, at)
  const plain = plainOf[style].exec(rest)
  if (plain !== null) return { text: plain[0], next: at + plain[0].length }
  if (style === 'windows') return windowsPlain(line, at, begins)
  return text[at] === "'" ? singleQuoted(line, at) : posixEscape(line, at)
}

function wordsOf(line: Line): string[] | null {
  const words: string[] = []
  let word: string | null = null
  for (let at = 0; at < line.text.length; ) {
    const piece = pieceAt(line, at, word === null)
    if (piece === null) return null
    if (piece.text !== null) word = (word ?? '') + piece.text
    else if (word !== null) words.push(word)
    if (piece.text === null) word = null
    at = piece.next
  }
  return word === null ? words : [...words, word]
}

/**
 * The words of a command line as its shell splits them, without variables or globs; lines that go on are joined.
 * `null`: a quote is not closed.
 */
export function splitArguments(text: string, style: LineStyle = styleOf(text)): string[] | null {
  const words = wordsOf({ text, style, lenient: false })
  // A flag inside of a word: a quote after a folder's last backslash was meant to close.
  const swallowed = words?.some((word) => /"\s+-/.test(word)) ?? true
  return style === 'windows' && swallowed ? (wordsOf({ text, style, lenient: true }) ?? words) : words
}
