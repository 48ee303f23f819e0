import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { goldenAtx } from '../shared/genesis.ts'
import { claimFolder, marker } from '../shared/simulated-folder.ts'
import { describeRig, type RigDescription } from './description.ts'
import { type FirstStartFacts, learnFromFirstStart } from './first-start.ts'
import { type IdentityKey, makeIdentityKey } from './identity-key.ts'
import type { IdentityLayout, RigLayout } from './layout.ts'
import { nodeArguments, nodeConfig } from './node-config.ts'
import { writePostFolder } from './post-folder.ts'

export interface RigOptions {
  readonly folder: string
  /** Holds go-spacemesh and post-service. */
  readonly programs: string
  readonly layout: RigLayout
  /** Whole seconds since 1970 at which the network begins. */
  readonly genesisSeconds: number
  readonly firstStartDeadlineMs: number
  /** Makes one identity's PoST data; simulated (sparse, in a moment) when left out. */
  readonly makePost?: (identity: IdentityLayout, key: IdentityKey, place: { folder: string; golden: Uint8Array }) => Promise<void>
}

export interface WrittenRig {
  readonly description: RigDescription
  readonly genesis: string
  /** Hex ids by identity name. */
  readonly ids: Readonly<Record<string, string>>
}

const writeConfigs = (options: RigOptions, folder: string, facts: FirstStartFacts | null): void => {
  for (const node of options.layout.nodes) {
    const config = nodeConfig(options.layout, node, { poetKey: facts?.poetKey ?? null, bootnode: facts?.bootnode ?? null })
    writeFileSync(join(folder, `${node.name}.json`), `${JSON.stringify(config, null, 1)}\n`)
  }
}

function makeFolders(options: RigOptions, folder: string): void {
  mkdirSync(folder, { recursive: true })
  for (const node of options.layout.nodes) {
    const data = join(folder, node.name)
    if (options.makePost === undefined) {
      const refusal = claimFolder(data)
      if (refusal !== null) throw new Error(refusal)
    }
    mkdirSync(join(data, 'identities'), { recursive: true, mode: 0o700 })
  }
}

async function makeIdentities(options: RigOptions, folder: string): Promise<Record<string, string>> {
  const { layout } = options
  const golden = goldenAtx({ timeMs: options.genesisSeconds * 1000, extraData: 'standalone' })
  const ids: Record<string, string> = {}
  for (const identity of layout.identities) {
    const key = makeIdentityKey()
    const place = { folder: join(folder, 'post', identity.name), golden }
    const file = join(folder, identity.node, 'identities', `${identity.name}.key`)
    if (identity.withoutKey !== true) writeFileSync(file, key.text, { mode: 0o600, flag: 'wx' })
    if (options.makePost !== undefined) await options.makePost(identity, key, place)
    else {
      const { labelsPerUnit, maxFileSize } = layout
      const disk = identity.disk === undefined ? {} : { disk: identity.disk }
      const post = { nodeId: key.id, commitmentAtxId: golden, labelsPerUnit, numUnits: identity.units, maxFileSize, keyText: null, ...disk }
      writePostFolder(place.folder, post)
    }
    ids[identity.name] = key.id.toString('hex')
  }
  return ids
}

/**
 * Makes the files of a rig: configs, keys, PoST folders, and what the first start of the network node tells.
 * Starts nothing for good. Rejects when a folder holds something that devnet didn't make or the first start fails.
 */
export async function writeRig(options: RigOptions): Promise<WrittenRig> {
  const folder = resolve(options.folder)
  const { layout } = options
  const genesis = new Date(options.genesisSeconds * 1000).toISOString().replace('.000', '')
  const at = (...names: string[]) => join(folder, ...names)
  const program = (name: string) => join(resolve(options.programs), name)
  makeFolders(options, folder)
  const ids = await makeIdentities(options, folder)
  writeConfigs(options, folder, null)
  const network = layout.nodes.find((node) => node.standalone)
  if (network === undefined) throw new Error('a rig needs one standalone node')
  const facts = await learnFromFirstStart({
    program: program('go-spacemesh'),
    arguments: nodeArguments(network, genesis, at),
    dataFolder: at(network.name),
    workFolder: folder,
    poetPort: layout.poetPort,
    p2pPort: network.ports.p2p,
    deadlineMs: options.firstStartDeadlineMs,
  })
  writeConfigs(options, folder, facts)
  const simulated = options.makePost === undefined
  if (simulated) writeFileSync(at(marker), 'Simulated: no key in here was ever worth anything.\n')
  return { description: describeRig(layout, { simulated, genesis, program, at }), genesis, ids }
}
