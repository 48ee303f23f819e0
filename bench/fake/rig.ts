import { parseSettings, type Settings } from '../../electron/settings/index.ts'

/** A rig's settings with one fake node, all of whose listeners are one address. */
export const rigOf = (
  address: string,
  services: readonly { readonly name: string; readonly dataFolder: string; readonly operatorAddress: string }[] = [],
): Settings =>
  parseSettings(
    JSON.stringify({
      version: 1,
      simulated: false,
      nodes: [
        {
          name: 'node',
          program: null,
          arguments: ['--preset=fastnet'],
          dataFolder: null,
          addresses: { public: address, private: address, post: address },
        },
      ],
      services: services.map((service) => ({ ...service, program: null, arguments: [], node: 'node' })),
    }),
  )
