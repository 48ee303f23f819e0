import { saw } from '../../electron/contract/seen.ts'
import type { State } from '../../electron/contract/state.ts'
import { binaryScenes } from './binaries.ts'
import { certificateScenes } from './certificate-scenes.ts'
import { configScenes } from './config-scenes.ts'
import { helpScenes } from './doctor.ts'
import { happenings } from './happenings.ts'
import { manyIdentities } from './identities.ts'
import { keyScenes } from './key-scenes.ts'
import { moveBatch } from './move.ts'
import { networkScenes } from './network-scenes.ts'
import { overviewScenes } from './overview-scenes.ts'
import { attic, home, killed, port, standing } from './programs.ts'
import { check, emptyState, galleryNow, mainnetClock, misspelt, pausedSimulation } from './rig.ts'
import { idOf, instant } from './rows.ts'
import { asks, awake, banned, between, calm, id, late, moveRoute, rig, simulated, twoNetworks, withLost, withMove } from './scene-states.ts'
import { settingsScenes } from './settings.ts'
import { frozen, inTheWay, lostMove, refuses } from './stopped-moves.ts'

/** One picture: a state, a place in the app, and the time. */
export interface Scene {
  readonly state: State
  readonly route: string
  readonly now?: number
  readonly scanGood?: boolean
  readonly lost?: boolean
}

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
  ...settingsScenes(calm),
  awake: { state: { ...calm, awake: awake('held') }, route: '/settings/awake' },
  'awake-refused': { state: { ...calm, awake: awake('cannot', 'Failed to inhibit: Access denied') }, route: '/settings/awake' },
  alerts: { state: { ...late, happenings }, route: '/activity', now: Date.parse('2025-11-24T08:42:00Z') },
  ...helpScenes(calm),
  ...certificateScenes(calm),
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
  ...binaryScenes(calm),
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
