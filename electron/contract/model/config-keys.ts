// The settings of a node's configuration that Smeshdesk knows, by their path, and what each holds. No schema library: the page has this file as code.

export type ConfigKind = 'text' | 'truth' | 'whole' | 'duration' | 'listener' | 'account' | 'list' | 'poets'

/** In the order in which they are shown. */
export const configKeys = {
  'api.grpc-public-listener': 'listener',
  'api.grpc-private-listener': 'listener',
  'api.grpc-post-listener': 'listener',
  'api.grpc-json-listener': 'listener',
  'api.grpc-cors-allowed-origins': 'list',
  'smeshing.smeshing-start': 'truth',
  'smeshing.smeshing-coinbase': 'account',
  'smeshing.smeshing-opts.smeshing-opts-datadir': 'text',
  'smeshing.smeshing-opts.smeshing-opts-numunits': 'whole',
  'smeshing.smeshing-opts.smeshing-opts-maxfilesize': 'whole',
  'smeshing.smeshing-proving-opts.smeshing-opts-proving-threads': 'whole',
  'smeshing.smeshing-proving-opts.smeshing-opts-proving-nonces': 'whole',
  'smeshing.smeshing-proving-opts.smeshing-opts-proving-randomx-mode': 'text',
  'main.data-folder': 'text',
  'main.filelock': 'text',
  'main.poet-servers': 'poets',
  'main.layer-duration': 'duration',
  'main.layers-per-epoch': 'whole',
  'main.network-hrp': 'text',
  'main.standalone': 'truth',
  'main.metrics': 'truth',
  'main.metrics-port': 'whole',
  'poet.phase-shift': 'duration',
  'poet.cycle-gap': 'duration',
  'poet.grace-period': 'duration',
  'poet.poet-request-timeout': 'duration',
  'poet.retry-max': 'whole',
  'post.post-min-numunits': 'whole',
  'post.post-max-numunits': 'whole',
  'post.post-labels-per-unit': 'whole',
  'post.post-k1': 'whole',
  'post.post-k2': 'whole',
  'post.post-k3': 'whole',
  'post.post-pow-difficulty': 'text',
  'genesis.genesis-time': 'text',
  'genesis.genesis-extra-data': 'text',
  'p2p.listen': 'text',
  'p2p.min-peers': 'whole',
  'logging.log-encoder': 'text',
  preset: 'text',
} as const satisfies Readonly<Record<string, ConfigKind>>
export type ConfigKey = keyof typeof configKeys

export const isConfigKey = (path: string): path is ConfigKey => Object.hasOwn(configKeys, path)
