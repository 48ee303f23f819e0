import type { Epoch } from '../../electron/contract/model/basics.ts'
import type { IdentityRow } from '../../electron/contract/model/identity.ts'
import type { Alert, Verdict } from '../../electron/contract/model/rig.ts'
import { saw } from '../../electron/contract/seen.ts'
import type { State } from '../../electron/contract/state.ts'
import { tenIdentities } from './identities.ts'
import { galleryNow } from './rig.ts'
import { idOf, instant, rigName } from './rows.ts'

/* What the core would say of the scenes: rows, alerts and verdict agree. */
export const alert = (part: Partial<Alert> & Pick<Alert, 'words' | 'tone'>): Alert => ({
  id: part.words,
  risk: 'unknown',
  over: null,
  evidence: [],
  values: {},
  act: null,
  deadline: null,
  costEpochs: null,
  rank: 0,
  identities: [],
  acknowledge: false,
  atLeast: false,
  since: instant(galleryNow - 240_000),
  route: '#/identities',
  ...part,
})
export const alerts = Object.fromEntries(
  [
    alert({ words: 'proof-waits', tone: 'odd', values: { name: 'diskE_post1' }, identities: [idOf('diskE_post1')] }),
    alert({
      words: 'due-stopped',
      tone: 'warn',
      values: { name: 'diskB_post2' },
      rank: 1,
      identities: [idOf('diskB_post2')],
      act: { do: 'start-service', name: rigName('diskB_post2') },
      deadline: instant(Date.parse('2025-11-24T07:50:00Z')),
      costEpochs: 2,
    }),
  ].map((one) => [one.id, one]),
)

export const verdict = (part: Partial<Verdict>): Verdict => ({
  calm: true,
  needs: 0,
  onCourse: 10 - (part.needs ?? 0),
  unknown: 0,
  why: null,
  tone: 'good',
  provenAt: instant(galleryNow - 3000),
  ...part,
})

/** One risk, and many: a node that is gone, a disk that is nearly full, what comes of the two of `alerts`, an end that is being watched. */
const down = alert({
  id: 'node-attic',
  risk: 'node-down',
  words: 'node-ended',
  tone: 'bad',
  values: { node: 'attic' },
  identities: [idOf('diskD_post1'), idOf('diskE_post1')],
  act: { do: 'start-node', name: rigName('attic') },
  route: '#/nodes/attic',
  deadline: instant(Date.parse('2025-11-24T07:50:00Z')),
  costEpochs: 2,
})
const full = alert({
  id: 'risk-home-disk-floor',
  risk: 'disk-floor',
  words: 'node-finding',
  tone: 'warn',
  values: { node: 'home', subject: 'home', finding: 'disk-floor', more: '0', path: '/data/home', free: String(3 * 2 ** 30) },
  evidence: [saw('space', String(3 * 2 ** 30), String(10 * 2 ** 30))],
  act: { do: 'open', route: '#/nodes/home' },
  route: '#/nodes/home',
})
const readers = alert({
  risk: 'two-readers',
  words: 'two-readers',
  tone: 'warn',
  values: { disk: 'B', last: 'diskB_post1', readers: '2' },
  evidence: [saw('reads-from', 'diskB_post1', 'B'), saw('reads-from', 'diskB_post3', 'B')],
  act: { do: 'open', route: `#/identities/${idOf('diskB_post1')}` },
  deadline: instant(Date.parse('2025-11-24T07:50:00Z')),
  costEpochs: 2,
})
const over = alert({
  id: 'not-synced-home',
  risk: 'not-synced',
  words: 'node-not-synced',
  tone: 'idle',
  values: { node: 'home', behind: '40', peers: '9' },
  over: instant(galleryNow - 22_000),
  route: '#/nodes/home',
})
/** After weeks away: a key that lies twice, a node that is down since long ago, and what was lost meanwhile. */
const away: readonly Alert[] = [
  alert({
    id: `key-twice-${idOf('diskA_post1')}`,
    risk: 'key-twice',
    words: 'key-twice-loaded',
    tone: 'bad',
    values: { name: 'diskA_post1' },
    identities: [idOf('diskA_post1'), idOf('diskD_post1')],
    evidence: [saw('would-load-it', 'attic', '/data/attic/identities/diskA_post1.key'), saw('listed-by', 'home')],
    act: { do: 'open', route: '#/nodes/home' },
  }),
  {
    ...down,
    since: instant(galleryNow - 200 * 86_400_000),
    atLeast: true,
    deadline: instant(Date.parse('2025-12-08T08:00:00Z')),
    costEpochs: 1,
    values: { node: 'attic', passed: '17', from: '45', to: '61', unseen: '5', stake: '62' },
  },
  alert({
    id: 'lost-many-45-61-17',
    risk: 'lost',
    words: 'lost-many',
    tone: 'bad',
    values: { name: 'diskD_post1', names: 'diskD_post1, diskE_post1', count: '2', epochs: '17', from: '45', to: '61', lost: '' },
    identities: [idOf('diskD_post1'), idOf('diskE_post1')],
    acknowledge: true,
  }),
  alert({
    id: 'keys-gone-home',
    risk: 'key-unusable',
    words: 'key-file-gone',
    tone: 'bad',
    values: { name: 'diskB_post1', names: 'diskB_post1, diskB_post2, diskB_post3', count: '10' },
    identities: [idOf('diskB_post1')],
    evidence: [saw('listed-by', 'home'), saw('no-key-loads'), saw('no-file-of-key', '/mnt/diskB/post1')],
    act: { do: 'open', route: '#/nodes/home' },
  }),
]

const inOrder = (list: readonly Alert[]): State['alerts'] => Object.fromEntries(list.map((one, rank) => [one.id, { ...one, rank }]))
export const oneRisk = inOrder([down])
export const awayRisks = inOrder(away)
export const manyRisks = inOrder([down, ...Object.values(alerts), readers, full, over])

const each = (change: (row: IdentityRow) => Partial<IdentityRow>): State['identities'] =>
  Object.fromEntries(Object.values(tenIdentities).map((row) => [row.id, { ...row, ...change(row) }]))
/** Nothing asks for anybody. */
export const calmIdentities = each(({ attention }) => (attention ? { attention: false, state: 'reading', tone: 'active' } : {}))

const isOut = ({ standing }: IdentityRow) => standing.is !== 'published'
/** After the soft deadline, with eight proofs still being made. */
export const lateIdentities = each((row) =>
  isOut(row) ? { attention: true, state: 'late-proving', tone: 'warn', standing: { epoch: 61 as Epoch, is: 'late' } } : {},
)
export const lateAlerts: State['alerts'] = Object.fromEntries(
  Object.values(tenIdentities)
    .filter(isOut)
    .map(({ name, id }, rank) => [
      id,
      alert({
        id: `identity-${id}`,
        words: 'late-proving',
        tone: 'warn',
        values: { name },
        rank,
        identities: [id],
        act: { do: 'read-log', kind: 'service', name: rigName(name) },
        deadline: instant(Date.parse('2025-11-28T08:00:00Z')),
        costEpochs: 1,
      }),
    ]),
)
