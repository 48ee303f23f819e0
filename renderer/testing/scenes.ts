import type { AlertKey } from '../../electron/contract/model/alert-key.ts'
import type { Alert } from '../../electron/contract/model/rig.ts'
import { saw } from '../../electron/contract/seen.ts'
import type { State } from '../../electron/contract/state.ts'
import { configScenes } from './config-scenes.ts'
import { happenings } from './happenings.ts'
import { manyIdentities, tenIdentities } from './identities.ts'
import { keyScenes } from './key-scenes.ts'
import { moveBatch } from './move.ts'
import { networkScenes } from './network-scenes.ts'
import { overviewScenes } from './overview-scenes.ts'
import { attic, home, killed, port, services, standing } from './programs.ts'
import { check, emptyState, galleryNow, mainnetClock, misspelt, pausedSimulation, simulation } from './rig.ts'
import { idOf, instant, rigName } from './rows.ts'
import { frozen, inTheWay, lostMove, refuses } from './stopped-moves.ts'
import { alert, alerts, calmIdentities, lateAlerts, lateIdentities, verdict } from './verdicts.ts'

/** One picture: a state, a place in the app, and the time. */
export interface Scene {
  readonly state: State
  readonly route: string
  readonly now?: number
  readonly scanGood?: boolean
  readonly lost?: boolean
}

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
const calm: State = { ...rig, alerts: {}, verdict: verdict({}), identities: calmIdentities }
const late: State = {
  ...calm,
  verdict: verdict({ calm: false, needs: 8, tone: 'warn' }),
  identities: lateIdentities,
  alerts: lateAlerts,
}
/** What a move, or a node, asks of somebody, as the product's own rules say. */
const asks = (
  words: AlertKey,
  tone: 'bad' | 'warn',
  values: Alert['values'] = { name: 'diskC_post3' },
): Pick<State, 'verdict' | 'alerts'> => ({
  verdict: verdict({ calm: false, needs: 1, tone }),
  alerts: { [words]: alert({ words, tone, values }) },
})
const withMove = (batch: ReturnType<typeof moveBatch>): State => {
  const { activity } = batch
  const asked = activity === 'frozen' ? asks('move-frozen', 'bad') : activity.startsWith('needs-') ? asks('move-needs-you', 'warn') : {}
  return { ...calm, ...asked, batches: { [batch.batch]: batch } }
}

const withLost: State = { ...calm, ...asks('move-lost', 'bad'), lostMoves: { [lostMove.id]: lostMove } }

