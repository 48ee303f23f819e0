import { type Ending, type FinishedRun, firstRule, outputOf, type SeenOutput } from '../../post/index.ts'

/** How a start of go-spacemesh went: the closed list of docs/protocol.md §11. */
const nodeMeanings = [
  'started-remote',
  'started-remote-without-coinbase',
  'started-supervised',
  'started-supervised-new-local-key',
  'started-new-local-key-beside-others',
  'key-defective',
  'key-not-readable',
  'duplicate-key',
  'supervised-key-beside-others',
  'smeshing-start-in-remote-setup',
  'coinbase-missing',
  'coinbase-invalid',
  'coinbase-wrong-network',
  'config-not-found',
  'config-not-json',
  'config-unknown-key',
  'config-wrong-type',
  'bad-flags',
  'preset-unknown',
  'genesis-changed',
  'lock-taken',
  'port-taken',
  'listener-invalid',
  'database-newer-than-program',
  'database-not-readable',
  'library-missing',
  'unknown',
] as const
export type NodeMeaning = (typeof nodeMeanings)[number]

/** The log goes to stdout, the refusal to stderr; both encoders of the log are read (README of the recordings 20). */
export const nodeMarks = {
  newKey: /Created new identity\b.*"(?:filename)": ?"local\.key"/,
  loaded: /Loaded existing identity\b/,
  loadedLocal: /Loaded existing identity\b.*"filename": ?"local\.key"/,
  noCoinbase: /coinbase account is not set, connections from remote post services will be rejected/,
  waitsForStart: /smeshing not started, waiting to be triggered/,
  fatal: /\t(?:FATAL|PANIC)\t|"L":"(?:FATAL|PANIC)"/,
  libraryMissing: /error while loading shared libraries|Library not loaded:|symbol lookup error|version `[^']+' not found/,
} as const

const rules: readonly (readonly [RegExp, NodeMeaning])[] = [
  [
    /^unknown (?:shorthand )?flag\b|^flag needs an argument|^invalid argument .* for .* flag|^bad flag syntax|^unknown command|^required flag/,
    'bad-flags',
  ],
  [/preset .* is not registered/, 'preset-unknown'],
  [/can't load config at .*(?:no such file or directory|cannot find the (?:file|path))/i, 'config-not-found'],
  [/can't load config at .*While parsing config/i, 'config-not-json'],
  [/has invalid keys: /, 'config-unknown-key'],
  [/unmarshal config: /, 'config-wrong-type'],
  [
    /only one spacemesh instance should be running|getting exclusive file lock|open leveldb at .*resource temporarily unavailable/,
    'lock-taken',
  ],
  [/genesis config updated after node initialization/, 'genesis-changed'],
  [/supervised key found in remote smeshing mode/, 'supervised-key-beside-others'],
  [/duplicate key found in identity files/, 'duplicate-key'],
  [/failed to open (?:legacy )?identity file\b/, 'key-not-readable'],
  [/failed to construct identity /, 'key-defective'],
  [/smeshing enabled but no coinbase account provided/, 'coinbase-missing'],
  [
    /smeshing enabled in remote setup|supervised smeshing cannot be started in a (?:remote or )?multi-smeshing setup/,
    'smeshing-start-in-remote-setup',
  ],
  [/parse CoinbaseAccount .*(?:wrong network id|unsupported network)/, 'coinbase-wrong-network'],
  [/parse CoinbaseAccount /, 'coinbase-invalid'],
  [/bind: address already in use|bind: Only one usage of each socket address/i, 'port-taken'],
  [
    /split local listener|missing port in address|too many colons in address|\blisten (?:tcp|udp)\b.*(?:no such host|invalid port|unknown port|cannot assign requested address|lookup )/,
    'listener-invalid',
  ],
  [/database version is too new: /, 'database-newer-than-program'],
  [/SQLITE_NOTADB|file is not a database|SQLITE_CORRUPT|database disk image is malformed/, 'database-not-readable'],
]

function howItStarted(seen: SeenOutput): NodeMeaning {
  const { marks, counts } = seen
  const loaded = counts.get('loaded') ?? 0
  if (marks.has('newKey')) return loaded > 0 ? 'started-new-local-key-beside-others' : 'started-supervised-new-local-key'
  if (loaded === 0) return 'unknown'
  if (loaded === 1 && marks.has('loadedLocal')) return 'started-supervised'
  return marks.has('noCoinbase') ? 'started-remote-without-coinbase' : 'started-remote'
}

/** Names the meaning from what was seen; `unknown` rather than a wrong claim. */
export function nameNodeEnding(seen: SeenOutput, ending: Ending): NodeMeaning {
  const { exit, signal, wasRunning } = ending
  if (seen.marks.has('libraryMissing') && exit === 127) return 'library-missing'
  if (seen.error !== null) {
    if (exit === 0) return 'unknown'
    return firstRule([seen.error, ...seen.below.filter((line) => line.startsWith('* '))].join(' '), rules) ?? 'unknown'
  }
  if (seen.marks.has('fatal')) return 'unknown'
  // Exit 0 is the answer to SIGTERM; a node that was still there when signalled had come up as well.
  return exit === 0 || (wasRunning && (signal !== null || exit === null)) ? howItStarted(seen) : 'unknown'
}

/** The same for a run whose whole output is at hand. */
export const readNodeEnding = (run: FinishedRun): NodeMeaning => nameNodeEnding(outputOf(run, nodeMarks), run)
