/** What one run of post-service was asked for, defaults filled in (facts: spacemesh-protocol 5.1). */
export interface Settings {
  readonly dir: string
  readonly address: string
  readonly reconnectIntervalSeconds: number
  readonly maxRetries: bigint | null
  readonly watchPid: number | null
  readonly operatorAddress: string | null
  readonly minNumUnits: number
  readonly maxNumUnits: number
  readonly k1: number
  readonly k2: number
  /** 64 lower-case hex characters. */
  readonly powDifficulty: string
  readonly scrypt: { readonly n: bigint; readonly r: bigint; readonly p: bigint }
  readonly threads: number
  readonly pinnedCores: readonly number[] | null
  readonly nonces: number
  readonly randomxMode: 'fast' | 'light'
  readonly tls: { readonly caCert: string; readonly cert: string; readonly key: string; readonly domain: string | null } | null
  readonly remoteK2pow: string | null
}

const MAINNET_DIFFICULTY = '000dfb23b0979b4b'.padEnd(64, '0')

type Values = ReadonlyMap<string, readonly (string | bigint)[]>

const text = (values: Values, id: string): string | null => {
  const value = values.get(id)?.[0]
  return value === undefined ? null : String(value)
}

const integer = (values: Values, id: string, otherwise: bigint): bigint => {
  const value = values.get(id)?.[0]
  return typeof value === 'bigint' ? value : otherwise
}

/** Fills the defaults in; `values` come from the command-line parser, which has checked them. */
export function settingsOf(values: Values): Settings {
  const number = (id: string, otherwise: bigint) => Number(integer(values, id, otherwise))
  const caCert = text(values, 'ca-cert')
  const maxRetries = values.get('max-retries')?.[0]
  const watchPid = values.get('watch-pid')?.[0]
  return {
    dir: text(values, 'dir') ?? '',
    address: text(values, 'address') ?? '',
    reconnectIntervalSeconds: number('reconnect-interval-s', 5n),
    maxRetries: typeof maxRetries === 'bigint' ? maxRetries : null,
    watchPid: typeof watchPid === 'bigint' ? Number(watchPid) : null,
    operatorAddress: text(values, 'operator-address'),
    minNumUnits: number('min-num-units', 4n),
    maxNumUnits: number('max-num-units', 4_294_967_295n),
    k1: number('k1', 26n),
    k2: number('k2', 37n),
    powDifficulty: text(values, 'pow-difficulty') ?? MAINNET_DIFFICULTY,
    scrypt: { n: integer(values, 'n', 8192n), r: integer(values, 'r', 1n), p: integer(values, 'p', 1n) },
    threads: number('threads', 1n),
    pinnedCores: values.get('pinned-cores')?.map(Number) ?? null,
    nonces: number('nonces', 128n),
    randomxMode: text(values, 'randomx-mode') === 'light' ? 'light' : 'fast',
    tls:
      caCert === null ? null : { caCert, cert: text(values, 'cert') ?? '', key: text(values, 'key') ?? '', domain: text(values, 'domain') },
    remoteK2pow: text(values, 'remote-k2pow'),
  }
}
