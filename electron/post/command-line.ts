import { saw } from '../contract/seen.ts'
import { type DialTrouble, dialTrouble, refusedValue } from './option-values.ts'

/** A flag of post-service as clap takes it: `--name v`, `--name=v`, `-x v`, `-xv`, `-x=v` (docs/protocol.md §13). */
interface Flag {
  readonly name: string
  readonly short?: string
  readonly takes: 'nothing' | 'one' | 'many'
}

const flags: readonly Flag[] = [
  { name: 'dir', short: 'd', takes: 'one' },
  { name: 'address', short: 'a', takes: 'one' },
  { name: 'n', short: 'n', takes: 'one' },
  { name: 'r', short: 'r', takes: 'one' },
  { name: 'p', short: 'p', takes: 'one' },
  { name: 'help', short: 'h', takes: 'nothing' },
  { name: 'version', short: 'V', takes: 'nothing' },
  { name: 'pinned-cores', takes: 'many' },
  ...[
    'reconnect-interval-s',
    'max-retries',
    'watch-pid',
    'operator-address',
    'min-num-units',
    'max-num-units',
    'k1',
    'k2',
    'pow-difficulty',
    'threads',
    'nonces',
    'randomx-mode',
    'ca-cert',
    'cert',
    'key',
    'domain',
    'remote-k2pow',
    'remote-k2pow-parallelism',
    'remote-k2pow-backoff',
  ].map((name): Flag => ({ name, takes: 'one' })),
]

/** One flag as it stands in the argv: where its value lies and what stands before the value in the same argument. */
interface Placed {
  readonly name: string
  readonly value: string | null
  /** Index of the argument that holds the value. */
  readonly at: number
  /** What precedes the value in that argument: empty when it has one of its own. */
  readonly prefix: string
}

/** What a command line of post-service says. `problems` names what clap would refuse or what can't be understood. */
export interface ServiceCommandLine {
  readonly dir: string | null
  readonly address: string | null
  readonly operatorAddress: string | null
  readonly tls: boolean
  /** It takes RandomX's fast data set into memory for each proof: the default, unless its proof of work is made elsewhere. */
  readonly fast: boolean
  /** What is wrong with the address, which the program finds out only when it dials. */
  readonly addressTrouble: DialTrouble | null
  /** `--help` or `--version`: prints and ends. */
  readonly asksInfo: boolean
  readonly unknown: readonly string[]
  readonly problems: readonly string[]
}

interface Reading {
  readonly placed: Placed[]
  readonly unknown: string[]
  readonly problems: string[]
}

function flagOf(argument: string): { flag: Flag; prefix: string; rest: string | null } | null {
  if (argument.startsWith('--')) {
    const equals = argument.indexOf('=')
    const name = argument.slice(2, equals === -1 ? undefined : equals)
    // `n`, `r` and `p` have no long form.
    const flag = flags.find((known) => known.name === name && known.name.length > 1)
    if (flag === undefined) return null
    return equals === -1
      ? { flag, prefix: '', rest: null }
      : { flag, prefix: argument.slice(0, equals + 1), rest: argument.slice(equals + 1) }
  }
  const flag = flags.find((known) => known.short !== undefined && known.short === argument[1])
  if (flag === undefined) return null
  if (argument.length === 2) return { flag, prefix: '', rest: null }
  const prefix = argument[2] === '=' ? argument.slice(0, 3) : argument.slice(0, 2)
  return { flag, prefix, rest: argument.slice(prefix.length) }
}

const isFlagLike = (argument: string): boolean => argument.startsWith('-') && argument !== '-'

function takeFlag(args: readonly string[], at: number, into: Reading): number {
  const argument = args[at] ?? ''
  const known = flagOf(argument)
  if (known === null) {
    into.unknown.push(argument)
    return at + 1
  }
  const { flag, prefix, rest } = known
  if (flag.takes === 'nothing' || rest !== null) {
    into.placed.push({ name: flag.name, value: flag.takes === 'nothing' ? null : rest, at, prefix })
    return at + 1
  }
  const next = args[at + 1]
  if (next === undefined || isFlagLike(next)) {
    into.problems.push(saw('flag-no-value', `--${flag.name}`))
    return at + 1
  }
  const behind = flag.takes === 'one' ? -1 : args.findIndex((value, index) => index > at && isFlagLike(value))
  const end = flag.takes === 'one' ? at + 2 : behind === -1 ? args.length : behind
  for (let one = at + 1; one < end; one += 1) into.placed.push({ name: flag.name, value: args[one] ?? '', at: one, prefix: '' })
  return end
}

