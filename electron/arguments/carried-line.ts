import { splitArguments, styleOf } from './split-arguments.ts'

/** The program that a word names, without its folder and the ending that Windows gives it. */
export const nameOf = (word: string): string => (word.split(/[/\\]/).at(-1) ?? '').toLowerCase().replace(/\.(?:exe|cmd|bat|sh)$/, '')

const shells = new Set(['bash', 'sh', 'zsh', 'dash', 'ash', 'ksh', 'fish', 'cmd', 'powershell', 'pwsh'])
/** What stands in front of the line that a shell shall run: `-c`, `-lc`, `/c`, `-Command`. */
const runs = /^(?:-[a-z]*c|\/[ck]|-command)$/i
const terminals = new Set(['screen', 'tmux'])
/** Options of a terminal with a value: a session's name, a window's size. */
const takesValue = /^-(?:[A-Za-z]*[ScxytTeFLf]|[dm]*S|s|n|h)$/
const terminalCommands = /^(?:new(?:-session|-window)?|neww|splitw|split-window|send-keys|send|respawn-pane)$/

/** A line that is carried as one word is taken apart as a line of its own. */
function opened(words: readonly string[]): readonly string[] {
  const [first = '', ...rest] = words
  if (!/\s/.test(first)) return words
  const inner = splitArguments(first, styleOf(first))
  // What follows the carried line are its own `$0`, `$1`, or keys that are pressed after it.
  return inner === null || (rest.length > 0 && !/^(?:Enter|C-m)$/.test(rest[0] ?? '')) ? words : inner
}

function carriedByShell(words: readonly string[]): readonly string[] | null {
  const at = words.findIndex((word, place) => place > 0 && runs.test(word))
  const before = words.slice(1, at)
  return at === -1 || !before.every((word) => /^[-/]/.test(word)) ? null : opened(words.slice(at + 1))
}

function carriedByTerminal(words: readonly string[]): readonly string[] | null {
  let at = 1
  while (at < words.length) {
    const word = words[at] ?? ''
    if (terminalCommands.test(word)) at += 1
    else if (word === '--') return opened(words.slice(at + 1))
    else if (word.startsWith('-')) at += takesValue.test(word) ? 2 : 1
    else return opened(words.slice(at))
  }
  return null
}

/** The line that a shell or a terminal is told to run: `bash -c '…'`, `screen -dmS a …`, `tmux new -d '…'`; `null` when it carries none. */
export function carriedLine(words: readonly string[]): readonly string[] | null {
  const name = nameOf(words[0] ?? '')
  if (shells.has(name)) return carriedByShell(words)
  return terminals.has(name) ? carriedByTerminal(words) : null
}
