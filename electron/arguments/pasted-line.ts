import { carriedLine, nameOf } from './carried-line.ts'

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
