import type { Check, RigName } from '../contract/model/basics.ts'
import { check } from '../contract/model/verdicts.ts'
import { saw } from '../contract/seen.ts'
import { releaseOf } from './flags/flag-table.ts'
import { readNodeFlags } from './flags/read-flags.ts'
import { presetNames } from './known-networks.ts'
import type { NodeConfig } from './node-config.ts'

/** What the findings are about: one node's configuration, how its keys would load, and what other nodes of the rig say. */
export interface ConfigFacts {
  readonly node: RigName
  readonly config: NodeConfig
  readonly setup: 'unknown' | 'remote' | 'supervised' | 'empty'
  /** As the node last said it; decides which flags it knows. */
  readonly version: string | null
  /** The folder of the settings. */
  readonly dataFolder: string | null
  /** Lock files of the other nodes, by name; `null`: the machine's default. */
  readonly otherLocks: ReadonlyMap<RigName, string | null>
}

/** What the program would refuse of its command line: each is the end of its next start. */
function commandFindings({ node, config, version }: ConfigFacts): Check[] {
  const { problems, asks } = readNodeFlags(config.arguments, releaseOf(version))
  const found = problems.map(({ kind, argument, value, expects }) =>
    check.fail(`node-argument-${kind}`, { node, argument, value, expects: expects ?? '', version: version ?? '' }),
  )
  if (asks !== null) found.push(check.fail('node-argument-no-node', { node, argument: asks }))
  if (config.presetAsked !== null && !presetNames.includes(config.presetAsked))
    found.push(check.fail('preset-unknown', { node, preset: config.presetAsked }))
  return found
}

function folderFindings({ node, config, dataFolder }: ConfigFacts): Check[] {
  const { folder } = config
  if (dataFolder === null) return []
  if (folder === null) return [check.unknown('node-folder-unknown', { node, folder: dataFolder })]
  if (!folder.same) return [check.fail('node-folder-differs', { node, named: folder.path, folder: dataFolder })]
  return folder.relative ? [check.warn('node-folder-relative', { node, named: config.dataFolder ?? '', path: folder.path })] : []
}

const isAnyPort = (listener: string): boolean => /:0*$/.test(listener)

/** What a node's configuration would do to its next start or to the services (docs/protocol.md §2, §4.3). */
export function configFindings(facts: ConfigFacts): Check[] {
  const { node, config, setup, otherLocks } = facts
  const found: Check[] = [...commandFindings(facts), ...folderFindings(facts)]
  for (const problem of config.problems) found.push(check.unknown('config-not-readable', { node, problem }))
  if (setup === 'remote' && config.smeshingStart) found.push(check.fail('smeshing-start-in-remote-setup', { node }))
  if (config.coinbase === null && config.smeshingStart) found.push(check.fail('coinbase-missing', { node }))
  else if (config.coinbase === null && setup === 'remote') found.push(check.warn('coinbase-missing-services-refused', { node }))
  if (setup === 'remote' && (config.listeners.post === null || isAnyPort(config.listeners.post)))
    found.push(check.warn('post-listener-random', { node, listener: config.listeners.post ?? '127.0.0.1:0' }))
  found.push(...config.traps.map(({ id, verdict, values }) => check[verdict](id, { node, ...values }, '')))
  for (const [other, lock] of otherLocks)
    if (lock === config.fileLock) found.push(check.warn('lock-file-shared', { node, other, lock: lock ?? saw('default-lock') }))
  return found
}

/** Services of the public listener that Smeshdesk asks, by their names in `publicservices`. */
const asked = ['node_v2alpha1', 'network_v2alpha1', 'activation_v2alpha1', 'malfeasance_v2alpha1'] as const

/** What a node without v2alpha1 leaves unsaid, and what its listener lacks (docs/protocol.md §16). */
export function servedFindings(node: RigName, heard: { readonly via?: 'v1' } | null, config: NodeConfig | null): Check[] {
  if (heard?.via !== 'v1') return []
  const named = config?.publicServices ?? null
  const missing = named === null ? asked.slice(0, 2) : asked.filter((name) => !named.includes(name))
  return [check.warn('node-serves-v1-only', { node, add: missing.join(', ') })]
}