const quick = 1000 * 60
const simStart = galleryNow - 65 * quick
const simulated: State = {
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
const moveRoute = '/migrate/move-7be1c0d4'
const id = idOf('diskE_post1')
const banned: State = {
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
const between = Date.parse('2025-11-25T13:08:00Z')

/** A network that has not begun, beside one that runs. */
const young: State['epoch'] = {
  ...mainnetClock,
  key: 'young',
  node: rigName('attic'),
  nodes: [rigName('attic')],
  genesisAt: instant(between + 3 * 86_400_000),
}
const twoNetworks: State = { ...calm, epoch: young, clocks: { [mainnetClock.key]: mainnetClock, young } }
export const scenes: Readonly<Record<string, Scene>> = {
  welcome: { state: emptyState, route: '/welcome' },
  'welcome-starting': {
    state: { ...emptyState, rig: { ...emptyState.rig, starting: { step: 'nodes', done: 4, of: 7 } } },
    route: '/welcome',
  },
  'welcome-own': { state: rig, route: '/welcome' },
  ...overviewScenes({ rig, calm, between }),
  identities: { state: rig, route: '/identities' },
  drawer: { state: rig, route: `/identities/${id}` },
  banned: { state: banned, route: `/identities/${id}` },
  'identities-empty': { state: { ...emptyState, rig: { ...emptyState.rig, kind: 'own' } }, route: '/identities' },
  'identities-many': { state: { ...rig, identities: manyIdentities(1000) }, route: '/identities' },
  simulated: { state: simulated, route: '/identities', now: galleryNow },
  simulation: { state: simulated, route: '/simulated', now: galleryNow },
  'simulation-paused': { state: pausedSimulation(simulated), route: '/identities', now: galleryNow },
  'band-between': { state: calm, route: '/identities', now: between },
  'band-register': { state: calm, route: '/nodes', now: Date.parse('2025-11-24T07:21:48Z') },
  'band-late': { state: late, route: '/nodes', now: Date.parse('2025-11-24T08:42:00Z') },
  'band-silent': {
    state: {
      ...calm,
      ...asks('node-silent', 'warn', { node: 'home' }),
      nodes: { ...calm.nodes, home: { ...home, reach: 'silent', seenAt: instant(galleryNow - 360_000) } },
    },
    route: '/nodes',
  },
  'band-assumed': { state: { ...calm, epoch: { ...mainnetClock, source: 'known-network' }, clocks: {} }, route: '/nodes', now: between },
  'band-before-genesis': { state: twoNetworks, route: '/nodes', now: between },
  'band-no-rounds': { state: { ...calm, epoch: { ...mainnetClock, phaseShiftMs: null } }, route: '/nodes' },
  alerts: { state: { ...late, happenings }, route: '/activity', now: Date.parse('2025-11-24T08:42:00Z') },
  lost: { state: calm, route: '/identities', lost: true },
  nodes: { state: rig, route: '/nodes' },
  'nodes-broken': {
    state: {
      ...calm,
      ...asks('node-finding', 'warn', { subject: 'attic', finding: 'next-start-refused-duplicate-key', more: '0' }),
      nodes: {
        home,
        attic: {
          ...attic,
          findings: [
            check(['next-start-refused-duplicate-key', 'fail', saw('same-key-twice', 'a.key, b.key')], {
              files: 'a.key, b.key',
            }),
            port,
          ],
        },
      },
    },
    route: '/nodes/attic',
  },
  'settings-broken': { state: { ...emptyState, rig: { ...emptyState.rig, problem: misspelt } }, route: '/welcome' },
  'nodes-killed': {
    state: {
      ...calm,
      ...asks('node-ended', 'bad', { node: 'home' }),
      nodes: { attic, home: { ...home, reach: 'silent', slot: standing('ended', null, killed) } },
    },
    route: '/nodes/home',
  },
  ...keyScenes(calm),
  ...networkScenes(calm),
  ...configScenes(calm),
  found: { state: emptyState, route: '/found' },
  'found-beside': { state: rig, route: '/found' },
  'add-node': { state: emptyState, route: '/nodes/add' },
  'add-service': { state: rig, route: '/services/add' },
  log: { state: rig, route: '/logs/service/diskA_post2' },
  'migrate-choose': { state: calm, route: `/migrate/new/${idOf('diskC_post3')}`, now: between },
  'migrate-progress': { state: withMove(moveBatch(2)), route: moveRoute },
  'migrate-arming': {
    state: withMove(
      moveBatch(7, { activity: 'needs-arming', doing: 'waiting-for-arming', problem: { code: 'needs-consent', detail: '' } }),
    ),
    route: moveRoute,
  },
  'migrate-resume': {
    state: withMove(
      moveBatch(4, {
        activity: 'needs-resume',
        doing: 'waiting-for-you',
        problem: { code: 'target-active', detail: saw('process-seen', '3120', 'open-file', 'go-spacemesh -d /data/attic') },
      }),
    ),
    route: moveRoute,
  },
  'migrate-in-the-way': { state: withMove(inTheWay), route: moveRoute },
  'migrate-refuses': { state: withMove(refuses), route: moveRoute },
  'migrate-frozen': { state: withMove(frozen), route: moveRoute },
  'migrate-lost': { state: withLost, route: `/migrate/${lostMove.id}` },
  'migrate-lost-list': { state: withLost, route: '/migrate', now: between },
  'migrate-moved': { state: withMove(moveBatch(10)), route: moveRoute },
  'migrate-aborted': {
    state: withMove(moveBatch(3, { state: 'aborted', activity: 'ended', doing: 'ended', keys: moveBatch(0).keys })),
    route: moveRoute,
  },
  'migrate-list': { state: withMove(moveBatch(3)), route: '/migrate', now: between },
  'migrate-checks-bad': { state: calm, route: `/migrate/new/${idOf('diskC_post3')}`, scanGood: false },
}
