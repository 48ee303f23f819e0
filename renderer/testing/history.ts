import type { EpochCell, EpochOutcome, ProofSeen } from '../../electron/contract/model/history.ts'
import { galleryNow } from './rig.ts'
import { idOf } from './rows.ts'

const epochs = 27
const newest = 61
const others: Readonly<Record<number, EpochOutcome>> = {
  41: 'not-seen',
  42: 'not-seen',
  48: 'missed',
  49: 'not-registered',
  53: 'not-seen',
  56: 'late',
  57: 'not-registered',
  58: 'unknown',
  61: 'open',
}

/** Epochs of every kind. */
const epochCells: readonly EpochCell[] = Array.from({ length: epochs }, (_, place) => {
  const epoch = newest - epochs + 1 + place
  return { epoch: epoch as EpochCell['epoch'], is: others[epoch] ?? 'published' }
})

const hour = 3_600_000
/** Newest first, as they are answered. */
const proofsSeen: readonly ProofSeen[] = epochCells.toReversed().flatMap(({ epoch, is }, place): ProofSeen[] => {
  if (is === 'not-seen' || is === 'open' || is === 'not-registered') return []
  const began = galleryNow - place * 14 * 24 * hour
  const fast = 142_000_000 + ((epoch * 37) % 11) * 6_000_000
  return [
    {
      epoch,
      began: began as ProofSeen['began'],
      ended: (began + (6 + (epoch % 3)) * hour) as ProofSeen['ended'],
      how: is === 'missed' ? 'failed' : 'published',
      passes: epoch % 7 === 0 ? 3 : 1,
      bytesPerSecond: epoch === 46 || epoch === 58 ? null : epoch === 56 ? 68_000_000 : fast,
      bytes: null,
      source: 'operator',
    },
  ]
})

const ago = (minutes: number) => (galleryNow - minutes * 60_000) as ProofSeen['began'] & number
const what = { identity: idOf('diskE_post1'), name: 'diskE_post1' }
const event = { is: 'node-event', node: 'attic', identity: what.identity, failure: false, help: '', fields: {} }
const remembered = {
  entries: [
    { key: '5', at: ago(25), what: { ...event, event: 'post-start' } },
    { key: '4', at: ago(26), what: { is: 'state-changed', ...what, from: 'waiting', to: 'due' } },
    { key: '3', at: ago(900), what: { ...event, event: 'eligible' } },
    { key: '2', at: ago(20_000), what: { is: 'epoch-kept', ...what, epoch: 60 } },
    { key: '1', at: ago(20_300), what: { is: 'proof-progressed', ...what, epoch: 60, step: 'done' } },
  ],
  more: false,
  gaps: [
    { node: 'attic', cause: 'not-followed', since: ago(400), until: ago(390) },
    { node: null, cause: 'killed', since: ago(800), until: ago(790) },
  ],
  forgotten: ago(50_000),
}

/** What the history answers; a function: to what it is asked. */
export const history: Readonly<Record<string, unknown>> = {
  'history.strips': ({ ids }: { readonly ids: readonly string[] }) =>
    ids.map((id, place) => ({ id, cells: epochCells.slice(-12 + (place % 3) * 4) })),
  'history.grid': { cells: epochCells },
  'history.proofs': { proofs: proofsSeen },
  'history.events': remembered,
  'history.earned': { atxs: [], rewards: [], paid: { layers: 0, total: '0' }, forgotten: { epoch: null, layer: null } },
}
