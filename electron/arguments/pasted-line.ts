import { splitArguments, styleOf } from './split-arguments.ts'

/** The program that a word names, without its folder and the ending that Windows gives it. */
const nameOf = (word: string): string => (word.split(/[/\\]/).at(-1) ?? '').toLowerCase().replace(/\.(?:exe|cmd|bat|sh)$/, '')

const shells = new Set(['bash', 'sh', 'zsh', 'dash', 'ash', 'ksh', 'fish', 'cmd', 'powershell', 'pwsh'])
/** What stands in front of the line that a shell shall run: `-c`, `-lc`, `/c`, `-Command`. */
const runs = /^(?:-[a-z]*c|\/[ck]|-command)$/i
const terminals = new Set(['screen', 'tmux'])
/** Options of a terminal with a value: a session's name, a window's size. */
const terminalTakesValue = /^-(?:[A-Za-z]*[ScxytTeFLf]|[dm]*S|s|n|h)$/
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
    else if (word.startsWith('-')) at += terminalTakesValue.test(word) ? 2 : 1
    else return opened(words.slice(at))
  }
  return null
}

/** The line that a shell or a terminal is told to run: `bash -c '…'`, `screen -dmS a …`, `tmux new -d '…'`; `null` when it carries none. */
function carriedLine(words: readonly string[]): readonly string[] | null {
  const name = nameOf(words[0] ?? '')
  if (shells.has(name)) return carriedByShell(words)
  return terminals.has(name) ? carriedByTerminal(words) : null
}

/** Words that start another program; those of the second list take values of their own. */
const starters = /^(?:sudo|doas|nohup|nice|ionice|setsid|exec|env|time|start|stdbuf|chrt|taskset|numactl|timeout|caffeinate|&)$/
const takesValue = /^-(?:[ncpugCk]|-(?:user|group|cpu-list|adjustment|class|classdata))$/

/** Whether words before the first flag of the program belong to what starts it. */
function skipStarter(words: readonly string[], at: number): number {
  let next = at + 1
  while (next < words.length) {
    const word = words[next] ?? ''
    if (/^[A-Za-z_]\w*=/.test(word)) next += 1
    else if (word.startsWith('-')) next += takesValue.test(word) ? 2 : 1
    else if (/^\d+[smhd]?$/.test(word)) next += 1
    else break
  }
  return next
}

/** Where the program stands; the first flag's place when none is named. */
function programAt(words: readonly string[]): number {
  let at = 0
  while (/^[A-Za-z_]\w*=/.test(words[at] ?? '') && !(words[at] ?? '').startsWith('ExecStart=')) at += 1
  while (at < words.length && starters.test(nameOf(words[at] ?? ''))) at = skipStarter(words, at)
  return at
}

const redirection = /^(?:\d?>{1,2}&?|&>{1,2}|<)(.*)$/

/** What a terminal shows in front of a line: `$`, `#`, `me@rig:~$`, `PS C:\\x>`. */
function afterPrompt(words: readonly string[]): readonly string[] {
  const [first = '', second = ''] = words
  if (/^(?:[$#%>]|\S+@\S+[$#])$/.test(first)) return words.slice(1)
  return first === 'PS' && second.endsWith('>') ? words.slice(2) : words
}

const unitEntry = /^(?:\[[A-Z][A-Za-z]+\]|[A-Z][a-z][A-Za-z]*=.*)$/

/** Of a unit of systemd only what it starts counts. */
function startedByUnit(words: readonly string[]): readonly string[] {
  const at = words.findIndex((word, place) => word.startsWith('ExecStart=') || (word === 'ExecStart' && words[place + 1] === '='))
  if (at === -1) return words
  const [head = '', ...rest] = words[at] === 'ExecStart' ? words.slice(at + 2) : words.slice(at)
  const end = rest.findIndex((word) => unitEntry.test(word))
  return [head, ...(end === -1 ? rest : rest.slice(0, end))].filter((word) => word !== 'ExecStart=')
}

/** Shell commands that prepare a start in front of it: `cd /opt/sm && ./post-service …`, `export A=B; …`. */
const prepares = /^(?:cd|pushd|export|set|ulimit|source|\.)$/
function afterPreparation(words: readonly string[]): readonly string[] {
  const end = prepares.test(words[0] ?? '') ? words.findIndex((word) => word === '&&' || word.endsWith(';')) : -1
  return end === -1 ? words : afterPreparation(words.slice(end + 1))
}

/** Up to where the shell's own words begin: `> log 2>&1 &`, `| tee log`, `; done`. */
function untilShell(words: readonly string[]): string[] {
  const end = words.findIndex((word) => /^(?:&|&&|\|\|?|;)$/.test(word) || redirection.test(word))
  return [...(end === -1 ? words : words.slice(0, end))]
}

export interface ProgramLine {
  /** As it stands; `null` when the line begins with its arguments. */
  readonly program: string | null
  readonly args: readonly string[]
}

/**
 * A line as it was pasted, taken apart: the program, and its arguments without what starts it (`sudo`, `nohup`, `env X=Y`, a unit, a prompt,
 * a shell or a terminal that carries the line) and without the shell's words after it.
 */
export function programLine(line: readonly string[]): ProgramLine {
  const words = afterPreparation(startedByUnit(afterPrompt(line)))
  const at = programAt(words)
  const carried = carriedLine(words.slice(at))
  if (carried !== null && carried.length > 0) return programLine(carried)
  const first = words[at]
  const args = (from: number): string[] => untilShell(words.slice(from))
  if (first === undefined || first === '' || first.startsWith('-')) return { program: null, args: args(at) }
  return { program: first.replace(/^ExecStart=[-@:+!]*/, ''), args: args(at + 1) }
}
