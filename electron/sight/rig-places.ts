import type { Settings } from '../settings/index.ts'
import type { RigPlaces } from './rig-memory.ts'

/** What of the settings is remembered by place. */
export const placesOf = ({ nodes, services, simulated, identities = [] }: Settings): RigPlaces => ({
  nodes: nodes.map(({ name, dataFolder, addresses }) => ({
    name,
    place: { dataFolder, addresses: { public: addresses.public, private: addresses.private, post: addresses.post }, simulated },
  })),
  services: services.map(({ name, dataFolder, node, operatorAddress, identity }) => ({
    name,
    dataFolder,
    node,
    operatorAddress,
    ...(dataFolder === null && identity !== undefined ? { identity } : {}),
  })),
  given: new Map(identities.map((one) => [one.id, one])),
})
