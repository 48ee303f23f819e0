import type { RigLayout } from './layout.ts'
import { nodeArguments, serviceArguments } from './node-config.ts'

/** A rig in the shape of the settings file (docs: settings). */
export interface RigDescription {
  readonly version: 1
  readonly simulated: boolean
  readonly nodes: readonly {
    readonly name: string
    readonly program: string
    readonly arguments: readonly string[]
    readonly dataFolder: string
    readonly addresses: { readonly public: string; readonly private: string; readonly post: string; readonly json: string }
  }[]
  readonly services: readonly {
    readonly name: string
    readonly program: string
    readonly arguments: readonly string[]
    readonly dataFolder: string
    readonly node: string
    readonly operatorAddress: string
  }[]
}

export interface DescriptionOptions {
  readonly simulated: boolean
  readonly genesis: string
  /** Path of a program by its name. */
  readonly program: (name: string) => string
  /** Joins names to the work folder. */
  readonly at: (...names: string[]) => string
}

/** What a program needs to start and to watch the rig. */
export function describeRig(layout: RigLayout, { simulated, genesis, program, at }: DescriptionOptions): RigDescription {
  const loopback = (port: number) => `127.0.0.1:${port}`
  return {
    version: 1,
    simulated,
    nodes: layout.nodes.map((node) => ({
      name: node.name,
      program: program('go-spacemesh'),
      arguments: nodeArguments(node, genesis, at),
      dataFolder: at(node.name),
      addresses: {
        public: loopback(node.ports.public),
        private: loopback(node.ports.private),
        post: loopback(node.ports.post),
        json: loopback(node.ports.json),
      },
    })),
    services: layout.identities.map((identity) => ({
      name: identity.name,
      program: program('post-service'),
      arguments: serviceArguments(layout, identity, at('post', identity.name)),
      dataFolder: at('post', identity.name),
      node: identity.node,
      operatorAddress: loopback(identity.operatorPort),
    })),
  }
}
