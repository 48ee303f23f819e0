import { readFileSync } from 'node:fs'
import { parseGoTime } from '../node/config/go-time.ts'
import { goFileError } from '../node/go-file-error.ts'
import { parseGoDuration } from '../shared/go-duration.ts'

/** What the PoET server is told. Durations in milliseconds; without a genesis it takes its own start. */
export interface PoetOptions {
  readonly genesisMs: number | null
  readonly folder: string
  readonly listen: string
  readonly epochMs: number
  readonly phaseShiftMs: number
  readonly cycleGapMs: number
}

export type PoetCommand = { readonly run: 'serve'; readonly options: PoetOptions; readonly said: string } | Ended
type Ended = { readonly run: 'version' | 'help' } | { readonly run: 'refuse'; readonly stdout: string; readonly stderr: string }

const known: ReadonlySet<string> = new Set(
  `genesis-time poetdir configfile datadir dbdir logdir rpclisten restlisten config-rpclisten metrics-port epoch-duration
  phase-shift cycle-gap pow-difficulty max-round-members submit-flush-interval tree-layers certifier-url certifier-pubkey lps profile
  cpuprofile max-block-payload estimated-leaves-per-second disable-worker debuglog jsonlog max-submit-batch-size maxlogfiles
  maxlogfilesize memory-layers`.split(/\s+/),
)
const switches: ReadonlySet<string> = new Set(['disable-worker', 'debuglog', 'jsonlog'])

/** Reads the command line and the config file as PoET 0.10.8 does; refusals come in its words. */
export function readPoetOptions(argv: readonly string[], home: string): PoetCommand {
  const values = new Map<string, string>([['poetdir', `${home}/.poet`]])
  const given = readFlags(argv)
  if ('run' in given) return given
  const file = given.get('configfile')
  const said = file === undefined ? '' : `${new Date().toISOString()}\tDEBUG\treading config from ${file}\n`
  if (file !== undefined) {
    const read = readFile(file)
    if (typeof read === 'string') return { run: 'refuse', stdout: said, stderr: `failed to read config from ${file}: ${read}\n` }
    for (const [key, value] of read) values.set(key, value)
  }
  for (const [key, value] of given) values.set(key, value)
  const genesis = values.get('genesis-time')
  const genesisMs = genesis === undefined ? null : parseGoTime(genesis)
  if (genesis !== undefined && genesisMs === null) return badGenesis(genesis)
  const duration = (name: string, otherwise: number) => parseGoDuration(values.get(name) ?? '') ?? otherwise
  const options: PoetOptions = {
    genesisMs,
    folder: values.get('poetdir') ?? home,
    listen: values.get('restlisten') ?? 'localhost:8080',
    epochMs: duration('epoch-duration', 30_000),
    phaseShiftMs: duration('phase-shift', 15_000),
    cycleGapMs: duration('cycle-gap', 10_000),
  }
  return { run: 'serve', options, said }
}

function badGenesis(text: string): Ended {
  const what = "invalid argument for flag `--genesis-time' (expected server.Genesis)"
  const why = `parsing time ${JSON.stringify(text)} as "2006-01-02T15:04:05Z07:00": cannot parse ${JSON.stringify(text)} as "2006"`
  return { run: 'refuse', stdout: '', stderr: `${what}: ${why}\n${what}: ${why}\n` }
}

function readFlags(argv: readonly string[]): ReadonlyMap<string, string> | Ended {
  const values = new Map<string, string>()
  const rest = [...argv]
  for (let argument = rest.shift(); argument !== undefined; argument = rest.shift()) {
    const [label = '', attached] = argument.replace(/^--?/, '').split(/=(.*)/s)
    const name = { c: 'configfile', h: 'help' }[label] ?? label
    if (name === 'version') return { run: 'version' }
    if (name === 'help') return { run: 'help' }
    if (!known.has(name)) return { run: 'refuse', stdout: '', stderr: `unknown flag \`${label}'\nunknown flag \`${label}'\n` }
    values.set(name, attached ?? (switches.has(name) ? 'true' : (rest.shift() ?? '')))
  }
  return values
}

/** Key and value lines; a key outside its section is ignored without a word (e2e/recordings/README.md, 14). */
function readFile(path: string): ReadonlyMap<string, string> | string {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    return goFileError('open', path, error)
  }
  const values = new Map<string, string>()
  let section = ''
  for (const [index, line] of text.split('\n').entries()) {
    const bare = line.trim()
    if (bare === '' || /^[;#]/.test(bare)) continue
    const heading = /^\[(.*)\]$/.exec(bare)?.[1]
    const [, key, value] = /^([^=:]+)[=:](.*)$/.exec(bare) ?? []
    if (heading !== undefined) section = heading
    else if (key === undefined || value === undefined) return `${path}:${index + 1}: malformed key=value (${bare})`
    else if (section !== '' && !known.has(key.trim())) return `${path}:${index + 1}: unknown option: ${key.trim()}`
    else if (section !== '') values.set(key.trim(), value.trim())
  }
  return values
}
