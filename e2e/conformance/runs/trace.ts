/** One event of a node, reduced to what decides: its kind, the names of its fields, whether it tells a failure. */
export interface SeenEvent {
  readonly kind: string
  readonly fields: readonly string[]
  readonly failure: boolean
  /** Hex id, null for events of the node. */
  readonly smesher: string | null
}

interface Row {
  readonly [column: string]: unknown
}

/** A table of local.sql as it stood when it was looked at. */
export interface TableSample {
  readonly table: string
  readonly rows: readonly Row[]
}

export interface StatusSample {
  readonly service: string
  /** Body of the answer, null while nobody answered. */
  readonly body: string | null
}

/** One Register call: its messages in order and how it ended. */
export interface RegisterCall {
  readonly messages: readonly { readonly fromNode: boolean; readonly message: object }[]
  readonly end: string
}

/** All that was seen of one node during a run. */
export interface NodeRecord {
  readonly events: readonly SeenEvent[]
  /** Samples of PostStates: key file name to state. */
  readonly states: readonly Readonly<Record<string, string>>[]
  readonly tables: readonly TableSample[]
  readonly calls: readonly RegisterCall[]
}

/** Hex id to the name used in the run. */
export type Names = ReadonlyMap<string, string>
export type Facts = Record<string, unknown>

/** Without repetitions of the same thing in a row. */
export const collapse = <Item>(items: readonly Item[]): readonly Item[] =>
  items.filter((item, index) => index === 0 || JSON.stringify(item) !== JSON.stringify(items[index - 1]))

const nameOf = (names: Names, id: string): string =>
  [...names].find(([known]) => known.startsWith(id) || id.startsWith(known))?.[1] ?? 'foreign'

/** Events that come by chance (who is eligible in which layer) or by the state of consensus: only their form is compared. */
const BY_CHANCE = new Set(['proposal', 'eligibilities', 'beacon'])

/** Per identity the order of events with the names of their fields; for events by chance their forms alone. */
export function eventFacts(events: readonly SeenEvent[], names: Names): Facts {
  const facts: Facts = {}
  const show = ({ kind, fields, failure }: SeenEvent) => `${kind}(${fields.toSorted().join(' ')})${failure ? ' failed' : ''}`
  const ordered = events.filter(({ kind }) => !BY_CHANCE.has(kind))
  for (const [owner, list] of Map.groupBy(ordered, ({ smesher }) => (smesher === null ? 'the node' : nameOf(names, smesher))))
    facts[`events of ${owner}`] = owner === 'the node' ? [...new Set(list.map(show))].toSorted() : list.map(show)
  for (const kind of BY_CHANCE) {
    const forms = [...new Set(events.filter((event) => event.kind === kind).map(show))].toSorted()
    if (forms.length > 0) facts[`form of ${kind}`] = forms
  }
  return facts
}

/** Per key file the order of its states. */
export function stateFacts(samples: NodeRecord['states']): Facts {
  const files = new Set(samples.flatMap((sample) => Object.keys(sample)))
  return Object.fromEntries([...files].map((file) => [`states of ${file}`, collapse(samples.flatMap((sample) => sample[file] ?? []))]))
}

const formOf = (body: string): string => body.replace(/\d+/g, 'N')

/** A service that is asked at once after its start is idle for less than a look. */
const withoutBriefIdle = (states: readonly string[]): readonly string[] =>
  states.filter((state, index) => !(state === 'idle' && states[index - 1] === 'off' && states[index + 1] === 'proving'))

/** Per service the order of its states, done folded into proving as it may last less than a look; and the forms of the bodies. */
export function statusFacts(samples: readonly StatusSample[]): Facts {
  const facts: Facts = {}
  for (const [service, list] of Map.groupBy(samples, (sample) => sample.service)) {
    const coarse = list.flatMap(({ body }) => (body === null ? ['off'] : body === '"Idle"' ? ['idle'] : ['proving']))
    facts[`status of ${service}`] = withoutBriefIdle(collapse(coarse))
  }
  facts['forms of /status'] = [...new Set(samples.flatMap(({ body }) => (body === null ? [] : [formOf(body)])))].toSorted()
  return facts
}

