import type { EpochClock } from '../../../electron/contract/model/rig.ts'
import { countdown, time } from '../../format/time.ts'
import { Mark } from '../../ui/mark.tsx'
import type { MarkName } from '../../ui/marks.ts'
import text from '../../ui/text.module.css'
import type { Look } from '../../ui/tone.ts'
import { bandWords as words } from '../../words/band.ts'
import styles from './band.module.css'
import type { Phase } from './phase.ts'
import type { Silence } from './silence.ts'

interface Said extends Look {
  readonly phase: string
  readonly to: string
  readonly after: string
  /** More of what stands in `to`, for its tooltip. */
  readonly why?: string
}

const idle = (mark: MarkName, phase: string, lines: readonly [to: string, after: string]): Said => ({
  mark,
  tone: 'idle',
  phase,
  to: lines[0],
  after: lines[1],
})

type Of<Kind extends Phase['kind']> = Extract<Phase, { kind: Kind }>

const between = (phase: Of<'between'>, now: number, fine: boolean): Said => {
  const name = phase.round === null ? words.phase.noRound : words.phase.round(phase.round)
  const usual = idle('waiting', name, [words.to.gap(phase.to, now, fine), words.after.between])
  return phase.lost.length === 0
    ? usual
    : { ...usual, tone: 'warn', mark: 'missed', after: words.after.lost(phase.kept, phase.lost, phase.of) }
}

const open = (phase: Of<'gap' | 'register'>, now: number, fine: boolean): Said => {
  const isSoft = phase.kind === 'gap' || phase.isSoft
  const to = isSoft ? words.to.soft(phase.to, now, fine) : words.to.close(phase.to, now, fine)
  const after = words.after.gap(phase.hard, now, fine)
  return { mark: phase.kind === 'gap' ? 'gap' : 'due', tone: 'active', phase: words.phase[phase.kind], to, after }
}

const late = (phase: Of<'late'>, now: number, fine: boolean): Said => ({
  mark: 'late',
  tone: 'warn',
  phase: words.phase.late,
  to: phase.closed ? words.to.hard(phase.to, now, fine) : words.to.close(phase.to, now, fine),
  after: phase.closed
    ? words.after.late(phase, time(phase.to, now, { seconds: fine }), phase.of)
    : words.after.closing(phase.lost, phase.of),
})

const said = (phase: Phase, now: number, fine: boolean): Said => {
  const { to, after } = words
  switch (phase.kind) {
    case 'no-clock':
      return idle('unknown', words.phase['no-clock'], [phase.why, after['no-clock']])
    case 'before-genesis':
      return idle('waiting', words.phase['before-genesis'], [to['before-genesis'](phase.to, now, fine), after['before-genesis']])
    case 'rounds-unknown':
      return idle('unknown', words.phase['rounds-unknown'], [to['rounds-unknown'](phase.to, now, fine), after['rounds-unknown']])
    case 'between':
      return between(phase, now, fine)
    case 'gap':
    case 'register':
      return open(phase, now, fine)
    case 'late':
      return late(phase, now, fine)
  }
}

const rounds: readonly Phase['kind'][] = ['between', 'gap', 'register', 'late']

/** Moments of rounds that no node's configuration tells are marked where they stand. */
const sourced = (usual: Said, { phase, source }: Pick<BandClockProps, 'phase' | 'source'>): Said =>
  rounds.includes(phase.kind) && (source === 'known-network' || source === 'poet')
    ? { ...usual, to: words.to.from[source](usual.to), why: words.to.why[source] }
    : usual

const silent = (usual: Said, silence: Silence, now: number): Said => ({
  mark: 'unknown',
  tone: 'idle',
  phase: silence.node === null ? words.phase.lost : words.phase.silent(silence.node),
  to: words.to.byThisClock(usual.to),
  after: words.after.compared(silence.comparedAt, now),
})

interface BandClockProps {
  readonly phase: Phase
  readonly now: number
  readonly silence: Silence | null
  /** Epochs of minutes: seconds count. */
  readonly fine: boolean
  /** Where the times of the rounds come from. */
  readonly source: EpochClock['source']
}

const shownOf = (props: BandClockProps): Said => {
  const usual = sourced(said(props.phase, props.now, props.fine), props)
  return props.silence ? silent(usual, props.silence, props.now) : usual
}

/** The phase and the countdown to the next thing that matters, with one line of consequence. */
export const BandClock = (props: BandClockProps) => {
  const { phase, now, silence } = props
  const shown = shownOf(props)
  return (
    <div className={styles.clock}>
      <div className={`${styles.phase} ${shown.tone === 'idle' ? '' : text[shown.tone]}`}>
        <Mark name={shown.mark} tone={shown.tone} />
        <span className={text.cut} title={shown.phase}>
          {shown.phase}
        </span>
      </div>
      {phase.kind === 'no-clock' ? (
        <div className={`${styles.countdown} ${text.quiet}`}>{words.unknown}</div>
      ) : (
        <div className={`${styles.countdown} ${silence ? text.quiet : ''}`} role="timer" aria-live="off">
          {countdown(phase.to - now).map((part) => (
            <span key={part.unit}>
              {part.value}
              <i>{part.unit}</i>
            </span>
          ))}
        </div>
      )}
      <p title={shown.why ?? shown.to}>{shown.to}</p>
      <p title={shown.after}>{shown.after}</p>
    </div>
  )
}

/** One sentence for screen readers: moments, no durations, so that it is true for as long as it stands. */
export const spokenPhase = (props: BandClockProps): string => {
  const shown = shownOf(props)
  return words.spoken([shown.phase, props.phase.kind === 'no-clock' ? '' : shown.to, shown.after])
}
