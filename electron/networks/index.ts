// A standalone network of a person's own: its plan, and making it step by step from what is there.

export type { NetworkWorld, Standing } from './network-world.ts'
export { createNetworks, type Networks } from './networks.io.ts'
export { proposeNetwork } from './propose.io.ts'
