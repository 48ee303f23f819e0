import type { Instant } from '../contract/model/basics.ts'
import { type Happening, MoveRest, type ProofStep, type What, type WhatOf } from '../contract/model/happening.ts'
import type { EpochStanding, IdentityRow, KeyFileSeen } from '../contract/model/identity.ts'
import type { KeyRow } from '../contract/model/key-copies.ts'
import type { BatchRow } from '../contract/model/migration.ts'
import type { NodeRow, SlotRow } from '../contract/model/rig.ts'
import type { Collection, RowOf, State, StatePatch } from '../contract/state.ts'

type Pair<Row> = readonly [before: Row, after: Row]
/** What changed, of what, and when where that is known better than by when it was seen. */
type Fact = { readonly of: string; readonly what: What; readonly at?: number | null }

/** Rows that were there before and are others now. What comes was so before anybody looked: nothing is told of it. */
function pairs<Name extends Collection>(name: Name, before: State, patch: StatePatch): Pair<RowOf<Name>>[] {
  const rows = before[name] as Readonly<Record<string, RowOf<Name>>>
  const changed = (patch[name] ?? {}) as Readonly<Record<string, RowOf<Name> | null>>
  return Object.entries(changed).flatMap(([key, after]): Pair<RowOf<Name>>[] => {
    const was = rows[key]
    return was === undefined || after === null || was === after ? [] : [[was, after]]
  })
}

const wantsProof: readonly EpochStanding[] = ['due', 'proving', 'late']

/** How far the proof of the epoch that counts is; `null` where none is wanted or nothing is known of it. */
function stepOf({ standing, cell, progress }: IdentityRow): ProofStep | null {
  if (!wantsProof.includes(standing.is)) return null
  // While a proof is still wanted it was another one that was taken.
  if (cell.event === 'complete' && cell.post === 'idle') return 'taken'
  if (cell.event === 'failed') return 'failed'
  if (progress.phase === 'done') return 'done'
  // A node says that it asked; of a service that does not answer nobody knows that it began.
  return (cell.event === 'post_start' && cell.operator !== 'unreachable') || progress.phase !== 'none' ? 'began' : null
}

function proofStep([before, after]: Pair<IdentityRow>): ProofStep | null {
  const [was, step] = [stepOf(before), stepOf(after)]
  if (step === was || before.standing.epoch !== after.standing.epoch) return null
  // Collected by its node it is neither done nor taken for a moment; and what is met at work began earlier.
  if (step === 'began') return was === 'failed' || (was === null && before.standing.is !== 'unknown') ? step : null
  // A failure without a beginning is of an earlier proof.
  return step === 'failed' && was === null ? null : step
}

const toldOf = ({ standing, epochs }: IdentityRow, epoch: number): EpochStanding | undefined =>
  standing.epoch === epoch ? standing.is : epochs.find((one) => one.epoch === epoch)?.is

/** Its last pass, as its service was last seen to make it: how often it read all its data, and how fast. */
const passSeen = ({ phase, pass, bytesPerSecond, readBytes = null, source }: IdentityRow['progress']) =>
  phase === 'reading' || phase === 'k2pow' ? { seen: { pass, bytesPerSecond, ...(source && { bytes: readBytes, source }) } } : {}

function ofEpochs([before, after]: Pair<IdentityRow>): Fact[] {
  const { id: identity, name, standing, epochs, lastAtx } = after
  return [standing, ...epochs].flatMap(({ epoch, is }): Fact[] => {
    if (epoch === null || (is !== 'published' && is !== 'published-late' && is !== 'missed')) return []
    const was = toldOf(before, epoch)
    if (was === undefined || was === is) return []
    const fact = { of: `${identity} ${epoch}`, at: lastAtx?.publishEpoch === epoch ? lastAtx.at : null }
    // Between two looks a proof may be done, taken and published.
    const of = { identity, name, epoch, ...(before.standing.epoch === epoch ? passSeen(before.progress) : {}) }
    if (is === 'published') return [{ ...fact, what: { is: 'epoch-kept', ...of } }]
    return [{ ...fact, what: { is: 'epoch-lost', ...of, as: is } }]
  })
}

/** How a key lies is told where it is, or was, in danger. */
const inDanger: readonly KeyFileSeen[] = ['duplicate', 'defective', 'absent']

/** Before all places were looked at once, nobody knows what was so already. */
function ofKey([before, after]: Pair<IdentityRow>, { inventory }: Pick<State, 'inventory'>): Fact[] {
  const { id: identity, name, cell } = after
  const [from, to] = [before.cell.key, cell.key]
  if (from === to || (inventory?.lookedAt ?? null) === null || !(inDanger.includes(from) || inDanger.includes(to))) return []
  // A move takes the file away and brings it back, and tells of itself.
  if (before.overlay === 'held-by-migration' || after.overlay === 'held-by-migration') return []
  // That nothing could be read before is no sign that it lay otherwise.
  return from === 'unknown' && to === 'absent' ? [] : [{ of: identity, what: { is: 'key-changed', identity, name, from, to } }]
}

