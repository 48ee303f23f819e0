import type { RigName, SmesherId } from '../contract/model/basics.ts'
import type { IdentityRow, Progress } from '../contract/model/identity.ts'
import { type KeyEntry, shownState, stateOf } from '../identities/index.ts'
import type { EpochEvidence } from './epoch-evidence.ts'
import { evidenceOf, type PollRates } from './evidence.ts'
import { factsOf, type IdentityFacts, indexServices, type Look } from './identity-facts.ts'
import { type IdentityMemory, seeState } from './identity-memory.ts'
import { loggedProgress, noProgress, progressOf } from './progress.ts'
import type { ReturnedKey } from './returned-key.ts'
import type { RigMemory } from './rig-memory.ts'
import { isRunning } from './service-memory.ts'
import type { RowSources } from './sight-rows.ts'

/** What the sources say of one identity. What follows from it with the clock, the findings and its history is told elsewhere, once. */
export type SeenRow = Omit<IdentityRow, 'clock' | 'standing' | 'epochs' | 'unseenLoss' | 'act' | 'attention'>

type KeyFileRow = IdentityRow['keyFiles'][number]

const stateOfFile: Readonly<Record<KeyEntry['place'], KeyFileRow['state']>> = {
  loaded: 'loadable',
  retired: 'retired',
  'passed-over': 'elsewhere',
  'sub-folder': 'elsewhere',
  folder: 'elsewhere',
  elsewhere: 'elsewhere',
}

/** Every copy of the key that was seen, wherever it lies. */
function keyFiles({ rig, index }: Look, { id, host, defective }: IdentityFacts): KeyFileRow[] {
  const files = [...rig.nodes.values()].flatMap(({ heard, entries }) =>
    (entries.get(id) ?? []).map(
      (entry): KeyFileRow => ({ path: entry.path, node: heard.name, state: stateOfFile[entry.place], defect: null }),
    ),
  )
  const copies = index.copies.get(id) ?? []
  const broken: KeyFileRow[] =
    defective === null ? [] : [{ path: defective.path, node: host?.heard.name ?? null, state: 'defective', defect: defective.defect }]
  return [...files, ...broken, ...copies.map((copy): KeyFileRow => ({ path: copy.path, node: null, state: 'elsewhere', defect: null }))]
}

/** As it is shown: without the extension, and without control characters or marks that turn the writing around. */
function shownName(name: string): string {
  const plain = name.replaceAll(/\p{C}/gu, '')
  return plain.endsWith('.key') && plain.length > 4 ? plain.slice(0, -4) : plain
}

/** Its key file's name, its service's name, else the beginning of its id. */
function fileNameOf({ id, memory, host, service }: IdentityFacts): string {
  const file = host === null ? undefined : memory.names.get(host.heard.name)
  if (file !== undefined && file !== 'local.key') return shownName(file)
  return service?.place.name ?? (file === undefined ? id.slice(0, 6) : 'local')
}

/** What a person calls it stands before all of them, which stay beside it. */
function namesOf({ given }: RigMemory, id: SmesherId, fileName: string): Pick<SeenRow, 'name' | 'fileName' | 'note'> {
  const { name = null, note = null } = given.get(id) ?? {}
  return { ...(name === null ? { name: fileName } : { name, fileName }), ...(note === null ? {} : { note }) }
}

function progressFor({ service, cell }: IdentityFacts): Progress {
  if (service === null || cell.operator === 'foreign') return noProgress
  const totalBytes = service.data?.sizeBytes ?? null
  const isSilent = cell.operator === 'off' || cell.operator === 'unreachable'
  // What stands in the log of a run that is over is no progress.
  if (isSilent && isRunning(service) && service.row?.logged !== undefined) return loggedProgress(service.row.logged.at(-1), totalBytes)
  return cell.operator === 'off' ? noProgress : progressOf(service.status, service.track, totalBytes)
}

const named = (diskName: string | undefined) => (diskName === undefined ? {} : { diskName })

/** The row of an identity of which nothing could be made out; what a person knows it by is kept from the row before. */
function faultRow(rig: RigMemory, { id, ban, life, lastAtx }: IdentityMemory, before?: SeenRow): SeenRow {
  const state = stateOf('fault')
  return {
    id,
    ...namesOf(rig, id, before?.fileName ?? before?.name ?? id.slice(0, 6)),
    node: before?.node ?? null,
    service: before?.service ?? null,
    keyFiles: before?.keyFiles ?? [],
    dataFolder: before?.dataFolder ?? null,
    disk: before?.disk ?? null,
    ...named(before?.diskName),
    numUnits: null,
    sizeBytes: null,
    cell: { key: 'absent', post: 'unreachable', operator: 'off', event: 'none' },
    overlay: 'fault',
    state: state.key,
    tone: state.tone,
    since: null,
    evidence: [],
    progress: noProgress,
    ban,
    life: { step: life.step, done: [...life.done] },
    lastAtx,
  }
}

/** What all sources together say of one identity, and the state that is shown of it. */
export interface StateSeen extends ReturnType<typeof shownState> {
  readonly facts: IdentityFacts
}

/** Puts the sources of an identity side by side. Changes nothing: since when a state is shown is for `seeState` to remember. */
export function stateSeen(look: Look, memory: IdentityMemory): StateSeen {
  const facts = factsOf(look, memory)
  return { facts, ...shownState(facts.cell, facts.overlay) }
}

