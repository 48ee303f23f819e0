import { stopConsent } from '../contract/consent.ts'
import type { Check, RigName, SmesherId } from '../contract/model/basics.ts'
import type { SlotRow } from '../contract/model/rig.ts'
import { check } from '../contract/model/verdicts.ts'
import { postStateOf } from '../nodes/index.ts'
import type { HostMemory } from './host-memory.ts'
import { isListed, loadableAt, type RigMemory } from './rig-memory.ts'

/** Keys that this node would load and that another node has in memory or would load: two signing nodes mean a ban (docs/protocol.md §8). */
export function keysElsewhere(rig: RigMemory, host: HostMemory): Check[] {
  const others = [...rig.nodes.values()].filter((other) => other !== host)
  return [...host.entries.keys()].flatMap((id): Check[] => {
    const [own] = loadableAt(host, id)
    if (own === undefined) return []
    return others.flatMap((other) => {
      const [there] = loadableAt(other, id)
      if (there === undefined && !isListed(other, id)) return []
      const values = { id, file: own.name, node: other.heard.name, path: there?.path ?? '', runs: isListed(other, id) ? 'yes' : 'no' }
      return [check.fail('key-loaded-elsewhere', values, `${own.path} = ${there?.path ?? other.heard.name}`)]
    })
  })
}

/** Identities whose proof the node waits for: stopping it now may lose them. */
export const provingAt = (rig: RigMemory, { heard }: HostMemory): readonly SmesherId[] =>
  [...rig.identities.values()].flatMap(({ id, postNode }) => (postNode === heard.name && postStateOf(heard, id) === 'proving' ? [id] : []))

interface NodeActFacts {
  readonly node: RigName
  readonly proving: readonly SmesherId[]
  readonly findings: readonly Check[]
}

/** What may be done with a node, its files, its keys and its identities looked at too. A failed check closes every start, never a stop. */
export function judgedSlot(slot: SlotRow | null, { node, proving, findings }: NodeActFacts): SlotRow | null {
  if (slot === null) return null
  const failed = findings.find(({ verdict }) => verdict === 'fail')
  const refused = failed === undefined ? null : (`check:${failed.id}` as const)
  const loses = slot.stopClosed === null && proving.length > 0
  return {
    ...slot,
    startClosed: slot.startClosed ?? refused,
    restartClosed: slot.restartClosed ?? refused,
    stopWords: slot.stopWords ?? (loses ? stopConsent(node) : null),
  }
}
