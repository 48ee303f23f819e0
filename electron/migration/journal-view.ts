import { type Confirmation, MoveState } from '../contract/model/migration.ts'
import type { JournalEvidence, JournalRecord } from '../storage/index.ts'
import { confirmationIn } from './confirm.ts'
import { newerAtx } from './newest-atx.ts'
import type { LastSign } from './wait-rule.ts'
import type { NewestAtx } from './world.ts'

/** What the journal says so far; facts on disk may know better (`recover.ts`). */
export interface JournalView {
  readonly state: MoveState
  /** The state it was frozen from, or in which undoing began. */
  readonly before: MoveState
  readonly frozenBecause: string | null
  /** An effect that was announced and not yet confirmed. */
  readonly pending: string | null
  /** An INTENT to take the source's key out of use was written at some time. */
  readonly retireIntended: boolean
  /** An INTENT to arm was written at some time. */
  readonly armIntended: boolean
  /** Set by the first announcement of rows for the target: how many of this identity lay there before. */
  readonly rowsBefore: number | null
  /** Hash of the rows that were put into the target's database; `null` before. */
  readonly stagedRows: string | null
  /** The newest ATX the source named before it was stopped, each time; `null` when it never did. */
  readonly atx: NewestAtx | null
  readonly lastSign: LastSign | null
  /** Proof of malfeasance was seen at some time. */
  readonly banned: boolean
  /** The private copy of the source's rows that counts: folder, fingerprint of the files it was taken from, hash of the rows. */
  readonly copy: { readonly folder: string; readonly fingerprint: string; readonly rowsHash: string } | null
  /** Processes that a person agreed to end since the plan, each in one word. */
  readonly agreed: readonly string[]
  /** What confirmed the move; `null` before. */
  readonly confirmation: Confirmation | null
  readonly consent: {
    readonly session: string
    readonly mono: number
    readonly bootId: string
    readonly token: string
    readonly used: boolean
  } | null
}

const text = (evidence: JournalEvidence, key: string): string => String(evidence[key] ?? '')
const number = (evidence: JournalEvidence, key: string): number => Number(evidence[key] ?? Number.NaN)

const atxOf = ({ id, epoch }: JournalEvidence): NewestAtx => ({
  id: typeof id === 'string' ? id : null,
  epoch: typeof epoch === 'number' ? epoch : null,
})

const empty: JournalView = {
  state: 'planned',
  before: 'planned',
  frozenBecause: null,
  pending: null,
  retireIntended: false,
  armIntended: false,
  rowsBefore: null,
  stagedRows: null,
  atx: null,
  lastSign: null,
  banned: false,
  copy: null,
  agreed: [],
  confirmation: null,
  consent: null,
}

/** Evidence with a meaning of its own. */
function withEvidence(view: JournalView, { step, evidence, mono, bootId }: JournalRecord): JournalView {
  switch (step) {
    case 'consent':
      return {
        ...view,
        agreed: [...view.agreed, ...text(evidence, 'ends').split(' ').filter(Boolean)],
        consent: { session: text(evidence, 'session'), mono, bootId, token: text(evidence, 'token'), used: false },
      }
    case 'last-sign':
      return { ...view, lastSign: { layer: number(evidence, 'layer'), mono, bootId } }
    case 'atx':
      return { ...view, atx: newerAtx(view.atx, atxOf(evidence)) }
    case 'banned':
      return { ...view, banned: true }
    case 'confirmed':
      return { ...view, confirmation: confirmationIn(evidence) }
    case 'rows':
      return { ...view, stagedRows: text(evidence, 'rows') }
    case 'copy':
      return {
        ...view,
        copy: { folder: text(evidence, 'folder'), fingerprint: text(evidence, 'fingerprint'), rowsHash: text(evidence, 'rows') },
      }
    default:
      return view
  }
}

function withIntent(view: JournalView, { step, evidence }: JournalRecord): JournalView {
  const consent = view.consent
  const used = step === 'arm' && consent !== null && consent.token === text(evidence, 'token')
  return {
    ...view,
    pending: step,
    retireIntended: view.retireIntended || step === 'retire-key',
    armIntended: view.armIntended || step === 'arm',
    rowsBefore: step === 'stage-rows' && view.rowsBefore === null ? number(evidence, 'rowsBefore') : view.rowsBefore,
    consent: used ? { ...consent, used: true } : consent,
  }
}

function apply(view: JournalView, record: JournalRecord): JournalView {
  const next = record.kind === 'EVIDENCE' ? withEvidence(view, record) : record.kind === 'INTENT' ? withIntent(view, record) : view
  if (record.to === null) return next
  const state = MoveState.safeParse(record.to).data
  if (state === undefined) return next
  // Frozen again while frozen: what was before stays what it was.
  const leaves = view.state !== 'frozen' && (state === 'frozen' || state === 'aborting')
  return {
    ...next,
    state,
    before: leaves ? view.state : next.before,
    frozenBecause: state === 'frozen' ? text(record.evidence, 'reason') : null,
    pending: record.kind === 'DONE' ? null : next.pending,
  }
}

/** Folds the journal into what it claims. Only DONE and NOTE records move the state; INTENT only announces. */
export const viewJournal = (records: readonly JournalRecord[]): JournalView => records.reduce(apply, empty)
