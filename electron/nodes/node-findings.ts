import type { Check, RigName } from '../contract/model/basics.ts'
import type { NodeConfig } from './node-config.ts'

/** What the findings are about: one node's configuration, how its keys would load, and what other nodes of the rig say. */
export interface ConfigFacts {
  readonly node: RigName
  readonly config: NodeConfig
  readonly setup: 'unknown' | 'remote' | 'supervised' | 'empty'
  /** Lock files of the other nodes, by name; `null`: the machine's default. */
  readonly otherLocks: ReadonlyMap<RigName, string | null>
}

const check = (id: string, verdict: Check['verdict'], values: Record<string, string>): Check => ({
  id,
  verdict,
  evidence: Object.entries(values)
    .map(([name, value]) => `${name}: ${value}`)
    .join(', '),
  values,
})

/** What a node's configuration would do to its next start or to the services (docs/protocol.md §2, §4.3). */
export function configFindings({ node, config, setup, otherLocks }: ConfigFacts): Check[] {
  const found: Check[] = []
  for (const problem of config.problems) found.push(check('config-not-readable', 'unknown', { node, problem }))
  if (setup === 'remote' && config.smeshingStart) found.push(check('smeshing-start-in-remote-setup', 'fail', { node }))
  if (config.coinbase === null && config.smeshingStart) found.push(check('coinbase-missing', 'fail', { node }))
  else if (config.coinbase === null && setup === 'remote') found.push(check('coinbase-missing-services-refused', 'warn', { node }))
  if (setup === 'remote' && (config.listeners.post === null || config.listeners.post.endsWith(':0')))
    found.push(check('post-listener-random', 'warn', { node, listener: config.listeners.post ?? '127.0.0.1:0' }))
  for (const [other, lock] of otherLocks)
    if (lock === config.fileLock)
      found.push(check('lock-file-shared', 'warn', { node, other, lock: lock ?? 'the default of this machine' }))
  return found
}
