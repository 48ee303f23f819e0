import { type CommandLineOption, displayName, optionsOf } from './command-line-options.ts'

type Values = ReadonlyMap<string, readonly (string | bigint)[]>

/** What a command line asks for. `refused` carries the whole message for stderr; the program then ends with exit code 2. */
export type CommandLine =
  | { readonly kind: 'run'; readonly values: Values }
  | { readonly kind: 'help'; readonly long: boolean }
  | { readonly kind: 'version' }
  | { readonly kind: 'refused'; readonly message: string }

const GROUP = '<--threads <THREADS>|--pinned-cores <PINNED_CORES>...>'
const REQUIRED_USAGE = `--dir <DIR> --address <ADDRESS> ${GROUP}`
const USAGE = `Usage: post-service [OPTIONS] ${REQUIRED_USAGE}`
const HINT = "For more information, try '--help'.\n"

/** Thrown inside the parser only; ends it with a refusal, the help or the version. */
class Ended extends Error {
  readonly outcome: Exclude<CommandLine, { kind: 'run' }>
  constructor(outcome: Exclude<CommandLine, { kind: 'run' }>) {
    super(outcome.kind)
    this.outcome = outcome
  }
}

function refusal(text: string, usage: string | null = USAGE): Ended {
  const parts = [`error: ${text}`, ...(usage === null ? [] : [usage]), HINT]
  return new Ended({ kind: 'refused', message: parts.join('\n\n') })
}

const withPossible = (option: CommandLineOption): string =>
  option.possible.length === 0 ? '' : `\n  [possible values: ${option.possible.join(', ')}]`

/**
 * Reads one command line in the order in which the real parser does: values are looked at only when the next option
 * (or the end) comes, an unknown argument wins over a bad value before it, and what is missing is told last.
 */
class Reader {
  readonly #options: readonly CommandLineOption[]
  readonly #values = new Map<string, (string | bigint)[]>()
  #pending: { option: CommandLineOption; raw: string[] } | null = null

  constructor(options: readonly CommandLineOption[]) {
    this.#options = options
  }

  read(argv: readonly string[]): Values {
    let literal = false
    for (const argument of argv) {
      if (!literal && argument === '--') literal = true
      else if (!literal && argument.startsWith('--')) this.#long(argument)
      else if (!literal && argument.startsWith('-') && argument.length > 1) this.#short(argument)
      else this.#value(argument)
    }
    this.#settle()
    this.#requireAll()
    return this.#values
  }

  #long(argument: string): void {
    const cut = argument.indexOf('=')
    const name = argument.slice(2, cut < 0 ? undefined : cut)
    const attached = cut < 0 ? null : argument.slice(cut + 1)
    if (name === 'help' || name === 'version') this.#flag(name, attached)
    const option = this.#options.find((one) => one.long === name)
    if (option === undefined) throw refusal(`unexpected argument '--${name}' found`)
    this.#open(option, attached)
  }

  #flag(name: 'help' | 'version', attached: string | null): never {
    this.#settle()
    if (attached !== null) throw refusal(`unexpected value '${attached}' for '--${name}' found; no more were expected`)
    throw new Ended(name === 'help' ? { kind: 'help', long: true } : { kind: 'version' })
  }

  #short(argument: string): void {
    const letter = argument.charAt(1)
    if (letter === 'h' || letter === 'V') {
      this.#settle()
      throw new Ended(letter === 'h' ? { kind: 'help', long: false } : { kind: 'version' })
    }
    const option = this.#options.find((one) => one.short === letter)
    if (option === undefined) throw refusal(`unexpected argument '-${letter}' found`)
    const rest = argument.slice(2)
    this.#open(option, rest === '' ? null : rest.replace(/^=/, ''))
  }

  #open(option: CommandLineOption, attached: string | null): void {
    this.#settle()
    this.#pending = { option, raw: attached === null ? [] : [attached] }
    if (attached !== null) this.#settle()
  }

  #value(argument: string): void {
    const pending = this.#pending
    if (pending === null || (!pending.option.many && pending.raw.length > 0)) throw refusal(`unexpected argument '${argument}' found`)
    pending.raw.push(argument)
  }

  #settle(): void {
    const pending = this.#pending
    this.#pending = null
    if (pending === null) return
    const { option, raw } = pending
    const name = displayName(option)
    const before = this.#values.get(option.id)
    if (before !== undefined && !option.many) throw refusal(`the argument '${name}' cannot be used multiple times`)
    if (raw.length === 0) throw refusal(`a value is required for '${name}' but none was supplied${withPossible(option)}`, null)
    const texts = option.many ? raw.flatMap((text) => text.split(',')) : raw
    this.#values.set(option.id, [...(before ?? []), ...texts.map((text) => readValue(option, text))])
  }

  #requireAll(): void {
    const missing = this.#options.filter((option) => option.required && !this.#values.has(option.id)).map(displayName)
    if (!this.#values.has('threads') && !this.#values.has('pinned-cores')) missing.push(GROUP)
    if (missing.length > 0)
      throw refusal(
        `the following required arguments were not provided:\n  ${missing.join('\n  ')}`,
        `Usage: post-service ${REQUIRED_USAGE}`,
      )
    this.#requireTls()
  }

  /** guess: one TLS file (or a domain) without the others is refused by the name of the first that is missing; read, not recorded. */
  #requireTls(): void {
    if (!['ca-cert', 'cert', 'key', 'domain'].some((id) => this.#values.has(id))) return
    const missing = ['ca-cert', 'cert', 'key'].find((id) => !this.#values.has(id))
    if (missing !== undefined) throw refusal(`The following required argument was not provided: ${missing.replace('-', '_')}`)
  }
}

function readValue(option: CommandLineOption, text: string): string | bigint {
  const outcome = option.read(text)
  if (outcome.ok) return outcome.value
  const name = displayName(option)
  if (outcome.why !== null) throw refusal(`invalid value '${text}' for '${name}': ${outcome.why}`, null)
  if (text === '') throw refusal(`a value is required for '${name}' but none was supplied${withPossible(option)}`, null)
  throw refusal(`invalid value '${text}' for '${name}'${withPossible(option)}`, null)
}

/** Parses post-service's arguments; `remoteK2pow` is true for versions from 0.8 on. */
export function parseCommandLine(argv: readonly string[], remoteK2pow: boolean): CommandLine {
  try {
    return { kind: 'run', values: new Reader(optionsOf(remoteK2pow)).read(argv) }
  } catch (error) {
    if (error instanceof Ended) return error.outcome
    throw error
  }
}

/** Text of `--help`, in our own words; nobody reads it by machine. */
export function helpText(remoteK2pow: boolean): string {
  const lines = optionsOf(remoteK2pow).map((option) => {
    const short = option.short !== null && option.long !== null ? `-${option.short}, ` : '    '
    return `  ${short}${displayName(option)}\n          ${option.about}\n`
  })
  return `Post Service (simulated)\n\n${USAGE}\n\nOptions:\n${lines.join('')}  -h, --help\n          Print help\n  -V, --version\n          Print version\n`
}
