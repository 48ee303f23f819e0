import type { Instant } from '../contract/model/basics.ts'
import type { IdentityRow } from '../contract/model/identity.ts'
import type { Alert, Verdict } from '../contract/model/rig.ts'
import { type RigFacts, unknownAfterMs } from './rig-facts.ts'

const unknownStates: ReadonlySet<string> = new Set([
  'node-silent',
  'node-silent-proving',
  'nothing-known',
  'key-unknown',
  'outcome-not-seen',
  'just-started',
  'fault',
])
const lostStandings: ReadonlySet<string> = new Set(['late', 'missed', 'published-late', 'not-registered'])

/** The oldest look that the rows rest on; `null` while somebody was not looked at. */
function provenAt({ nodes }: RigFacts): number | null {
  const looks = nodes.map(({ seenAt }) => seenAt)
  return looks.length === 0 || looks.includes(null) ? null : Math.min(...looks.filter((at) => at !== null))
}

const countUnknown = ({ nodes, services }: RigFacts, rows: readonly IdentityRow[]): number =>
  rows.filter(({ state }) => unknownStates.has(state)).length +
  nodes.filter(({ reach }) => reach !== 'answers').length +
  services.filter(({ slot }) => slot.state === 'unknown').length

/** With nothing open: why that is no proof that all is well; a key of the words, `null` when it is one. */
function doubt(facts: RigFacts, rows: readonly IdentityRow[], unknown: number): string | null {
  const { nodes, services, clocks, ofNode, starting, hasProblem, lookedSince, now } = facts
  if (starting) return 'starting'
  // The problem itself stands in the strip, above all alerts.
  if (hasProblem) return 'not-all-readable'
  if (nodes.length + rows.length === 0) return 'nothing-there'
  const proven = provenAt(facts)
  if (unknown > 0 || proven === null) return now - lookedSince < unknownAfterMs ? 'looking' : 'unknown'
  if (now - proven > unknownAfterMs) return 'stale'
  const faulty = [...nodes, ...services].some(({ findings }) => findings.some(({ verdict }) => verdict === 'unknown'))
  if (faulty) return 'not-all-readable'
  if (nodes.some(({ sync }) => sync !== null && !sync.synced)) return 'not-synced'
  const clockOf = ({ name }: { name: RigFacts['nodes'][number]['name'] }) => clocks.get(ofNode.get(name) ?? '')
  if (nodes.some((node) => node.identities.length > 0 && (clockOf(node)?.phaseShiftMs ?? null) === null)) return 'no-clock'
  if (rows.some(({ standing, lastAtx }) => lostStandings.has(standing.is) && lastAtx !== null)) return 'not-in-round'
  return rows.some(({ standing, node }) => node !== null && standing.is === 'unknown') ? 'not-observed' : null
}

/** The rig in one sentence. Calm is a claim: it needs every look to be fresh and every answer to be good. */
export function verdictOf(facts: RigFacts, rows: readonly IdentityRow[], alerts: readonly Alert[]): Verdict {
  const unknown = countUnknown(facts, rows)
  const why = doubt(facts, rows, unknown)
  return {
    calm: alerts.length === 0 && why === null,
    needs: rows.filter(({ attention }) => attention).length,
    unknown,
    why: alerts.length > 0 ? null : why,
    tone: alerts[0]?.tone ?? (why === null ? 'good' : 'idle'),
    provenAt: provenAt(facts) as Instant | null,
  }
}
