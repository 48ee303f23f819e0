import { parseGoDuration } from '../../shared/go-duration.ts'
import { parseGoTime } from '../config/go-time.ts'
import { type Flag, flags } from './flag-table.ts'

/** What a command line asks for. `values` holds configuration paths; durations in milliseconds. */
export type Command =
  | {
      readonly run: 'node'
      readonly configFile: string | null
      readonly preset: string | null
      readonly values: ReadonlyMap<string, unknown>
    }
  | { readonly run: 'version' | 'help' }
  | { readonly run: 'refuse'; readonly error: string; readonly usage: boolean }

const subCommands = ['completion', 'help', 'relay', 'version']

/** Reads the arguments after the program's name as the node's command line does: last flag wins, `--flag=value` or `--flag value`. */
export function parseArguments(argv: readonly string[]): Command {
  const given = readFlags(argv)
  if ('error' in given) return { run: 'refuse', error: given.error, usage: true }
  const [word] = given.words
  if (given.values.has('help') || word === 'help') return { run: 'help' }
  if (word === 'version') return { run: 'version' }
  // guess: relay and completion are not simulated
  if (word !== undefined && !subCommands.includes(word))
    return { run: 'refuse', error: `unknown command "${word}" for "node"`, usage: false }
  const values = new Map<string, unknown>()
  for (const [name, value] of given.values) {
    const path = flags.find((flag) => flag.name === name)?.path
    if (path) values.set(path, value)
  }
  return { run: 'node', configFile: textOf(given.values.get('config')), preset: textOf(given.values.get('preset')), values }
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : null)

type Given = { readonly values: ReadonlyMap<string, unknown>; readonly words: readonly string[] } | { readonly error: string }

function readFlags(argv: readonly string[]): Given {
  const values = new Map<string, unknown>()
  const words: string[] = []
  const rest = [...argv]
  for (let argument = rest.shift(); argument !== undefined; argument = rest.shift()) {
    if (argument === '--') {
      words.push(...rest.splice(0))
    } else if (!argument.startsWith('-') || argument === '-') words.push(argument)
    else {
      const error = readFlag({ argument, rest, values })
      if (error) return { error }
    }
  }
  return { values, words }
}

interface Reading {
  readonly argument: string
  readonly rest: string[]
  readonly values: Map<string, unknown>
}

function readFlag({ argument, rest, values }: Reading): string | null {
  const long = argument.startsWith('--')
  const body = argument.slice(long ? 2 : 1)
  const equals = body.indexOf('=')
  const label = long ? (equals < 0 ? body : body.slice(0, equals)) : body.slice(0, 1)
  if (long && (label === '' || label.startsWith('-'))) return `bad flag syntax: ${argument}`
  const flag = flags.find(({ name, short }) => (long ? name === label : short === label))
  if (!flag) return long ? `unknown flag: --${label}` : `unknown shorthand flag: '${label}' in ${argument}`
  const attached = long ? (equals < 0 ? null : body.slice(equals + 1)) : body.slice(1).replace(/^=/, '') || null
  const text = attached ?? (flag.kind === 'bool' ? 'true' : rest.shift())
  if (text === undefined) return long ? `flag needs an argument: --${label}` : `flag needs an argument: '${label}' in ${argument}`
  const result = flagValue(flag, text)
  if ('error' in result) {
    const name = flag.short ? `-${flag.short}, --${flag.name}` : `--${flag.name}`
    return `invalid argument ${JSON.stringify(text)} for "${name}" flag: ${result.error}`
  }
  const before = values.get(flag.name)
  values.set(flag.name, flag.kind === 'list' && Array.isArray(before) ? [...before, ...(result.value as unknown[])] : result.value)
  return null
}

type Parsed = { readonly value: unknown } | { readonly error: string }

function flagValue(flag: Flag, text: string): Parsed {
  const syntax = (parser: string) => ({ error: `strconv.${parser}: parsing ${JSON.stringify(text)}: invalid syntax` })
  switch (flag.kind) {
    case 'string':
    case 'float':
      return { value: text }
    case 'any':
      return anyValue(text)
    case 'bool':
      return /^(1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/.test(text) ? { value: /^[1tT]/.test(text) } : syntax('ParseBool')
    case 'uint':
      return /^(\d+|0[xX][\da-fA-F]+)$/.test(text) ? { value: Number(text) } : syntax('ParseUint')
    case 'int':
      return /^[+-]?\d+$/.test(text) ? { value: Number(text) } : syntax('ParseInt')
    case 'list':
      return { value: text.split(',') }
    case 'duration': {
      const ms = parseGoDuration(text)
      return ms === null ? { error: `time: invalid duration ${JSON.stringify(text)}` } : { value: ms }
    }
    case 'genesis':
      return parseGoTime(text) === null
        ? { error: `parsing time ${JSON.stringify(text)} as "2006-01-02T15:04:05Z07:00": cannot parse` }
        : { value: text }
  }
}

/** guess: a flag of JSON (poet-servers) that isn't JSON is refused with Go's words for the first bad character. */
function anyValue(text: string): Parsed {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return { error: 'invalid character' }
  }
}