/** The row of the contract for one identity. Changes nothing. */
export function identityRow(look: Look, { facts, overlay, state }: StateSeen, rates: PollRates): SeenRow {
  const { memory, host, service, cell } = facts
  return {
    id: facts.id,
    ...namesOf(look.rig, facts.id, fileNameOf(facts)),
    node: host?.heard.name ?? null,
    service: service?.place.name ?? null,
    keyFiles: keyFiles(look, facts),
    dataFolder: service?.place.dataFolder ?? null,
    disk: service?.data?.disk ?? null,
    ...named(service?.data?.diskName),
    numUnits: service?.data?.numUnits ?? null,
    sizeBytes: service?.data?.sizeBytes ?? null,
    cell,
    overlay,
    state: state.key,
    tone: state.tone,
    since: (memory.shown?.key === state.key ? memory.shown.since : null) as IdentityRow['since'],
    evidence: evidenceOf(facts, { now: look.now, rates }),
    progress: progressFor(facts),
    ban: memory.ban,
    life: { step: memory.life.step, done: [...memory.life.done] },
    lastAtx: memory.lastAtx,
  }
}

/** What is known of an identity beside its row; the same object while nothing of it was heard. */
export interface IdentitySight {
  readonly epochs: EpochEvidence
  /** Since when every event of its node was heard; `null` while that is not so. */
  readonly unbrokenSince: number | null
  /** When its state was first seen to be what it is. */
  readonly shownAt: number
  /** Old copies of its key that are or were seen where a move had taken it away. */
  readonly returned?: readonly ReturnedKey[]
  /** What its node's `local.sql` held of it when that node last stood still; nothing is known of one that runs. */
  readonly rows?: IdentityMemory['rows']
}

const none: readonly ReturnedKey[] = []

export const sightOf = (rig: RigMemory, { postNode, epochs, shown, returned, rows }: IdentityMemory): IdentitySight => ({
  epochs,
  unbrokenSince: rig.nodes.get(postNode ?? ('' as RigName))?.heard.streamSince ?? null,
  shownAt: shown?.at ?? 0,
  returned: returned.size === 0 ? none : [...returned.values()],
  rows,
})

const byName = (left: SeenRow, right: SeenRow): number =>
  left.name < right.name ? -1 : left.name > right.name ? 1 : left.id < right.id ? -1 : 1

/** What left the settings with its node or service, or was only named by somebody, is not of this rig. */
const isOfRig = ({ id, node, service, keyFiles, overlay }: SeenRow, rig: RigMemory): boolean =>
  node !== null || service !== null || keyFiles.length > 0 || overlay === 'fault' || rig.identities.get(id)?.returned.size !== 0

/** A row, and what is known of its identity beside it: another object whenever either may be another. */
interface Known {
  readonly row: SeenRow
  readonly sight: IdentitySight
}

/** Takes in what its sources say together, then builds its row. */
function seeRow(look: Look, memory: IdentityMemory, { sources, before }: { sources: RowSources; before: SeenRow | undefined }): SeenRow {
  const { failed, went } = sources.faults.barrier(`identity ${memory.id}`, 'row')
  try {
    const seen = stateSeen(look, memory)
    seeState(memory, seen.state.key, look.now)
    const row = identityRow(look, seen, sources.rates)
    went?.()
    return row
  } catch (error) {
    failed(error)
    return faultRow(look.rig, memory, before)
  }
}

/** Takes in what was heard of some; whether which rows there are, or their order, became another. */
function takeIn(all: Map<SmesherId, Known>, heard: ReadonlySet<SmesherId> | 'all', sources: RowSources): boolean {
  const { rig, now } = sources
  const look = { rig, index: indexServices(rig), now }
  let reordered = false
  for (const id of heard === 'all' ? rig.identities.keys() : heard) {
    const memory = rig.identities.get(id)
    if (memory === undefined) continue
    const before = all.get(id)?.row
    const row = seeRow(look, memory, { sources, before })
    all.set(id, { row, sight: sightOf(rig, memory) })
    reordered ||= before?.name !== row.name || isOfRig(before, rig) !== isOfRig(row, rig)
  }
  return reordered
}

/** Rows of the identities, kept until something was heard that may change them. */
export function createIdentityRows() {
  const all = new Map<SmesherId, Known>()
  let changed: Set<SmesherId> | 'all' = 'all'
  /** As last shown, in order, and the place of each. */
  let shown: readonly SeenRow[] = []
  let places = new Map<SmesherId, number>()
  const order = (rig: RigMemory) => {
    shown = [...all.values()].flatMap(({ row }) => (isOfRig(row, rig) ? [row] : [])).sort(byName)
    places = new Map(shown.map(({ id }, place) => [id, place]))
  }
  const replace = (ids: Iterable<SmesherId>) => {
    const next = [...shown]
    for (const id of ids) {
      const [place, row] = [places.get(id), all.get(id)?.row]
      if (place !== undefined && row !== undefined) next[place] = row
    }
    shown = next
  }
  return {
    changed: (ids: Iterable<SmesherId> | 'all') => {
      if (ids === 'all') changed = 'all'
      else if (changed !== 'all') for (const id of ids) changed.add(id)
    },
    /** Takes in what was heard of identities since. */
    settle: (sources: RowSources) => {
      const heard = changed
      if (heard !== 'all' && heard.size === 0) return
      changed = new Set()
      const reordered = takeIn(all, heard, sources)
      if (heard === 'all' || reordered) order(sources.rig)
      else replace(heard)
    },
    /** Ordered by name, then by id; the same list, and the same rows in it, while nothing was heard. */
    rows: (): readonly SeenRow[] => shown,
    sight: (id: SmesherId): IdentitySight | null => all.get(id)?.sight ?? null,
  }
}
