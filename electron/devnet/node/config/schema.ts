/** How the node decodes one configuration value; `any` is taken as it is. */
export type Kind = 'string' | 'bool' | 'uint' | 'int' | 'float' | 'duration' | 'list' | 'any'

/** Keys of one section; a nested section is an object. */
export interface Section {
  readonly [key: string]: Kind | Section
}

const keys = (kind: Kind, names: string): Section => Object.fromEntries(names.split(/\s+/).map((name) => [name, kind]))

const main: Section = {
  ...keys(
    'string',
    'data-folder filelock network-hrp poet-server pprof-listener profiler-name profiler-url metrics-push metrics-push-user',
  ),
  ...keys('string', 'metrics-push-pass optimistic-filtering metrics-push-header'),
  ...keys(
    'bool',
    'metrics standalone pprof-server pprof-block-profile pprof-mutex-profile db-latency-metering db-query-cache db-vacuum-state',
  ),
  ...keys('bool', 'scan-malfeasant-atxs no-main-override testnet'),
  ...keys(
    'uint',
    'layers-per-epoch tick-size layer-average-size block-gas-limit tortoise-delay-layers eligibility-confidence-param txs-per-proposal',
  ),
  ...keys('uint', 'prune-active-sets-from genesis-active-size'),
  ...keys('int', 'metrics-port optimistic-filtering-threshold db-connections miner-good-atxs-percent layers-per-era'),
  ...keys(
    'duration',
    'layer-duration metrics-push-period db-prune-interval regossip-atx-interval atx-grade-delay db-size-metering-interval',
  ),
  ...keys('any', 'poet-servers atx-versions db-skip-migrations db-query-cache-sizes miner'),
}

const scrypt: Section = keys('uint', 'n r p')

const smeshing: Section = {
  'smeshing-start': 'bool',
  'smeshing-coinbase': 'string',
  'smeshing-opts': {
    ...keys('uint', 'smeshing-opts-numunits smeshing-opts-maxfilesize smeshing-opts-compute-batch-size'),
    'smeshing-opts-datadir': 'string',
    'smeshing-opts-provider': 'any',
    'smeshing-opts-throttle': 'bool',
    'smeshing-opts-scrypt': scrypt,
  },
  'smeshing-proving-opts': {
    ...keys('uint', 'smeshing-opts-proving-threads smeshing-opts-proving-nonces'),
    'smeshing-opts-proving-randomx-mode': 'string',
  },
  'smeshing-verifying-opts': {
    'smeshing-opts-verifying-disable': 'bool',
    ...keys('int', 'smeshing-opts-verifying-min-workers smeshing-opts-verifying-workers'),
    'smeshing-opts-verifying-powflags': 'any',
  },
}

const p2p: Section = {
  ...keys(
    'bool',
    'flood autonat-server disable-reuseport disable-natport disable-conn-limits disable-dht disable-pubsub disable-legacy-discovery',
  ),
  ...keys(
    'bool',
    'p2p-private-network p2p-bootnode p2p-metrics relay relay-server enable-tcp-transport enable-quic-transport force-dht-server',
  ),
  ...keys('bool', 'enable-routing-discovery routing-discovery-advertise private-network bootnode metrics auto-scale-peers'),
  ...keys('int', 'min-peers low-peers high-peers p2p-accept-queue accept-queue gossip-queue-size gossip-validation-throttle'),
  ...keys('int', 'gossip-atx-validation-throttle'),
  ...keys('float', 'inbound-fraction outbound-fraction'),
  ...keys('duration', 'ping-interval grace-period'),
  ...keys(
    'any',
    'listen advertise-address direct bootnodes ip4-blocklist ip6-blocklist ping-peers static-relays discovery-timings request-limits',
  ),
}

/**
 * The sections whose keys are checked by name. guess: the lists hold what flags, recordings and the fact sheet name; a key that
 * the real node knows and none of them mentions would be refused here.
 */
export const sections: Section = {
  preset: 'string',
  main,
  genesis: { 'genesis-time': 'string', 'genesis-extra-data': 'string', accounts: 'any' },
  api: {
    ...keys('string', 'grpc-public-listener grpc-private-listener grpc-post-listener grpc-tls-listener grpc-json-listener'),
    ...keys('string', 'gprc-tls-ca-cert grpc-tls-ca-cert grpc-tls-cert grpc-tls-key'),
    ...keys('int', 'grpc-send-msg-size grpc-recv-msg-size db-connections'),
    ...keys('list', 'grpc-tls-services grpc-cors-allowed-origins'),
    smesherstreaminterval: 'duration',
  },
  smeshing,
  post: {
    ...keys('uint', 'post-min-numunits post-max-numunits post-labels-per-unit post-k1 post-k2 post-k3'),
    'post-pow-difficulty': 'string',
  },
  poet: {
    ...keys('duration', 'phase-shift cycle-gap grace-period poet-request-timeout retry-delay positioning-atx-selection-timeout'),
    ...keys('duration', 'info-cache-ttl pow-params-cache-ttl'),
    ...keys('int', 'retry-max poet-proofs-cache'),
  },
  p2p,
  logging: keys(
    'string',
    'log-encoder app grpc p2p sync hare hare3 beacon atxBuilder nipostBuilder nipostValidator post postService poet trtl mesh executor',
  ),
  // guess: the keys of these sections are not checked, nothing of them is simulated
  ...keys(
    'any',
    'tortoise beacon hare3 hare4 hare-eligibility certificate bootstrap sync recovery cache certifier time fetch vm tx-pool miner profiler',
  ),
  ...keys('any', 'public-metrics tortoise-config hare proposals malfeasance-config'),
}
