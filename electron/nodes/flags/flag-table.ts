/** What a flag's text must be (docs/protocol.md §15). A `switch` takes no argument of its own; everything else takes one. */
export type FlagKind =
  | 'switch'
  | 'text'
  | 'texts'
  | 'int'
  | 'uint32'
  | 'uint64'
  | 'duration'
  | 'fraction'
  | 'time'
  | 'poets'
  | 'addresses'
  | 'accounts'
  | 'hex32'
  | 'provider'
  | 'randomx-mode'
  | 'deprecated'

/** A release as two numbers after the leading 1: `[7, 6]` is 1.7.6. */
export type Release = readonly [minor: number, patch: number]

export interface NodeFlag {
  readonly name: string
  readonly short: string | null
  readonly kind: FlagKind
  /** First release that knows it, and first that no longer does; `null`: since or until any of 1.4 to 1.7. */
  readonly since: Release | null
  readonly until: Release | null
}

type Group = readonly [kind: FlagKind, names: string, since?: Release | null, until?: Release]

/** All flags of go-spacemesh 1.4 to 1.7; a letter after the slash is the short form. No flag changed its kind in these releases. */
const groups: readonly Group[] = [
  ['text', 'config/c preset/p recovery-uri data-folder/d filelock log-encoder metrics-push genesis-extra-data'],
  ['text', 'profiler-url profiler-name grpc-public-listener grpc-private-listener grpc-post-listener grpc-tls-listener'],
  // The misspelt name is the program's own.
  ['text', 'gprc-tls-ca-cert grpc-tls-cert grpc-tls-key grpc-json-listener smeshing-coinbase smeshing-opts-datadir'],
  ['text', 'bootstrap-url bootstrap-version'],
  ['text', 'pprof-listener', [5, 0]],
  ['text', 'testing-smesher-key', null, [6, 0]],
  ['switch', 'help/h metrics pprof-server db-latency-metering no-main-override flood disable-natport disable-reuseport'],
  ['switch', 'p2p-metrics p2p-bootnode p2p-private-network force-dht-server enable-tcp-transport enable-quic-transport'],
  ['switch', 'enable-routing-discovery routing-discovery-advertise peersync-disable tortoise-enable-tracer smeshing-start'],
  ['switch', 'smeshing-opts-throttle smeshing-opts-verifying-disable'],
  ['switch', 'pprof-mutex-profile pprof-block-profile', [7, 0]],
  ['switch', 'scan-malfeasant-atxs', [5, 3], [7, 0]],
  ['texts', 'bootnodes ping-peers static-relays grpc-tls-services'],
  ['texts', 'grpc-cors-allowed-origin', [6, 0]],
  ['addresses', 'listen advertise-address'],
  ['int', 'metrics-port txs-per-proposal optimistic-filtering-threshold db-connections p2p-accept-queue low-peers high-peers'],
  ['int', 'min-peers peersync-max-offset-errors peersync-required-responses grpc-recv-msg-size grpc-send-msg-size'],
  ['int', 'beacon-kappa beacon-sync-weight-units tortoise-max-exceptions'],
  ['int', 'smeshing-opts-verifying-min-workers smeshing-opts-verifying-workers'],
  ['uint32', 'recovery-layer layer-average-size eligibility-confidence-param beacon-rounds-number beacon-votes-limit'],
  ['uint32', 'tortoise-hdist tortoise-zdist tortoise-window-size tortoise-delay-layers post-min-numunits post-max-numunits'],
  ['uint32', 'smeshing-opts-numunits layers-per-epoch'],
  ['uint64', 'tick-size block-gas-limit post-labels-per-unit post-k1 post-k2 post-k3 smeshing-opts-maxfilesize'],
  ['uint64', 'smeshing-opts-proving-threads smeshing-opts-proving-nonces'],
  ['duration', 'metrics-push-period layer-duration db-prune-interval ping-interval peersync-round-retry-interval'],
  ['duration', 'peersync-round-interval peersync-round-timeout peersync-max-clock-offset beacon-grace-period-duration'],
  ['duration', 'beacon-proposal-duration beacon-first-voting-round-duration beacon-voting-round-duration'],
  ['duration', 'beacon-weak-coin-round-duration phase-shift cycle-gap grace-period poet-request-timeout'],
  ['fraction', 'beacon-q beacon-theta'],
  ['time', 'genesis-time'],
  ['poets', 'poet-servers'],
  ['accounts', 'accounts/a'],
  ['hex32', 'post-pow-difficulty'],
  ['provider', 'smeshing-opts-provider smeshing-opts-verifying-powflags'],
  ['randomx-mode', 'smeshing-opts-proving-randomx-mode'],
  ['deprecated', 'poet-server'],
]

export const nodeFlagTable: readonly NodeFlag[] = groups.flatMap(([kind, names, since = null, until = null]) =>
  names.split(' ').map((entry): NodeFlag => {
    const [name = '', short = null] = entry.split('/')
    return { name, short, kind, since, until }
  }),
)

const earlier = ([minor, patch]: Release, than: Release): boolean => minor < than[0] || (minor === than[0] && patch < than[1])

/** The release of a version such as `v1.7.6`; `null` for other lines and for what can't be read. */
export function releaseOf(version: string | null): Release | null {
  const [, minor, patch] = /^v?1\.(\d{1,3})\.(\d{1,3})(?![\d.])/.exec(version ?? '') ?? []
  return minor === undefined || patch === undefined ? null : [Number(minor), Number(patch)]
}

/** Whether a release has the flag; of releases outside the table nothing is said against it. */
export function knownIn({ since, until }: NodeFlag, release: Release | null): boolean {
  if (release === null || earlier(release, [4, 0]) || !earlier(release, [8, 0])) return true
  return (since === null || !earlier(release, since)) && (until === null || earlier(release, until))
}
