/** Values that a preset puts below the config file. Without a preset the mainnet's values hold. */
export type Preset = Readonly<Record<string, unknown>>

const mainnet: Preset = {
  'genesis.genesis-time': '2023-07-14T08:00:00Z',
  'genesis.genesis-extra-data': '00000000000000000001a6bc150307b5c1998045752b3c87eccf3c013036f3cc',
  'main.layer-duration': 300_000,
  'main.layers-per-epoch': 4032,
  'main.tick-size': 9_331_200,
  'main.network-hrp': 'sm',
  'main.layer-average-size': 50,
  'main.standalone': false,
  'main.poet-servers': [],
  'poet.phase-shift': 240 * 3_600_000,
  'poet.cycle-gap': 12 * 3_600_000,
  'poet.grace-period': 3_600_000,
  'post.post-labels-per-unit': 4_294_967_296,
  'post.post-min-numunits': 4,
  'post.post-max-numunits': 4_294_967_295,
  'post.post-k1': 26,
  'post.post-k2': 37,
  'api.grpc-public-listener': '0.0.0.0:9092',
  'api.grpc-private-listener': '127.0.0.1:9093',
  'api.grpc-post-listener': '127.0.0.1:0',
  'api.grpc-json-listener': '',
  'smeshing.smeshing-start': false,
  'smeshing.smeshing-coinbase': '',
  'p2p.listen': ['/ip4/0.0.0.0/tcp/7513'],
  'p2p.bootnodes': [],
}

const testnet: Preset = {
  ...mainnet,
  'genesis.genesis-time': '2023-09-13T18:00:00Z',
  'genesis.genesis-extra-data': '0000000000000000000000c76c58ebac180989673fd6d237b40e66ed5c976ec3',
  'main.layers-per-epoch': 288,
  'main.network-hrp': 'stest',
  'poet.phase-shift': 12 * 3_600_000,
  'poet.cycle-gap': 2 * 3_600_000,
  'poet.grace-period': 600_000,
  'post.post-labels-per-unit': 1024,
  'post.post-min-numunits': 2,
}

const standalone: Preset = {
  ...mainnet,
  'genesis.genesis-time': '',
  'genesis.genesis-extra-data': 'standalone',
  'main.layer-duration': 6000,
  'main.layers-per-epoch': 10,
  'main.tick-size': 100,
  'main.network-hrp': 'standalone',
  'main.standalone': true,
  'main.poet-servers': [{ address: 'http://127.0.0.1:10010' }],
  'poet.phase-shift': 30_000,
  'poet.cycle-gap': 30_000,
  'poet.grace-period': 12_000,
  'post.post-labels-per-unit': 64,
  'post.post-min-numunits': 1,
  'post.post-max-numunits': 2,
  'post.post-k1': 12,
  'post.post-k2': 4,
  'api.grpc-public-listener': '0.0.0.0:10092',
  'api.grpc-private-listener': '127.0.0.1:10093',
  'smeshing.smeshing-start': true,
  'smeshing.smeshing-coinbase': 'standalone1qqqqqqp3qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqvqtwcg',
  'p2p.listen': ['/ip4/127.0.0.1/tcp/17513'],
}

const fastnet: Preset = {
  ...mainnet,
  'genesis.genesis-time': '',
  'genesis.genesis-extra-data': 'fastnet',
  'main.layer-duration': 15_000,
  'main.layers-per-epoch': 4,
  'main.network-hrp': 'stest',
  'poet.phase-shift': 30_000,
  'poet.cycle-gap': 30_000,
  'poet.grace-period': 10_000,
  'post.post-labels-per-unit': 128,
  'post.post-min-numunits': 2,
  'post.post-max-numunits': 4,
}

const named: Readonly<Record<string, Preset>> = { fastnet, standalone, testnet }

/** The values of a preset, of mainnet without a name, or the node's refusal of a name it doesn't know. */
export function presetOf(name: string): Preset | { refusal: string } {
  if (name === '') return mainnet
  return named[name] ?? { refusal: `preset ${name} is not registered. select one from the options [${Object.keys(named).join(' ')}]` }
}
