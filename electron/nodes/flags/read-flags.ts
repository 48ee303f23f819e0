import { type FlagKind, knownIn, type NodeFlag, nodeFlagTable, type Release } from './flag-table.ts'
import { takesValue } from './flag-value.ts'

/** What the program would refuse of a command line, with the argument as it stands. */
export interface FlagProblem {
  readonly kind: 'unknown-flag' | 'no-value' | 'bad-syntax' | 'value-refused' | 'deprecated' | 'stray-word' | 'not-in-version'
  /** The flag by its long name with dashes, or the argument itself. */
  readonly argument: string
  readonly value: string
  readonly expects: FlagKind | null
}

export interface NodeCommandLine {
  /** Every value by the flag's long name, in order; a switch without a value says `true`. */
  readonly values: ReadonlyMap<string, readonly string[]>
  /** What it is asked to do instead of running as a node. */
  readonly asks: 'help' | 'version' | 'relay' | 'completion' | null
  readonly problems: readonly FlagProblem[]
}

interface Reading {
  readonly rest: string[]
  readonly values: Map<string, string[]>
  readonly words: string[]
  readonly problems: FlagProblem[]
  readonly release: Release | null
}

const cut = (text: string): string => text.slice(0, 200)
const problem = (kind: FlagProblem['kind'], argument: string, value = ''): FlagProblem => ({
  kind,
  argument: cut(argument),
  value: cut(value),
  expects: null,
})

function take({ values, problems, release }: Reading, flag: NodeFlag, value: string): void {
  const argument = `--${flag.name}`
  if (!knownIn(flag, release)) problems.push(problem('not-in-version', argument))
  if (flag.kind === 'deprecated') problems.push(problem('deprecated', argument, value))
  else if (!takesValue(flag.kind, value))
    problems.push({ kind: 'value-refused', argument, value: flag.name === 'testing-smesher-key' ? '' : cut(value), expects: flag.kind })
  values.set(flag.name, [...(values.get(flag.name) ?? []), value])
}

/** A flag with nothing behind it in its own argument: a switch is on, anything else takes the next argument, whatever it looks like. */
function takeNext(reading: Reading, flag: NodeFlag): void {
  const next = flag.kind === 'switch' ? 'true' : reading.rest.shift()
  if (next === undefined) reading.problems.push(problem('no-value', `--${flag.name}`))
  else take(reading, flag, next)
}

/** The program stops at an unknown flag. To read on, what does not look like a flag is taken for its value. */
function passUnknown(reading: Reading, argument: string, hasValue: boolean): void {
  reading.problems.push(problem('unknown-flag', argument))
  const next = reading.rest[0]
  if (!hasValue && next !== undefined && !next.startsWith('-')) reading.rest.shift()
}

function readLong(reading: Reading, argument: string): void {
  const body = argument.slice(2)
  const equals = body.indexOf('=')
  const name = equals === -1 ? body : body.slice(0, equals)
  const flag = nodeFlagTable.find((known) => known.name === name)
  if (/^[-=]/.test(body)) reading.problems.push(problem('bad-syntax', argument))
  else if (flag === undefined) passUnknown(reading, `--${name}`, equals !== -1)
  else if (equals === -1) takeNext(reading, flag)
  else take(reading, flag, body.slice(equals + 1))
}

/** `-d v`, `-dv`, `-d=v`; letters of switches may be grouped before another one. */
function readShort(reading: Reading, argument: string): void {
  for (let letters = argument.slice(1); letters !== ''; ) letters = readLetter(reading, letters)
}

/** Reads the first letter of a group; returns the letters that are still to be read. */
function readLetter(reading: Reading, letters: string): string {
  const flag = nodeFlagTable.find(({ short }) => short !== null && short === letters[0])
  const rest = letters.slice(1)
  if (flag === undefined) passUnknown(reading, `-${letters}`, rest !== '')
  else if (rest.length > 1 && rest.startsWith('=')) take(reading, flag, rest.slice(1))
  else if (flag.kind === 'switch') {
    take(reading, flag, 'true')
    return rest
  } else if (rest === '') takeNext(reading, flag)
  else take(reading, flag, rest)
  return ''
}

const subCommands = ['help', 'version', 'relay', 'completion'] as const

function askedOf({ values, words, problems }: Reading): NodeCommandLine['asks'] {
  const [word] = words
  const asked = subCommands.find((name) => name === word) ?? null
  if (word !== undefined && asked === null) problems.push(problem('stray-word', word))
  return values.get('help')?.at(-1) === 'true' ? 'help' : asked
}

/**
 * Reads the arguments after the program as go-spacemesh does (docs/protocol.md §15); never throws. `release`: of the program that
 * will read them, where it is known. The program ends at the first problem; here all are named and the rest is read on.
 */
export function readNodeFlags(args: readonly string[], release: Release | null = null): NodeCommandLine {
  const reading: Reading = { rest: [...args], values: new Map(), words: [], problems: [], release }
  for (let argument = reading.rest.shift(); argument !== undefined; argument = reading.rest.shift()) {
    // What stands behind `--` is passed over.
    if (argument === '--') reading.rest.splice(0)
    else if (argument.startsWith('--')) readLong(reading, argument)
    else if (argument.startsWith('-') && argument.length > 1) readShort(reading, argument)
    else reading.words.push(argument)
  }
  return { values: reading.values, asks: askedOf(reading), problems: reading.problems }
}

/** The value that counts of each flag, by its long name: the last one. */
export const nodeFlags = (args: readonly string[]): ReadonlyMap<string, string> =>
  new Map([...readNodeFlags(args).values].map(([name, values]) => [name, values.at(-1) ?? '']))
