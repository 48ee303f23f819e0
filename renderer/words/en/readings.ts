import type { FlagWants, ReadingKey } from '../../../electron/contract/readings.ts'
import { plural } from './grammar.ts'

type Say = (...values: string[]) => string

const wanted: Readonly<Record<FlagWants, string>> = {
  cores: 'numbers of cores',
  duration: 'a duration',
  hex64: '64 hexadecimal letters',
  nonces: 'a multiple of 16, at most 4096',
  path: 'a path',
  pid: 'a process id',
  poets: 'a list of PoETs',
  'randomx-mode': 'fast or light',
  socket: 'an IP address with a port, not a name',
  text: 'a text',
  truth: 'true or false',
  whole: 'a whole number',
  whole32: 'a whole number up to 4294967295',
}
const known: Readonly<Record<string, string>> = wanted
const of = (wants: string | undefined): string => known[wants ?? ''] ?? 'something else'

/** What a reader found in a file, a config or a command line. */
export const readingWords: Readonly<Record<ReadingKey, Say>> = {
  'at-byte': (at) => `at byte ${at}`,
  bytes: (bytes, wants) => `${plural(Number(bytes), 'byte', 'bytes')}, ${wants} expected`,
  'bytes-most': (most) => `more than ${most} bytes`,
  'config-broken': (format) => `the configuration is no ${format}`,
  'config-format': (format) => `the configuration is ${format}, which Smeshdesk does not read`,
  'config-no-format': (ending) => `its name ends in “${ending}”, which is no format of the node`,
  'config-no-object': (format) => `the configuration is no ${format} object`,
  'config-twice': (path) => `${path} is given twice, in upper and lower case`,
  'config-wants': (path, wants) => `${path} is not ${of(wants)}`,
  'entries-most': (most) => `more than ${most} entries`,
  'field-twice': (field) => `${field} is given more than once`,
  'file-empty': () => 'the file is empty',
  'flag-no-value': (flag) => `${flag} has no value`,
  'flag-wants': (flag, value, wants) => `${flag} is “${value}”, expected ${of(wants)}`,
  'gone-meanwhile': () => 'gone while it was read',
  'half-character': () => 'a key of it holds half a character',
  'halves-differ': () => 'the public half does not belong to the seed',
  'leads-nowhere': () => 'leads nowhere',
  'makes-no-sense': () => 'the answer makes no sense',
  'never-proves': (field) => `${field} is 0: post-service starts and can never prove`,
  'no-address': () => 'no address',
  'no-nonce-yet': () => 'the VRF nonce has not been found yet',
  'no-object': (value) => `the file holds ${value}`,
  'not-utf8': () => 'not valid UTF-8',
  'other-keys': (keys) => plural(Number(keys), 'other key', 'other keys'),
  'tls-file-missing': (flag) => `${flag} is missing beside the other TLS files`,
  'unknown-argument': (argument) => `unknown argument ${argument}`,
  'wants-base64': (field, value) => `${field} is ${value}, expected 32 bytes in base64`,
  'wants-hex': (field, bytes) => `${field} is not ${bytes} bytes in hex`,
  'wants-number': (field, value, most) => `${field} is ${value}, expected a whole number up to ${most}`,
}
