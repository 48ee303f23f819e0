import type { NodeEnding } from '../../contract/model/endings.ts'
import { type Ending, type FinishedRun, firstRule, outputOf, type SeenOutput } from '../../post/index.ts'
import { systemRules } from './system.ts'

/** The log goes to stdout, the refusal to stderr; both encoders of the log are read (README of the recordings 20). */
export const nodeMarks = {
  newKey: /Created new identity\b.*"(?:filename)": ?"local\.key"/,
  loaded: /Loaded existing identity\b/,
  loadedLocal: /Loaded existing identity\b.*"filename": ?"local\.key"/,
  noCoinbase: /coinbase account is not set, connections from remote post services will be rejected/,
  waitsForStart: /smeshing not started, waiting to be triggered/,
  fatal: /\t(?:FATAL|PANIC)\t|"L":"(?:FATAL|PANIC)"/,
  // Only a PoET of another phase shift ends the node so (docs/protocol.md §11).
  poetTiming: /(?:\tFATAL\t|"L":"FATAL").*(?:failed to create poet service|failed to submit challenge)/,
  poetsChanged: /(?:\tFATAL\t|"L":"FATAL").*None of the poets listed in the config matches the existing registrations/,
  postSetup: /(?:\tFATAL\t|"L":"FATAL").*(?:preparing POST initializer failed|initialization failed|post service exited)/,
  panicked: /^panic: /,
  fatalError: /^fatal error: /,
  // Go's own word for a signal that its program could not bear, in its code or in a library's.
  crashed: /^(?:\[signal )?SIG[A-Z]+: /,
  libraryMissing: /error while loading shared libraries|Library not loaded:|symbol lookup error|version `[^']+' not found/,
} as const

const rules: readonly (readonly [RegExp, NodeEnding])[] = [
  [
    /^unknown (?:shorthand )?flag\b|^flag needs an argument|^invalid argument .* for .* flag|^bad flag syntax|^unknown command|^required flag/,
    'bad-flags',
  ],
  [/preset .* is not registered/, 'preset-unknown'],
  [/use of deprecated config field/, 'config-deprecated-key'],
  [/Unsupported Config Type/, 'config-format-unknown'],
  [/can't load config at .*(?:no such file or directory|cannot find the (?:file|path))/i, 'config-not-found'],
  [/can't load config at .*While parsing config/i, 'config-not-json'],
  [/can't load config at /, 'config-not-readable'],
  [/has invalid keys: /, 'config-unknown-key'],
  [/unmarshal config: /, 'config-wrong-type'],
  [
    /only one spacemesh instance should be running|(?:getting exclusive file lock: |open leveldb at ).*resource temporarily unavailable/,
    'lock-taken',
  ],
  [/genesis config updated after node initialization/, 'genesis-changed'],
  [/failed to load genesis config at /, 'genesis-file-not-readable'],
  [/both .*\.sql and .*\.sql exist/, 'legacy-state-in-the-way'],
  [/both .* and .* exist|backup .* already exists/, 'legacy-key-in-the-way'],
  [/please upgrade to v1\.4 first|old database version/, 'database-too-old-for-this-version'],
  [/schema drift detected/, 'database-schema-differs'],
  [/peers are not time synced/, 'clock-off'],
  [/incompatible with configured phase_shift/, 'poet-timing-differs'],
  [/testnet-only build not intended for mainnet/, 'testnet-only-program'],
  [/supervised key found in remote smeshing mode/, 'supervised-key-beside-others'],
  [/duplicate key found in identity files/, 'duplicate-key'],
  [/failed to open (?:legacy )?identity file\b|failed to create directory for identity file: .*not a directory/, 'key-not-readable'],
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
  ...systemRules,
  [/loading checkpoint: |recovery uri not set|restore layer not set/, 'checkpoint-not-loaded'],
  [
    /bad configuration: |cannot create clock: |parse grpc-post-listener: |extra-data is longer|can't parse genesis time/,
    'config-wrong-value',
  ],
  // Where the settings put the lock file or the data there can be none.
  [
    /(?:getting exclusive file lock|ensure folders exist): .*(?:no such file|not a directory|is a directory|cannot find the)/,
    'config-wrong-value',
  ],
  [/initialize p2p host: /, 'p2p-not-started'],
]

function howItStarted(seen: SeenOutput): NodeEnding {
  const { marks, counts } = seen
  const loaded = counts.get('loaded') ?? 0
  if (marks.has('newKey')) return loaded > 0 ? 'started-new-local-key-beside-others' : 'started-supervised-new-local-key'
  if (loaded === 0) return 'unknown'
  if (loaded === 1 && marks.has('loadedLocal')) return 'started-supervised'
  return marks.has('noCoinbase') ? 'started-remote-without-coinbase' : 'started-remote'
}

/** What ended it when it said no `Error:` line. */
function withoutError(seen: SeenOutput, { exit, signal, wasRunning }: Ending): NodeEnding {
  const { marks } = seen
  const crash = marks.get('crashed') ?? ''
  if (signal === 'SIGILL' || crash.includes('SIGILL')) return 'illegal-instruction'
  if (marks.has('fatalError')) return /out of memory/.test(marks.get('fatalError') ?? '') ? 'out-of-memory' : 'panicked'
  if (marks.has('panicked')) return 'panicked'
  // SIGQUIT is how a person asks a Go program for its stacks.
  if (crash !== '') return crash.includes('SIGQUIT') ? 'ended-by-signal' : 'panicked'
  const fatal = marks.get('fatal')
  if (fatal !== undefined) {
    if (marks.has('poetTiming')) return 'poet-timing-differs'
    if (marks.has('poetsChanged')) return 'poets-changed-while-registered'
    return firstRule(fatal, systemRules) ?? (marks.has('postSetup') ? 'post-setup-failed' : 'unknown')
  }
  // Exit 0 is the answer to SIGTERM; a node that was still there when signalled had come up as well.
  if (exit === 0 || (wasRunning && (signal !== null || exit === null))) return howItStarted(seen)
  return signal !== null || exit === 137 || exit === 143 ? 'ended-by-signal' : 'unknown'
}

/** Names the meaning from what was seen; `unknown` rather than a wrong claim. */
export function nameNodeEnding(seen: SeenOutput, ending: Ending): NodeEnding {
  const { exit } = ending
  if (seen.marks.has('libraryMissing') && (exit === 127 || (exit === null && seen.error === null))) return 'library-missing'
  if (seen.error === null || ['panicked', 'fatalError', 'crashed'].some((mark) => seen.marks.has(mark))) return withoutError(seen, ending)
  if (exit === 0) return 'unknown'
  return firstRule([seen.error, ...seen.below.filter((line) => line.startsWith('* '))].join(' '), rules) ?? 'unknown'
}

/** The same for a run whose whole output is at hand. */
export const readNodeEnding = (run: FinishedRun): NodeEnding => nameNodeEnding(outputOf(run, nodeMarks), run)
