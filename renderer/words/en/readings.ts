import type { KeyDefect } from '../../../electron/contract/model/identity.ts'
import type { ReadingKey, Wanted } from '../../../electron/contract/readings.ts'

type Say = (...values: string[]) => string

const wanted: Readonly<Record<Wanted, string>> = {
  base64: '32 bytes in base64',
  cores: 'numbers of cores',
  duration: 'a duration',
  hex16: '16 bytes in hex',
  hex64: '64 hexadecimal letters',
  nonces: 'a multiple of 16, at most 4096',
  path: 'a path',
  pid: 'a process id',
  poets: 'a list of PoETs',
  'randomx-mode': 'fast or light',
  socket: 'an IP address with a port, not a name',
  text: 'a text',
  truth: 'true or false',
  whole: 'a whole number of at most 64 bits',
  whole32: 'a whole number of at most 32 bits',
}
const known: Readonly<Record<string, string>> = wanted

export const keyDefects: Readonly<Record<KeyDefect, string>> = {
  'not-readable': 'can’t be read',
  empty: 'is empty',
  'newline-at-end': 'ends with a new line',
  'byte-order-mark': 'starts with a byte order mark',
  'wrong-length': 'has the wrong length',
  'odd-length': 'has an odd number of letters',
  'not-hex': 'is not hexadecimal',
  'public-half-differs': 'has two halves that don’t belong together',
  'dangling-symlink': 'is a link to nowhere',
  'too-large': 'is too large for a key',
}

/** What a reader found in a file, a config or a command line. */
export const readingWords: Readonly<Record<ReadingKey, Say>> = {
  'config-broken': (format) => `the configuration is no ${format}`,
  'config-format': (format) => `the configuration is ${format}, which Smeshdesk does not read`,
  'config-no-format': (ending) => `its name ends in “${ending}”, which is no format of the node`,
  'config-twice': (path) => `${path} is given twice, in upper and lower case`,
  'entries-most': (most) => `more than ${most} entries`,
  'field-twice': (field) => `${field} is given more than once`,
  'flag-no-value': (flag) => `${flag} has no value`,
  'makes-no-sense': () => 'the answer makes no sense',
  'never-proves': (field) => `${field} is 0: post-service starts and can never prove`,
  'no-address': () => 'no address',
  'no-nonce-yet': () => 'the VRF nonce has not been found yet',
  'no-object': (value) => `the file holds ${value}`,
  wants: (what, value, wants = '') => `${what} is ${value}, expected ${known[wants] ?? wants}`,
  'not-utf8': () => 'not valid UTF-8',
}
