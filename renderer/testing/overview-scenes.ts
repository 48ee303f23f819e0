import type { Epoch } from '../../electron/contract/model/basics.ts'
import type { IdentityRow } from '../../electron/contract/model/identity.ts'
import type { State } from '../../electron/contract/state.ts'
import { happenings } from './happenings.ts'
import { manyIdentities } from './identities.ts'
import { attic, home, killed, standing } from './programs.ts'
import { emptyState, galleryNow } from './rig.ts'
import { idOf, instant } from './rows.ts'
import type { Scene } from './scenes.ts'
import { awayRisks, calmIdentities, manyRisks, oneRisk, verdict } from './verdicts.ts'

const rowsOf = (change: (row: IdentityRow) => IdentityRow): State['identities'] =>
  Object.fromEntries(Object.values(calmIdentities).map((row) => [row.id, change(row)]))

/** The second node has ended: what it last said of its two identities is old. */
const withoutAttic = (calm: State): State => ({
  ...calm,
  verdict: verdict({ calm: false, needs: 2, tone: 'bad', onCourse: 8 }),
  nodes: { home, attic: { ...attic, reach: 'silent', seenAt: instant(galleryNow - 360_000), slot: standing('ended', null, killed) } },
  identities: rowsOf((row) => (row.node === 'attic' ? { ...row, state: 'node-ended', tone: 'bad', attention: true } : row)),
  alerts: oneRisk,
})

/** The second node is down for long: its lane stands, and its identities lost what nobody has seen yet. */
const afterAway = (one: State): State => ({
  ...one,
  alerts: awayRisks,
  identities: Object.fromEntries(
    Object.values(one.identities).map((row) => [
      row.id,
      row.node === 'attic' ? { ...row, clock: null, unseenLoss: { epochs: 17, from: 45 as Epoch, to: 61 as Epoch } } : row,
    ]),
  ),
})

/** Nothing is open, and of a part of the rig nothing is known. */
const unsure = (calm: State): State => ({
  ...calm,
  verdict: verdict({ calm: false, unknown: 2, why: 'unknown', tone: 'idle', onCourse: 8, provenAt: instant(galleryNow - 190_000) }),
  identities: rowsOf((row) =>
    row.node === 'attic'
      ? { ...row, state: 'node-silent', tone: 'idle', standing: { ...row.standing, is: 'unknown' }, lastAtx: null, disk: null }
      : row,
  ),
})

/** Between two gaps, with every ATX of the epoch out. */
const waiting = (calm: State, between: number): State => ({
  ...calm,
  verdict: verdict({ provenAt: instant(between - 3000) }),
  identities: rowsOf((row) => ({
    ...row,
    state: 'published',
    tone: 'good',
    cell: { ...row.cell, post: 'idle', operator: 'idle', event: 'published' },
    standing: { ...row.standing, is: 'published' },
    lastAtx: row.lastAtx ?? { publishEpoch: 61 as Epoch, at: instant(galleryNow + 3_600_000) },
    progress: { ...row.progress, phase: 'none', expectedAt: null, bytesPerSecond: null },
  })),
})

const empty: State = {
  ...emptyState,
  rig: { ...emptyState.rig, kind: 'own' },
  verdict: verdict({ calm: false, why: 'nothing-there', onCourse: 0, provenAt: null }),
}

interface Rigs {
  readonly rig: State
  readonly calm: State
  /** A moment between two gaps. */
  readonly between: number
}

/** The overview: calm in the gap and between two, with one risk and with many, with what is not known, and of nothing at all. */
export function overviewScenes({ rig, calm, between }: Rigs): Readonly<Record<string, Scene>> {
  const route = '/overview'
  const one = withoutAttic(calm)
  const many = { ...rig, nodes: one.nodes, verdict: verdict({ calm: false, needs: 3, tone: 'bad', onCourse: 7 }), alerts: manyRisks }
  return {
    overview: { state: rig, route },
    'overview-calm': { state: calm, route },
    'overview-between': { state: waiting(calm, between), route, now: between },
    'overview-one': { state: one, route },
    'overview-many': { state: many, route },
    'overview-thousand': { state: { ...calm, identities: manyIdentities(1000), verdict: verdict({ onCourse: 1000 }) }, route },
    'overview-unknown': { state: unsure(calm), route },
    'overview-empty': { state: empty, route },
    'overview-away': { state: afterAway(one), route },
    'identities-away': { state: afterAway(one), route: `/identities/${idOf('diskD_post1')}` },
    'activity-away': { state: { ...afterAway(one), happenings }, route: '/activity' },
    'overview-lost': { state: calm, route, lost: true },
  }
}
