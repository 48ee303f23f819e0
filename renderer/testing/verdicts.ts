import type { Epoch } from '../../electron/contract/model/basics.ts'
import type { IdentityRow } from '../../electron/contract/model/identity.ts'
import type { Alert, Verdict } from '../../electron/contract/model/rig.ts'
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
