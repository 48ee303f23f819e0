import type { Check } from '../contract/model/basics.ts'
import type { DoctorCheckId } from '../contract/model/check-id.ts'
import type { IdentityRow } from '../contract/model/identity.ts'
import type { NodeRow, ServiceRow } from '../contract/model/rig.ts'
import { stateLooks } from '../contract/model/states.ts'
import { check } from '../contract/model/verdicts.ts'
import type { State } from '../contract/state.ts'

type Verdict = Check['verdict']
type Found = readonly Pick<Check, 'id' | 'verdict'>[]

/** What a row says of itself, as one check; nothing where its own findings say it already: they are shown themselves. */
function unlessFound(findings: Found, by: readonly Check['id'][], said: () => Check | null): Check[] {
  const one = findings.some(({ id, verdict }) => verdict !== 'pass' && by.includes(id)) ? null : said()
  return one === null ? [] : [one]
}

function reachVerdict({ reach, slot }: NodeRow): Verdict {
  if (reach === 'answers') return 'pass'
  if (slot?.state === 'stopped') return 'warn'
  return reach === 'unknown' || reach === 'starting' ? 'unknown' : 'fail'
}

/** Of one node: all that is found of it anyway, and what its answers say. */
export function nodeChecks(row: NodeRow): Check[] {
  const { name: node, findings, reach, sync, version, simulated } = row
  const heard = reach === 'answers'
  return [
    ...findings,
    check[reachVerdict(row)]('node-answers', { node, reach }),
    check[sync === null ? 'unknown' : sync.synced ? 'pass' : 'warn']('node-synced', { node }, ''),
    ...unlessFound(findings, ['node-too-old', 'node-newer-than-known'], () =>
      check[version === null ? 'unknown' : 'pass']('node-version-read', { node, version: version ?? '' }, version ?? ''),
    ),
    // A simulated network's clock is its own.
    ...unlessFound(findings, ['clock-off'], () =>
      simulated ? null : check[heard && sync !== null ? 'pass' : 'unknown']('node-clock', { node }, ''),
    ),
  ]
}

/** Of all nodes together: whether each says the same. What a node does not say is not known. */
function agree(id: DoctorCheckId, said: readonly (string | null)[]): Check[] {
  if (said.length < 2) return []
  const known = [...new Set(said.filter((one) => one !== null))]
  const verdict = known.length > 1 ? 'warn' : said.includes(null) ? 'unknown' : 'pass'
  return [check[verdict](id, { said: known.join(', ') })]
}

export const nodesTogether = (rows: readonly NodeRow[]): Check[] => [
  ...agree(
    'one-network',
    rows.map(({ genesisId }) => genesisId),
  ),
  ...agree(
    'one-version',
    rows.map(({ version }) => version),
  ),
]

const aboutRegistration = [
  'service-wrong-listener',
  'service-no-post-service',
  'service-not-connected',
  'service-refused-no-coinbase',
  'service-already-registered',
  'service-running-node-unreachable',
] as const

/** Of one PoST service: all that is found of it anyway, and what its row says. */
export function serviceChecks({ name: service, findings, slot, connection, identity, dataFolder }: ServiceRow): Check[] {
  // Neither its process nor its data can be seen from here.
  const away = dataFolder === null
  const runs = slot.state === 'running' || slot.state === 'external'
  const registered = connection.state === 'connected' ? 'pass' : connection.state === 'unknown' ? 'unknown' : 'fail'
  return [
    ...findings,
    ...unlessFound(findings, ['service-latched', 'slot-damaged'], () =>
      away ? null : check[runs ? 'pass' : slot.state === 'unknown' ? 'unknown' : 'warn']('service-runs', { service, state: slot.state }),
    ),
    ...unlessFound(findings, aboutRegistration, () =>
      runs ? check[registered]('service-registered', { service }, connection.reason ?? '') : null,
    ),
    ...unlessFound(findings, ['service-metadata', 'service-data-incomplete'], () =>
      away ? null : check[identity === null ? 'unknown' : 'pass']('data-in-order', { service }, identity ?? ''),
    ),
  ]
}

/** Each identity of which two sources say what can't both be; the others are one line, and those that no node spoke of another. */
export function identityChecks(rows: readonly IdentityRow[]): readonly { readonly row: IdentityRow | null; readonly check: Check }[] {
  const isOdd = ({ state }: IdentityRow): boolean => stateLooks[state].mark === 'disagree'
  const isUnknown = ({ cell }: IdentityRow): boolean => cell.post === 'unreachable' || cell.key === 'unknown'
  const { odd = [], unknown = [], agree = [] } = Object.groupBy(rows, (row) => (isOdd(row) ? 'odd' : isUnknown(row) ? 'unknown' : 'agree'))
  const together = (verdict: 'pass' | 'unknown', { length }: readonly IdentityRow[]) =>
    length === 0 ? [] : [{ row: null, check: check[verdict]('identity-agrees', { count: String(length) }, '') }]
  return [
    ...odd.map((row) => ({ row, check: check.fail('identity-agrees', { name: row.name, id: row.id, state: row.state }, row.id) })),
    ...together('unknown', unknown),
    ...together('pass', agree),
  ]
}

/** All keys: what is wrong with copies, folders in which nothing is known, and how many are in order. */
export function keyChecks({ keys, inventory }: Pick<State, 'keys' | 'inventory'>): Check[] {
  const rows = Object.values(keys)
  const sound = rows.filter(({ checks }) => checks.every(({ verdict }) => verdict === 'pass')).length
  const unread = inventory?.unread ?? []
  const isLooked = inventory?.lookedAt != null && inventory.looking === null
  return [
    ...rows.flatMap(({ name, checks }) => checks.map((one) => ({ ...one, values: { name, ...one.values } }))),
    ...unread.map(({ path, detail }) => check.unknown('keys-folder-unread', { path }, detail)),
    // What an earlier look found is no word about what lies there now.
    ...(isLooked ? [] : [check.unknown('keys-in-order')]),
    ...(isLooked && sound > 0 ? [check.pass('keys-in-order', { count: String(sound) }, '')] : []),
  ]
}
