import {
  readDifficulty,
  readNonces,
  readPath,
  readRandomxMode,
  readSigned32,
  readSocketAddress,
  readText,
  readUnsigned32,
  readUnsigned64,
  type ValueReader,
} from './option-value.ts'

/** One option of post-service as its command-line parser knows it. */
export interface CommandLineOption {
  readonly id: string
  readonly long: string | null
  readonly short: string | null
  /** Name of the value in messages, e.g. `THREADS` in `--threads <THREADS>`. */
  readonly valueName: string
  readonly read: ValueReader
  /** Takes several values, by blanks and by commas, and may be given more than once. */
  readonly many: boolean
  readonly required: boolean
  /** Words accepted, for the second line of the refusal. */
  readonly possible: readonly string[]
  readonly about: string
}

type Shape = Pick<CommandLineOption, 'id' | 'read' | 'about'> & Partial<CommandLineOption>

const option = (shape: Shape): CommandLineOption => ({
  long: shape.id,
  short: null,
  valueName: shape.id.toUpperCase().replaceAll('-', '_'),
  many: false,
  required: false,
  possible: [],
  ...shape,
})

const COMMON: readonly CommandLineOption[] = [
  option({ id: 'dir', short: 'd', read: readPath, required: true, about: 'folder of the PoST data' }),
  option({ id: 'address', short: 'a', read: readText, required: true, about: "the node's post listener" }),
  option({ id: 'reconnect-interval-s', read: readUnsigned64, about: 'seconds between two tries to connect [default: 5]' }),
  option({ id: 'max-retries', read: readUnsigned64, about: 'tries to connect before giving up [default: no end]' }),
  option({ id: 'watch-pid', read: readSigned32, about: 'end when this process ends' }),
  option({ id: 'operator-address', read: readSocketAddress, about: 'IP:PORT of the status service [default: off]' }),
  option({ id: 'min-num-units', read: readUnsigned32, about: 'fewest units accepted [default: 4]' }),
  option({ id: 'max-num-units', read: readUnsigned32, about: 'most units accepted [default: 4294967295]' }),
  option({ id: 'k1', read: readUnsigned32, about: 'K1 of the network [default: 26]' }),
  option({ id: 'k2', read: readUnsigned32, about: 'K2 of the network [default: 37]' }),
  option({ id: 'pow-difficulty', read: readDifficulty, about: 'difficulty of the k2pow, 64 hex characters' }),
  option({ id: 'n', long: null, short: 'n', read: readUnsigned64, about: 'scrypt N [default: 8192]' }),
  option({ id: 'r', long: null, short: 'r', read: readUnsigned64, about: 'scrypt R [default: 1]' }),
  option({ id: 'p', long: null, short: 'p', read: readUnsigned64, about: 'scrypt P [default: 1]' }),
  option({ id: 'threads', read: readUnsigned64, about: 'threads for proving, 0 for all' }),
  option({ id: 'pinned-cores', read: readUnsigned64, many: true, about: 'cores to pin the threads to' }),
  option({ id: 'nonces', read: readNonces, about: 'nonces tried in one pass, a multiple of 16 [default: 128]' }),
  option({ id: 'randomx-mode', read: readRandomxMode, possible: ['fast', 'light'], about: 'mode of RandomX [default: fast]' }),
  option({ id: 'ca-cert', read: readPath, about: "certificate of the node's authority" }),
  option({ id: 'cert', read: readPath, about: "the service's certificate" }),
  option({ id: 'key', read: readPath, about: "the service's private key" }),
  option({ id: 'domain', read: readText, about: 'name expected in the certificate of the node' }),
]

const SINCE_0_8: readonly CommandLineOption[] = [
  option({ id: 'remote-k2pow', read: readText, about: 'address of a k2pow service' }),
  option({ id: 'remote-k2pow-parallelism', read: readUnsigned64, about: 'jobs given to the k2pow service at once [default: 5]' }),
  option({ id: 'remote-k2pow-backoff', read: readUnsigned64, about: 'seconds between two questions to the k2pow service [default: 5]' }),
]

/** Options of a version, in the order of its help (facts: spacemesh-protocol 5.1). */
export function optionsOf(remoteK2pow: boolean): readonly CommandLineOption[] {
  return remoteK2pow ? [...COMMON, ...SINCE_0_8] : COMMON
}

/** The name in messages: `--threads <THREADS>`, `-n <N>`, `--pinned-cores <PINNED_CORES>...`. */
export function displayName(option: CommandLineOption): string {
  const flag = option.long === null ? `-${option.short}` : `--${option.long}`
  return `${flag} <${option.valueName}>${option.many ? '...' : ''}`
}
