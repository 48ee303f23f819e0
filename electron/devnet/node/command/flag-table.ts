import type { Kind } from '../config/schema.ts'

/** One command-line flag: its kind and where in the configuration it lands; path null for flags that are no configuration. */
export interface Flag {
  readonly name: string
  readonly short: string | null
  readonly kind: Kind | 'genesis'
  readonly path: string | null
}

type Group = readonly [section: string | null, kind: Flag['kind'], names: string]

/** Every flag that the node 1.7.6 lists; a letter after the slash is its short form. `other` values are accepted and play no part. */
const groups: readonly Group[] = [
  [null, 'string', 'config/c preset/p'],
  [null, 'bool', 'help/h'],
  ['api', 'string', 'gprc-tls-ca-cert grpc-json-listener grpc-post-listener grpc-private-listener'],
  ['api', 'string', 'grpc-public-listener grpc-tls-cert grpc-tls-key grpc-tls-listener'],
  ['api', 'int', 'grpc-recv-msg-size grpc-send-msg-size'],
  ['api', 'list', 'grpc-tls-services'],
  ['genesis', 'string', 'genesis-extra-data'],
  ['genesis', 'genesis', 'genesis-time'],
  ['logging', 'string', 'log-encoder'],
  ['main', 'string', 'data-folder/d filelock'],
  ['main', 'int', 'db-connections metrics-port'],
  ['main', 'duration', 'layer-duration'],
  ['main', 'uint', 'layers-per-epoch tick-size'],
  ['main', 'bool', 'metrics'],
  ['main', 'any', 'poet-servers'],
  ['other', 'any', 'accounts/a'],
  ['other', 'duration', 'beacon-first-voting-round-duration beacon-grace-period-duration'],
  ['other', 'duration', 'beacon-proposal-duration beacon-voting-round-duration beacon-weak-coin-round-duration'],
  ['other', 'duration', 'db-prune-interval metrics-push-period peersync-max-clock-offset'],
  ['other', 'duration', 'peersync-round-interval peersync-round-retry-interval peersync-round-timeout'],
  ['other', 'int', 'beacon-kappa beacon-sync-weight-units optimistic-filtering-threshold'],
  ['other', 'int', 'peersync-max-offset-errors peersync-required-responses tortoise-max-exceptions'],
  ['other', 'int', 'txs-per-proposal'],
  ['other', 'string', 'beacon-q beacon-theta bootstrap-url bootstrap-version metrics-push pprof-listener'],
  ['other', 'string', 'profiler-name profiler-url recovery-uri'],
  ['other', 'uint', 'beacon-rounds-number beacon-votes-limit block-gas-limit eligibility-confidence-param'],
  ['other', 'uint', 'layer-average-size recovery-layer tortoise-delay-layers tortoise-hdist'],
  ['other', 'uint', 'tortoise-window-size tortoise-zdist'],
  ['other', 'bool', 'db-latency-metering no-main-override peersync-disable pprof-block-profile'],
  ['other', 'bool', 'pprof-mutex-profile pprof-server tortoise-enable-tracer'],
  ['p2p', 'list', 'advertise-address bootnodes listen ping-peers static-relays'],
  ['p2p', 'bool', 'disable-natport disable-reuseport enable-quic-transport enable-routing-discovery'],
  ['p2p', 'bool', 'enable-tcp-transport flood force-dht-server p2p-bootnode p2p-metrics'],
  ['p2p', 'bool', 'p2p-private-network routing-discovery-advertise'],
  ['p2p', 'int', 'high-peers low-peers min-peers p2p-accept-queue'],
  ['p2p', 'duration', 'ping-interval'],
  ['poet', 'duration', 'cycle-gap grace-period phase-shift poet-request-timeout'],
  ['post', 'uint', 'post-k1 post-k2 post-k3 post-labels-per-unit post-max-numunits post-min-numunits'],
  ['post', 'string', 'post-pow-difficulty'],
  ['smeshing', 'string', 'smeshing-coinbase'],
  ['smeshing', 'bool', 'smeshing-start'],
  ['smeshing.smeshing-opts', 'string', 'smeshing-opts-datadir smeshing-opts-provider'],
  ['smeshing.smeshing-opts', 'uint', 'smeshing-opts-maxfilesize smeshing-opts-numunits'],
  ['smeshing.smeshing-opts', 'bool', 'smeshing-opts-throttle'],
  ['smeshing.smeshing-proving-opts', 'uint', 'smeshing-opts-proving-nonces smeshing-opts-proving-threads'],
  ['smeshing.smeshing-proving-opts', 'string', 'smeshing-opts-proving-randomx-mode'],
  ['smeshing.smeshing-verifying-opts', 'bool', 'smeshing-opts-verifying-disable'],
  ['smeshing.smeshing-verifying-opts', 'int', 'smeshing-opts-verifying-min-workers smeshing-opts-verifying-workers'],
  ['smeshing.smeshing-verifying-opts', 'string', 'smeshing-opts-verifying-powflags'],
]

export const flags: readonly Flag[] = [
  ...groups.flatMap(([section, kind, names]) =>
    names.split(' ').map((entry): Flag => {
      const [name = '', short = null] = entry.split('/')
      return { name, short, kind, path: section === null ? null : `${section}.${name}` }
    }),
  ),
  { name: 'grpc-cors-allowed-origin', short: null, kind: 'list', path: 'api.grpc-cors-allowed-origins' },
]