/** Whether a folder that no row of an identity speaks of would load a key that is loaded elsewhere. */
const isTwiceUnseen = ({ checks, copies }: KeyRow): boolean =>
  checks.some(({ id, verdict }) => id === 'key-loadable-twice' && verdict === 'fail') &&
  new Set(copies.flatMap(({ place, node }) => (place === 'loaded' && node !== null ? [node] : []))).size < 2

function ofCopies([before, after]: Pair<KeyRow>, { inventory }: Pick<State, 'inventory'>): Fact[] {
  const { identity, name } = after
  const [was, is] = [isTwiceUnseen(before), isTwiceUnseen(after)]
  if (identity === null || was === is || (inventory?.lookedAt ?? null) === null) return []
  const [from, to] = is ? (['ok', 'duplicate'] as const) : (['duplicate', 'ok'] as const)
  return [{ of: identity, what: { is: 'key-changed', identity, name, from, to } }]
}

/** In the order in which one follows from another: what is over, the proof, what came of it. */
function ofIdentity(pair: Pair<IdentityRow>, before: State): Fact[] {
  const [was, { id: identity, name, standing, state, ban }] = pair
  const epochs = Map.groupBy(ofEpochs(pair), ({ what }) => 'epoch' in what && what.epoch === standing.epoch)
  const step = proofStep(pair)
  const facts: What[] =
    step === null || standing.epoch === null
      ? []
      : [{ is: 'proof-progressed', identity, name, epoch: standing.epoch, step, ...passSeen(was.progress) }]
  const after: What[] = [
    ...(was.state === state ? [] : [{ is: 'state-changed', identity, name, from: was.state, to: state } as const]),
    ...(was.ban.state === 'not-proven' && ban.state === 'banned' ? [{ is: 'ban-found', identity, name } as const] : []),
  ]
  const tell = (what: What): Fact => ({ of: identity, what })
  return [...(epochs.get(false) ?? []), ...ofKey(pair, before), ...facts.map(tell), ...(epochs.get(true) ?? []), ...after.map(tell)]
}

type Program = Pick<WhatOf<'run-started'>, 'kind' | 'name'>

function ofRun({ kind, name }: Program, [before, after]: Pair<SlotRow | null>): Fact[] {
  if (before === null || after === null) return []
  const of = `${kind} ${name}`
  const { startedAt, lastEnd } = after
  const started = startedAt !== null && startedAt !== before.startedAt
  const ended = lastEnd !== null && lastEnd.at !== before.lastEnd?.at
  const { meaning = 'unknown', exit = null, signal = null, by = 'unknown' } = lastEnd ?? {}
  return [
    ...(ended ? [{ of, at: lastEnd.at, what: { is: 'run-ended', kind, name, end: { meaning, exit, signal, by } } } as const] : []),
    ...(started ? [{ of, at: startedAt, what: { is: 'run-started', kind, name } } as const] : []),
  ]
}

function ofNode([before, after]: Pair<NodeRow>): Fact[] {
  const { name, reach } = after
  const runs = ofRun({ kind: 'node', name }, [before.slot, after.slot])
  if (reach === before.reach || before.reach === 'unknown') return runs
  return [...runs, { of: name, what: { is: 'reach-changed', node: name, to: reach } }]
}

function ofBatch([before, after]: Pair<BatchRow>): Fact[] {
  const { batch, identityName: name, source, target } = after
  const state = after.state === before.state ? undefined : MoveRest.safeParse(after.state).data
  const move = { batch, name, source, target }
  const isConfirmed = after.confirmation?.confirmed === true && before.confirmation?.confirmed !== true
  return [
    ...(state === undefined ? [] : [{ of: batch, what: { is: 'batch-entered', ...move, state } } as const]),
    ...(isConfirmed ? [{ of: batch, what: { is: 'batch-confirmed', ...move } } as const] : []),
  ]
}

/**
 * What a change of the state says that happened: the one place where two states are held against each other. Of one look in the order
 * in which it came: by its own moment where that is known, else what programs did, what follows for identities, and what moves come to.
 */
export const happened = (before: State, patch: StatePatch, now: number): Happening[] =>
  [
    ...pairs('services', before, patch).flatMap(([was, { name, slot }]) => ofRun({ kind: 'service', name }, [was.slot, slot])),
    ...pairs('nodes', before, patch).flatMap(ofNode),
    ...pairs('keys', before, patch).flatMap((pair) => ofCopies(pair, before)),
    ...pairs('identities', before, patch).flatMap((pair) => ofIdentity(pair, before)),
    ...pairs('batches', before, patch).flatMap(ofBatch),
  ]
    .map(({ of, what, at }) => ({ key: `${at ?? now} ${what.is} ${of}`, at: (at ?? now) as Instant, what }))
    .sort((one, other) => one.at - other.at)