/** What decides of a row of each table that belongs to an identity. */
const STAGES: Readonly<Record<string, (row: Row) => string>> = {
  post: (row) => `units ${String(row.num_units)}`,
  challenge: (row) =>
    `epoch ${String(row.epoch)}${row.post_nonce === null ? '' : ' with initial proof'}${row.poet_proof_ref === null ? '' : ' with PoET proof'}`,
  poet_registration: (row) => `round ${String(row.round_id)}`,
}

/** Tables whose rows may live shorter than a look takes: only their columns are compared. */
const FLEETING = ['nipost']

const idOf = ({ id, node_id: nodeId }: Row): string => (typeof id === 'string' ? id : typeof nodeId === 'string' ? nodeId : '')

/** Per identity and table the order of stages, `none` when there is no row; and the columns of each table. */
export function rowFacts(samples: readonly TableSample[], names: Names): Facts {
  const facts: Facts = {}
  for (const [table, list] of Map.groupBy(samples, (sample) => sample.table)) {
    const rows = list.flatMap((sample) => sample.rows)
    const [first] = rows
    if (first !== undefined && (STAGES[table] !== undefined || FLEETING.includes(table))) facts[`columns of ${table}`] = Object.keys(first)
    const stage = STAGES[table]
    if (stage === undefined) continue
    for (const id of new Set(rows.map(idOf))) {
      const stages = list.map((sample) => sample.rows.filter((row) => idOf(row) === id).map(stage))
      facts[`rows in ${table} of ${nameOf(names, id)}`] = collapse(stages.map((own) => own.join(', ') || 'none'))
    }
  }
  return facts
}

const paths = (value: unknown, prefix = ''): readonly string[] =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0
    ? Object.entries(value).flatMap(([key, inner]) => paths(inner, `${prefix}${prefix === '' ? '' : '.'}${key}`))
    : [prefix]

/** Fields whose value may be zero, which the wire leaves out: their absence says nothing. */
const MAY_BE_ZERO = new Set(['genProof.proof.pow', 'genProof.proof.nonce', 'genProof.metadata.meta.nonce', 'metadata.meta.nonce'])

const stepOf = ({ fromNode, message }: RegisterCall['messages'][number]): string => {
  const fields = paths(message).filter((path) => !MAY_BE_ZERO.has(path))
  return `${fromNode ? 'node' : 'service'}: ${fields.toSorted().join(' ')}`
}

/** Questions that were answered with "still working" come as often as the proof takes: one stands for all. */
function withoutRepeatedPolls(steps: readonly string[]): readonly string[] {
  const kept: string[] = []
  for (const step of steps) {
    kept.push(step)
    const [first, second, third, fourth] = kept.slice(-4)
    if (first !== undefined && first === third && second === fourth) kept.splice(-2)
  }
  return kept
}

function ownerOf(call: RegisterCall, names: Names): string | null {
  for (const { message } of call.messages) {
    const meta = 'metadata' in message ? message.metadata : null
    const inner = typeof meta === 'object' && meta !== null && 'meta' in meta ? meta.meta : null
    const id = typeof inner === 'object' && inner !== null && 'nodeId' in inner ? String(inner.nodeId) : null
    if (id !== null) return nameOf(names, id)
  }
  return null
}

/** Per identity its calls in order: messages with their fields, and the end; calls that never got through are left out. */
export function wireFacts(calls: readonly RegisterCall[], names: Names): Facts {
  const known = calls.flatMap((call) => {
    const owner = ownerOf(call, names)
    return owner === null ? [] : [{ owner, shown: [...withoutRepeatedPolls(call.messages.map(stepOf)), call.end] }]
  })
  return Object.fromEntries(
    [...Map.groupBy(known, ({ owner }) => owner)].map(([owner, list]) => [`calls of ${owner}`, collapse(list.map(({ shown }) => shown))]),
  )
}

/** Facts that need something to have come by chance: absent on one side they say nothing. */
export const mayBeAbsent = (fact: string): boolean => /form of (?:proposal|eligibilities|beacon)$|columns of nipost$/.test(fact)

/** All facts of one node, each name prefixed. */
export function nodeFacts(record: NodeRecord, names: Names, prefix: string): Facts {
  const facts = {
    ...eventFacts(record.events, names),
    ...stateFacts(record.states),
    ...rowFacts(record.tables, names),
    ...wireFacts(record.calls, names),
  }
  return Object.fromEntries(Object.entries(facts).map(([name, value]) => [`${prefix}${name}`, value]))
}
