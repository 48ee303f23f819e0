import type { Confirmation, MoveState } from '../contract/model/migration.ts'
import { confirmationIn } from './confirm.ts'
import type { Entry } from './entries.ts'
import { newerAtx } from './newest-atx.ts'
import type { LastSign } from './wait-rule.ts'
import type { NewestAtx } from './world.ts'

/** What the journal says so far; facts on disk may know better (`recover.ts`). */
export interface JournalView {
  readonly state: MoveState
  /** The state it was frozen from, or in which undoing began. */
  readonly before: MoveState
  readonly frozenBecause: string | null
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

const empty: JournalView = {
  state: 'planned',
  before: 'planned',
  frozenBecause: null,
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
function withEvidence(view: JournalView, { mono, bootId, ...entry }: Entry & { kind: 'EVIDENCE' }): JournalView {
  if (entry.step === 'consent') {
    const { session, token, ends = '' } = entry.evidence
    const agreed = [...view.agreed, ...ends.split(' ').filter(Boolean)]
    return { ...view, agreed, consent: { session, mono, bootId, token, used: false } }
  }
  if (entry.step === 'last-sign') return { ...view, lastSign: { layer: entry.evidence.layer, mono, bootId } }
  if (entry.step === 'atx') return { ...view, atx: newerAtx(view.atx, entry.evidence) }
  if (entry.step === 'banned') return { ...view, banned: true }
  if (entry.step === 'confirmed') return { ...view, confirmation: confirmationIn(entry.evidence) }
  if (entry.step === 'rows') return { ...view, stagedRows: entry.evidence.rows }
  if (entry.step !== 'copy') return view
  const { folder, fingerprint, rows } = entry.evidence
  return { ...view, copy: { folder, fingerprint, rowsHash: rows } }
}

function withIntent(view: JournalView, entry: Entry & { kind: 'INTENT' }): JournalView {
  const { consent } = view
  const used = entry.step === 'arm' && consent !== null && consent.token === entry.evidence.token
  return {
    ...view,
    retireIntended: view.retireIntended || entry.step === 'retire-key',
    armIntended: view.armIntended || entry.step === 'arm',
    rowsBefore: entry.step === 'stage-rows' && view.rowsBefore === null ? entry.evidence.rowsBefore : view.rowsBefore,
    consent: used ? { ...consent, used: true } : consent,
  }
}

function apply(view: JournalView, entry: Entry): JournalView {
  const next = entry.kind === 'EVIDENCE' ? withEvidence(view, entry) : entry.kind === 'INTENT' ? withIntent(view, entry) : view
  const { to: state } = entry
  if (state === null) return next
  // Frozen again while frozen: what was before stays what it was.
  const leaves = view.state !== 'frozen' && (state === 'frozen' || state === 'aborting')
  return {
    ...next,
    state,
    before: leaves ? view.state : next.before,
    frozenBecause: state === 'frozen' ? (entry.kind === 'NOTE' && entry.step === 'freeze' ? entry.evidence.reason : '') : null,
  }
}

/** Folds the journal into what it claims. Only DONE and NOTE records move the state; INTENT only announces. */
export const viewJournal = (entries: readonly Entry[]): JournalView => entries.reduce(apply, empty)
