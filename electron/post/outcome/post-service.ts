import type { ServiceEnding } from '../../contract/model/endings.ts'
import { serviceCommandLine } from '../command-line.ts'
import { type Ending, type FinishedRun, firstRule, outputOf, type SeenOutput } from './program-output.ts'

/** Lines worth remembering while a service's output streams by. */
export const postServiceMarks = {
  unreachable: /\bcould not connect to the node: /,
  schemeMissing: /could not connect to the node: .*scheme is missing/,
  disconnected: /\bdisconnected: /,
  registered: /\bobtained metadata: /,
  operatorListens: /\brunning operator service on /,
  tlsSettled: / (?:not )?configuring TLS/,
  watchedGone: /\bPID (?:\d+ (?:not found|died)|watcher exited)/,
  panicked: /^thread '.*' (?:\(\d+\) )?panicked at /,
  outOfMemory: /^memory allocation of \d+ bytes failed|std::bad_alloc/,
  libraryMissing: /error while loading shared libraries|Library not loaded:|symbol lookup error|version `[^']+' not found/,
} as const

const metadataRules: readonly (readonly [RegExp, ServiceEnding])[] = [
  [/No such file or directory|os error [23]\)|cannot find the (?:file|path)/i, 'metadata-not-found'],
  [/missing field/, 'metadata-field-missing'],
  [
    /EOF while parsing|trailing characters|expected (?:value|ident)\b|key must be a string|expected `|trailing comma|control character|invalid escape|hex escape|unicode code point|recursion limit|UTF-8|os error/i,
    'metadata-not-readable',
  ],
  [
    /invalid (?:type|value|length)|Invalid (?:symbol|byte|length|last symbol|padding|input length)|number out of range|duplicate field|invalid number|Encoded text|Can't convert a Byte Vector/i,
    'metadata-field-invalid',
  ],
]

const errorRules: readonly (readonly [RegExp, ServiceEnding])[] = [
  [/number of units in the POST data is out of range/, 'units-out-of-range'],
  [/unknown client protocol|invalid ur[il]|invalid format|empty string/i, 'address-invalid'],
  [/tls configuration not provided/, 'tls-not-configured'],
  [/Address already in use|os error (?:98|48|10048)\)/, 'operator-port-taken'],
  [/Cannot assign requested address|os error (?:99|49|10049)\)/i, 'operator-address-not-here'],
  [/Permission denied|os error (?:13|10013)\)/i, 'permission-denied'],
]

const hasScheme = (address: string | null): boolean => address?.includes('://') === true

function fromError(seen: SeenOutput, args: readonly string[]): ServiceEnding | null {
  if (seen.error === null) return null
  const causes = seen.below.filter((line) => /^\s+\d+: /.test(line)).join('\n')
  if (seen.error.startsWith('creating Post Service') && /loading POST metadata/.test(causes)) return firstRule(causes, metadataRules)
  if (/^max retries \(\d+\) reached/.test(seen.error)) {
    // With RUST_LOG=error the reason stands nowhere but in the command line itself.
    const invalid = seen.marks.has('schemeMissing') || !hasScheme(serviceCommandLine(args).address)
    return invalid ? 'gave-up-address-invalid' : 'gave-up-node-unreachable'
  }
  const named = firstRule(seen.error, errorRules)
  if (named !== null) return named
  return serviceCommandLine(args).tls && /No such file or directory|os error [23]\)/.test(seen.error) ? 'tls-file-not-found' : null
}

/** A service that says where it listens has settled it before it tries the node; silence after that means the port was taken (0.8). */
function silentlyWithoutOperator(seen: SeenOutput, args: readonly string[]): boolean {
  const reachedTheNode = seen.marks.has('unreachable') || seen.marks.has('registered')
  return (
    serviceCommandLine(args).operatorAddress !== null &&
    reachedTheNode &&
    seen.marks.has('tlsSettled') &&
    !seen.marks.has('operatorListens')
  )
}

const later = ({ lastAt }: SeenOutput, one: string, other: string): boolean => (lastAt.get(one) ?? -1) > (lastAt.get(other) ?? -1)

/** Its node did not take it, or not any more, by the last that was heard. */
const notConnected = (seen: SeenOutput): boolean => later(seen, 'disconnected', 'registered') || later(seen, 'unreachable', 'registered')

function fromSignal(seen: SeenOutput, { signal }: Ending, args: readonly string[]): ServiceEnding {
  if (signal === 'SIGILL') return 'illegal-instruction'
  if (signal === 'SIGABRT' && seen.marks.has('panicked')) return 'panicked'
  if (seen.marks.has('outOfMemory')) return 'out-of-memory'
  if (['SIGSEGV', 'SIGBUS', 'SIGABRT', 'SIGFPE'].includes(signal ?? '')) return 'crashed'
  // SIGTERM is the orderly way to stop it; any other signal is the finding itself.
  if (signal !== 'SIGTERM') return 'ended-by-signal'
  if (silentlyWithoutOperator(seen, args)) return 'running-operator-port-taken-silently'
  if (seen.marks.has('unreachable') && !seen.marks.has('registered') && !seen.marks.has('disconnected')) return 'running-node-unreachable'
  return notConnected(seen) ? 'ended-while-not-connected' : 'ended-by-signal'
}

/** Names the meaning from what was seen; `unknown` rather than a wrong claim. */
export function nameServiceEnding(seen: SeenOutput, ending: Ending, args: readonly string[]): ServiceEnding {
  const { exit, signal } = ending
  if (exit === 2) return seen.error === null ? 'unknown' : 'bad-flags'
  if (seen.marks.has('libraryMissing') && (exit === null || exit === 127 || exit === 1)) return 'library-missing'
  if (exit === 101) return 'panicked'
  if (exit === 0) {
    if (seen.marks.has('watchedGone')) return 'watched-process-gone'
    return serviceCommandLine(args).asksInfo ? 'info' : 'unknown'
  }
  if (signal !== null) return fromSignal(seen, ending, args)
  if (exit === 1 || exit === null) {
    const named = fromError(seen, args)
    if (named !== null) return named
    if (exit === null && seen.marks.has('watchedGone')) return 'watched-process-gone'
  }
  return 'unknown'
}

/** The same for a run whose whole output is at hand. */
export const readServiceEnding = (run: FinishedRun): ServiceEnding => nameServiceEnding(outputOf(run, postServiceMarks), run, run.args)

/** What is wrong with a service that runs. */
export type RunningTrouble = Extract<ServiceEnding, 'running-operator-port-taken-silently' | 'running-node-unreachable'>

/** What a running service's output already tells; `null` when nothing is wrong with it. */
export function nameRunningService(seen: SeenOutput, args: readonly string[]): RunningTrouble | null {
  if (silentlyWithoutOperator(seen, args)) return 'running-operator-port-taken-silently'
  return later(seen, 'unreachable', 'registered') && !later(seen, 'disconnected', 'unreachable') ? 'running-node-unreachable' : null
}
