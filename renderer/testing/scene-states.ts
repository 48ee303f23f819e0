// The states that pictures show: one rig as it is when all is well, late, simulated, in a move, and more.
import type { AlertKey } from '../../electron/contract/model/alert-key.ts'
import type { Awake } from '../../electron/contract/model/awake.ts'
import type { Alert } from '../../electron/contract/model/rig.ts'
import type { State } from '../../electron/contract/state.ts'
import { tenIdentities } from './identities.ts'
import type { moveBatch } from './move.ts'
import { attic, home, services } from './programs.ts'
import { emptyState, galleryNow, mainnetClock, simulation } from './rig.ts'
import { idOf, instant, rigName } from './rows.ts'
import { lostMove } from './stopped-moves.ts'
import { alert, alerts, calmIdentities, lateAlerts, lateIdentities, verdict } from './verdicts.ts'

export const rig: State = {
  ...emptyState,
  rig: { ...emptyState.rig, kind: 'own' },
  epoch: mainnetClock,
  clocks: { mainnet: mainnetClock },
  verdict: verdict({ calm: false, needs: 2, tone: 'odd' }),
  identities: tenIdentities,
  nodes: { home, attic },
  services: Object.fromEntries(services.map((row) => [row.name, row])),
  alerts,
}
export const calm: State = { ...rig, alerts: {}, verdict: verdict({}), identities: calmIdentities }
export const late: State = {
  ...calm,
  verdict: verdict({ calm: false, needs: 8, tone: 'warn' }),
  identities: lateIdentities,
  alerts: lateAlerts,
}
/** What a move, or a node, asks of somebody, as the product's own rules say. */
export const asks = (
  words: AlertKey,
  tone: 'bad' | 'warn',
  values: Alert['values'] = { name: 'diskC_post3' },
): Pick<State, 'verdict' | 'alerts'> => ({
  verdict: verdict({ calm: false, needs: 1, tone }),
  alerts: { [words]: alert({ words, tone, values }) },
})
export const awake = (state: Awake['state'], detail = ''): Awake => ({
  on: true,
  state,
  since: instant(galleryNow - 37 * 60_000),
  for: [
    { identity: idOf('diskC_post3'), name: 'diskC_post3', is: 'proving' },
    { identity: idOf('diskA_post1'), name: 'diskA_post1', is: 'due' },
  ],
  detail,
})
export const withMove = (batch: ReturnType<typeof moveBatch>): State => {
  const { activity } = batch
  const asked = activity === 'frozen' ? asks('move-frozen', 'bad') : activity.startsWith('needs-') ? asks('move-needs-you', 'warn') : {}
  return { ...calm, ...asked, batches: { [batch.batch]: batch } }
}

export const withLost: State = { ...calm, ...asks('move-lost', 'bad'), lostMoves: { [lostMove.id]: lostMove } }

const quick = 1000 * 60
const simStart = galleryNow - 65 * quick
export const simulated: State = {
  ...calm,
  rig: { ...emptyState.rig, kind: 'simulated', editable: false, simulation: simulation() },
  epoch: {
    ...mainnetClock,
    genesisAt: instant(simStart),
    layerMs: quick,
    layersPerEpoch: 15,
    phaseShiftMs: 10 * quick,
    cycleGapMs: 7 * quick,
    gracePeriodMs: quick,
  },
}
export const moveRoute = '/migrate/move-7be1c0d4'
export const id = idOf('diskE_post1')
export const banned: State = {
  ...calm,
  verdict: verdict({ calm: false, needs: 1, tone: 'bad' }),
  identities: {
    ...tenIdentities,
    [id]: {
      ...(tenIdentities[id] ?? Object.values(tenIdentities)[0]),
      state: 'banned',
      tone: 'bad',
      overlay: 'banned',
      ban: {
        state: 'banned',
        at: instant(galleryNow - 120_000),
        askedAt: [rigName('home'), rigName('attic')],
        silent: [],
        kind: 'double ATX',
      },
    } as State['identities'][string],
  },
  alerts: { b: alert({ id: 'b', words: 'banned', tone: 'bad', values: { name: 'diskE_post1' } }) },
}
export const between = Date.parse('2025-11-25T13:08:00Z')

/** A network that has not begun, beside one that runs. */
const young: State['epoch'] = {
  ...mainnetClock,
  key: 'young',
  node: rigName('attic'),
  nodes: [rigName('attic')],
  genesisAt: instant(between + 3 * 86_400_000),
}
export const twoNetworks: State = { ...calm, epoch: young, clocks: { [mainnetClock.key]: mainnetClock, young } }
