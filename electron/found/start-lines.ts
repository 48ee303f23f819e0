import { programLine, splitArguments } from '../arguments/index.ts'

/** A program that a text starts: its command line, and where relative paths count from. */
export interface StartLine {
  /** Program first. */
  readonly argv: readonly string[]
  readonly folder: string | null
  /** `false`: it holds a variable that nothing here sets, or waits for its instance, so what it means can't be told. */
  readonly whole: boolean
}

/** What a text of this kind looks like, and whose home it names. */
export interface StartSource {
  readonly by: 'unit' | 'user-unit' | 'cron' | 'autostart' | 'boot-script' | 'script'
  readonly path: string
  readonly text: string
  readonly home: string | null
  /** Where a script is run; `null`: not known. */
  readonly folder?: string | null
}

const lineLimit = 4_000
const withoutComments = (text: string): string[] =>
  text
    .replaceAll(/\\\r?\n[ \t]*/g, ' ')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^[#;]/.test(line))
    .slice(0, lineLimit)

const unquoted = (text: string): string => text.replace(/^(["'])(.*)\1$/, '$2')

/** `A=B`, `export A="B"`, and `Environment=A=B "C=D"` of a unit. */
function variablesIn(lines: readonly string[]): ReadonlyMap<string, string> {
  const pairs = lines.flatMap((line) => {
    const stated = /^Environment=(.*)$/.exec(line)?.[1]
    const words = stated === undefined ? [line.replace(/^(?:export|declare -x)\s+/, '')] : (splitArguments(stated, 'posix') ?? [])
    return words.flatMap((word) => {
      const [, name, value] = /^([A-Za-z_]\w*)=(.*)$/.exec(word) ?? []
      return name === undefined || value === undefined ? [] : [[name, unquoted(value)] as const]
    })
  })
  return new Map(pairs)
}

/** What a variable holds stands for it, also one that names another one; what nobody set stays as it is. */
function expanded(line: string, variables: ReadonlyMap<string, string>): string {
  const once = (text: string) =>
    text.replaceAll(/\$(?:\{(\w+)\}|(\w+))/g, (whole, one?: string, other?: string) => variables.get(one ?? other ?? '') ?? whole)
  return once(once(line)).slice(0, 16_384)
}

const settings = (lines: readonly string[], key: string): string[] =>
  lines.flatMap((line) => (line.startsWith(`${key}=`) ? [line.slice(key.length + 1).trim()] : []))

const schedule = /^(?:@\w+|(?:\S+\s+){4}\S+)\s+/
/** Days, minutes after the start, a name. */
const anacronSchedule = /^\S+\s+\d+\s+\S+\s+/
/** These name a user behind the time. */
const ofSystem = /^\/etc\/(?:crontab|cron\.d\/)/

/** The command of a crontab's line; a script of `cron.daily` and the like has no times. */
function cronCommand(line: string, path: string): string | null {
  if (/^\/etc\/cron\.(?:hourly|daily|weekly|monthly)\//.test(path)) return line
  const [time] = (path.endsWith('/anacrontab') ? anacronSchedule : schedule).exec(line) ?? []
  if (time === undefined || /^[A-Za-z_]\w*\s*=/.test(line)) return null
  const rest = line.slice(time.length)
  return ofSystem.test(path) ? rest.replace(/^\S+\s+/, '') : rest
}

interface Command {
  readonly command: string
  readonly folder: string | null
}

/** `cd /data && …` and, in a script, a `cd` of a line before. */
const changedFolder = (command: string): string | null => {
  const [, one, two, three] = /(?:^|[\s;&|(])cd\s+(?:"([^"]+)"|'([^']+)'|([^\s;&|]+))/.exec(command) ?? []
  return one ?? two ?? three ?? null
}

/** Words of the shell in front of a command. */
const shellWords = /^(?:(?:while|until|if|for)\b.*?;\s*(?:do|then)\s+|(?:do|then|else)\s+|[{(]\s*)/

function inScript(lines: readonly string[], from: string | null): Command[] {
  let folder = from
  return lines.map((line) => {
    folder = changedFolder(line) ?? folder
    return { command: line.replace(shellWords, '').replaceAll(/(?<=[^\s;&])([;&])(?=\s|$)/g, ' $1'), folder }
  })
}

function commandsOf(source: StartSource, lines: readonly string[]): Command[] {
  const { by, path, home } = source
  switch (by) {
    case 'unit':
    case 'user-unit': {
      const folder = settings(lines, 'WorkingDirectory').at(-1)?.replace(/^-/, '') ?? (by === 'unit' ? '/' : home)
      // An empty one takes back those before it.
      const starts = settings(lines, 'ExecStart')
      const counted = starts.slice(starts.lastIndexOf('') + 1)
      return counted.map((command) => ({
        command: command.replace(/^[-@:+!|]+/, ''),
        folder: folder === '~' ? home : unquoted(folder ?? '') || null,
      }))
    }
    case 'autostart':
      return settings(lines, 'Exec').map((command) => ({
        command: command.replaceAll(/\s%[a-zA-Z]\b/g, ''),
        folder: settings(lines, 'Path').at(-1) ?? home,
      }))
    case 'cron':
      return lines.flatMap((line) => {
        const command = cronCommand(line, path)
        return command === null ? [] : [{ command, folder: changedFolder(command) ?? home }]
      })
    case 'boot-script':
      return inScript([...lines, ...settings(lines, 'command')], '/')
    case 'script':
      return inScript(lines, source.folder ?? null)
  }
}

const withHome = (text: string, home: string | null): string =>
  home === null
    ? text
    : text.replaceAll(/%h|\$\{HOME\}|\$HOME\b/g, home).replaceAll(/(^|[\s"'=])~(?=\/|\s|$)/gm, (_all, before: string) => `${before}${home}`)

/** Files that set variables for a unit. */
export const environmentFiles = (text: string): string[] =>
  settings(withoutComments(text), 'EnvironmentFile').map((path) => unquoted(path.replace(/^-/, '')))

/** Whose it is: the user that a unit or a crontab names. */
export const userOf = ({ by, path, text }: StartSource): string | null =>
  by === 'unit'
    ? (settings(withoutComments(text), 'User').at(-1) ?? null)
    : (/^\/var\/spool\/cron\/(?:crontabs\/)?([^/]+)$/.exec(path)?.[1] ?? null)

/** The command lines that a text starts. `more`: what else sets variables, as files of environment do. */
export function startLines(source: StartSource, more = ''): StartLine[] {
  const own = source.text.replaceAll(
    /\$\(dirname "?\$(?:0|BASH_SOURCE|\{BASH_SOURCE(?:\[0\])?\})"?\)/g,
    source.path.replace(/\/[^/]*$/, ''),
  )
  const lines = withoutComments(withHome(own, source.home))
  const variables = variablesIn([...withoutComments(more), ...lines])
  return commandsOf(source, lines).flatMap(({ command, folder }) => {
    const words = splitArguments(expanded(command, variables), 'posix')
    const { program, args } = programLine(words ?? [])
    const base = folder === null ? null : expanded(folder, variables)
    const argv = program === null ? [] : [program, ...args]
    if (argv.length === 0) return []
    return [{ argv, folder: base?.startsWith('/') === true ? base : null, whole: !argv.some((word) => /\$[\w{(]|%[iI]/.test(word)) }]
  })
}
