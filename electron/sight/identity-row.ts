import type { IdentityRow, Progress } from '../contract/model/identity.ts'
import { type KeyEntry, shownState, stateOf } from '../identities/index.ts'
import { evidenceOf, type PollRates } from './evidence.ts'
import { factsOf, type IdentityFacts, type Look } from './identity-facts.ts'
import type { IdentityMemory } from './identity-memory.ts'
import { noProgress, progressOf } from './progress.ts'

/** What the sources say of one identity. What follows from it with the clock, the findings and its history is told elsewhere, once. */
export type SeenRow = Omit<IdentityRow, 'clock' | 'standing' | 'epochs' | 'act' | 'attention'>

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

/** What a person calls it: its key file's name, its service's name, else the beginning of its id. */
function nameOf({ id, memory, host, service }: IdentityFacts): string {
  const file = host === null ? undefined : memory.names.get(host.heard.name)
  if (file !== undefined && file !== 'local.key') return shownName(file)
  return service?.place.name ?? (file === undefined ? id.slice(0, 6) : 'local')
}

function progressFor({ service, cell }: IdentityFacts): Progress {
  if (service === null || cell.operator === 'off' || cell.operator === 'foreign') return noProgress
  return progressOf(service.status, service.track, service.data?.sizeBytes ?? null)
}

/** The row of an identity of which nothing could be made out; what a person knows it by is kept from the row before. */
export function faultRow({ id, ban, life, lastAtx }: IdentityMemory, before?: SeenRow): SeenRow {
  const state = stateOf('fault')
  return {
    id,
    name: before?.name ?? id.slice(0, 6),
    node: before?.node ?? null,
    service: before?.service ?? null,
    keyFiles: before?.keyFiles ?? [],
    dataFolder: before?.dataFolder ?? null,
    disk: before?.disk ?? null,
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
    name: nameOf(facts),
    node: host?.heard.name ?? null,
    service: service?.place.name ?? null,
    keyFiles: keyFiles(look, facts),
    dataFolder: service?.place.dataFolder ?? null,
    disk: service?.data?.disk ?? null,
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
