import type { LastEnd } from '../../electron/contract/model/rig.ts'
import { age, time } from './time.ts'

/** Why a run ended: the closed list of docs/protocol.md §11, services and nodes. */
export const endings: Readonly<Record<string, string>> = {
  info: 'It only showed information.',
  'bad-flags': 'Its command line is not understood.',
  'metadata-not-found': 'postdata_metadata.json is not there.',
  'metadata-not-readable': 'postdata_metadata.json can’t be read.',
  'metadata-field-missing': 'A field of the metadata is missing.',
  'metadata-field-invalid': 'A field of the metadata is not valid.',
  'units-out-of-range': 'The number of units is out of range.',
  'address-invalid': 'The node’s address is not valid.',
  'gave-up-address-invalid': 'It gave up: the node’s address is not valid.',
  'gave-up-node-unreachable': 'It gave up: the node does not answer.',
  'tls-file-not-found': 'A TLS file is not there.',
  'tls-not-configured': 'TLS is not configured.',
  'operator-port-taken': 'Its operator port is taken.',
  'running-operator-port-taken-silently': 'It ran without its operator port, which is taken.',
  'watched-process-gone': 'The process it watched is gone.',
  'running-node-unreachable': 'It ran, and its node did not answer.',
  'ended-by-signal': 'It was ended from outside.',
  'external-ended': 'It ended; it was not started by Smeshdesk.',
  'illegal-instruction': 'This processor lacks an instruction it needs.',
  'library-missing': 'A library it needs is missing.',
  panicked: 'It broke with a panic.',
  unknown: 'Why it ended is not known.',
  'started-remote': 'It ran with keys of services.',
  'started-remote-without-coinbase': 'It ran without a coinbase.',
  'started-supervised': 'It ran as a supervised node.',
  'started-supervised-new-local-key': 'It ran, and made a new local.key.',
  'started-new-local-key-beside-others': 'It made a new local.key beside other keys.',
  'key-defective': 'A key file is defective.',
  'key-not-readable': 'A key file can’t be read.',
  'duplicate-key': 'One key lies there under two names.',
  'supervised-key-beside-others': 'local.key lies beside other keys.',
  'smeshing-start-in-remote-setup': 'smeshing-start is on, beside keys of services.',
  'coinbase-missing': 'No coinbase is set.',
  'coinbase-invalid': 'The coinbase is not valid.',
  'coinbase-wrong-network': 'The coinbase belongs to another network.',
  'config-not-found': 'Its config file is not there.',
  'config-not-json': 'Its config file is not JSON.',
  'config-unknown-key': 'Its config holds an unknown key.',
  'config-wrong-type': 'A value of its config has the wrong type.',
  'preset-unknown': 'The preset is not known.',
  'genesis-changed': 'Its data belongs to another genesis.',
  'lock-taken': 'Another node holds its lock.',
  'port-taken': 'One of its ports is taken.',
  'listener-invalid': 'A listener address is not valid.',
  'database-newer-than-program': 'Its database is newer than this program.',
  'database-not-readable': 'Its database can’t be read.',
  'disk-full': 'The disk is full.',
  'disk-error': 'The disk could not be read or written.',
  'read-only-disk': 'The disk can only be read, not written.',
  'database-in-use': 'Its database is in use by another process.',
  'permission-denied': 'It was not allowed to use a file, a folder or a port.',
  'too-many-open-files': 'It had too many files open for what this system allows.',
  'out-of-memory': 'There was not enough memory.',
  'config-not-readable': 'Its config file can’t be read.',
  'config-format-unknown': 'The ending of its config file’s name is none that the node reads, such as .json or .yaml.',
  'config-deprecated-key': 'Its config holds a key that this version takes no more, such as poet-server; its last line names it.',
  'config-wrong-value': 'A value of its config makes no sense.',
  'legacy-state-in-the-way': 'A database of an old version lies beside the new one, and it does not choose between them.',
  'legacy-key-in-the-way': 'A key of an old version lies beside the new one, and it does not choose between them.',
  'database-too-old-for-this-version': 'Its database is too old for this version. Start it once with the version its last line names.',
  'database-schema-differs': 'Its database is not laid out as this version expects.',
  'clock-off': 'This computer’s clock differs from the network’s.',
  'poet-timing-differs': 'A PoET runs by other times than the node’s config.',
  'poets-changed-while-registered': 'It is registered with PoETs that its config names no more.',
  'checkpoint-not-loaded': 'The checkpoint could not be loaded.',
  'genesis-file-not-readable': 'genesis.json of its data folder can’t be read.',
  'testnet-only-program': 'This program was built for test networks only.',
  'p2p-not-started': 'Its connection to other nodes could not be set up.',
  'post-setup-failed': 'The PoST service inside it failed.',
  'ended-while-not-connected': 'It was ended from outside while its node did not have it.',
  crashed: 'It crashed.',
  'operator-address-not-here': 'Its operator address belongs to no network card of this computer.',
  'hash-mismatch': 'The program is not the one that was chosen.',
}

/** An ending without words here is shown by its own key. */
const endingWords = (meaning: string): string => endings[meaning] ?? `It ended: ${meaning}.`

type End = Omit<LastEnd, 'at'> & { readonly at: number }

/** Codes that shells give to signals: a person knows "137" from a search engine. */
const signalCodes: Readonly<Record<string, number>> = {
  SIGINT: 130,
  SIGILL: 132,
  SIGABRT: 134,
  SIGBUS: 135,
  SIGKILL: 137,
  SIGSEGV: 139,
  SIGTERM: 143,
}

const fromOutside: Readonly<Record<string, string>> = {
  SIGKILL: 'It was killed from outside: by a person, a script, or the system when memory ran out.',
  SIGTERM: 'It was told to stop from outside.',
  SIGINT: 'It was told to stop from outside.',
  SIGHUP: 'The session that it belonged to ended.',
}

const codeOf = ({ exit, signal }: End): number | null => exit ?? signalCodes[signal ?? ''] ?? null

/** "Exited (137) 1 min ago", "Stopped by you, 08:30:16": that it ended, when, and by whom. */
export const endHead = (end: End, now: number): string => {
  if (end.by === 'person') return `Stopped by you, ${time(end.at, now, { seconds: true })}.`
  if (end.by === 'batch') return `Stopped by a move, ${time(end.at, now, { seconds: true })}.`
  if (end.meaning === 'external-ended') return `Ended ${age(now - end.at)}, not started by Smeshdesk.`
  const code = codeOf(end)
  return `${code === null ? 'Ended' : `Exited (${code})`} ${age(now - end.at)}.`
}

/** Why, in a sentence; empty where the head says it all. */
export const endWhy = (end: End): string => {
  const { by, meaning, exit, signal } = end
  if (by === 'person' || by === 'batch') return signal === 'SIGKILL' ? 'It did not end in its time and was ended at once.' : ''
  if (meaning === 'external-ended') return 'Why it ended is told only to who started it.'
  const named = meaning !== 'unknown' && meaning !== 'ended-by-signal' && !meaning.startsWith('started-')
  if (signal !== null && !named) return fromOutside[signal] ?? `It was ended by the signal ${signal}.`
  if (exit === 0 && meaning.startsWith('started-')) return 'It was told to stop from outside, and ended in order.'
  return endingWords(meaning)
}

/** The same beside a state's name, in a table. */
export const endNote = (end: End, now: number): string => {
  const code = codeOf(end)
  return end.by !== 'nobody' || code === null ? time(end.at, now, { seconds: true }) : `(${code}) ${age(now - end.at)}`
}