const shown = (name: string): string => (name.length === 1 ? `-${name}` : `--${name}`)

function refusals(placed: readonly Placed[]): string[] {
  return placed.flatMap(({ name, value }) => {
    const wants = value === null ? null : refusedValue(name, value)
    return wants === null ? [] : [saw('wants', shown(name), JSON.stringify((value ?? '').slice(0, 100)), wants)]
  })
}

const tlsNames: readonly string[] = ['ca-cert', 'cert', 'key']
/** All of them or none; `--domain` counts as wanting them. */
function tlsGaps(names: readonly string[]): string[] {
  const wanted = names.some((name) => name === 'domain' || tlsNames.includes(name))
  return wanted ? tlsNames.filter((name) => !names.includes(name)).map((name) => saw('field-missing', `--${name}`)) : []
}

function read(args: readonly string[]): Reading {
  const into: Reading = { placed: [], unknown: [], problems: [] }
  let at = 0
  while (at < args.length) {
    const argument = args[at] ?? ''
    if (isFlagLike(argument)) at = takeFlag(args, at, into)
    else {
      into.unknown.push(argument)
      at += 1
    }
  }
  const once = into.placed.filter(({ name }) => name !== 'pinned-cores').map(({ name }) => name)
  for (const name of new Set(once))
    if (once.filter((other) => other === name).length > 1) into.problems.push(saw('field-twice', shown(name)))
  into.problems.push(...refusals(into.placed), ...tlsGaps(once))
  return into
}

/** A thousand rows are made each second of lines that never change. */
const known = new WeakMap<readonly string[], ServiceCommandLine>()

/** Reads the arguments after the program. Never throws; paths and addresses come back as they stand. One list is read once. */
export function serviceCommandLine(args: readonly string[]): ServiceCommandLine {
  const before = known.get(args)
  if (before !== undefined) return before
  const line = readLine(args)
  known.set(args, line)
  return line
}

function readLine(args: readonly string[]): ServiceCommandLine {
  const { placed, unknown, problems } = read(args)
  const value = (name: string): string | null => placed.find((flag) => flag.name === name)?.value ?? null
  const address = value('address')
  const tls = tlsNames.some((name) => value(name) !== null)
  const asksInfo = placed.some(({ name }) => name === 'help' || name === 'version')
  const missing = asksInfo ? [] : ['dir', 'address'].filter((name) => value(name) === null).map((name) => saw('field-missing', `--${name}`))
  const cores =
    asksInfo || placed.some(({ name }) => name === 'threads' || name === 'pinned-cores')
      ? []
      : [saw('field-missing', '--threads | --pinned-cores')]
  return {
    dir: value('dir'),
    address,
    operatorAddress: value('operator-address'),
    tls,
    fast: value('randomx-mode') !== 'light' && value('remote-k2pow') === null,
    addressTrouble: address === null ? null : dialTrouble(address, tls),
    asksInfo,
    unknown,
    problems: [...problems, ...missing, ...cores],
  }
}

/** The flags that stand there, by their long names, those that are not understood left out. */
export const serviceFlags = (args: readonly string[]): string[] => read(args).placed.map(({ name }) => name)

/** The same arguments with another node address, in the form they had; added at the end where there was none. */
export function withAddress(args: readonly string[], address: string): string[] {
  const placed = read(args).placed.filter(({ name, value }) => name === 'address' && value !== null)
  if (placed.length === 0) return [...args, '--address', address]
  const prefixes = new Map(placed.map(({ at, prefix }) => [at, prefix]))
  return args.map((argument, at) => {
    const prefix = prefixes.get(at)
    return prefix === undefined ? argument : `${prefix}${address}`
  })
}
