import type { State } from '../../../electron/contract/api.ts'
import type { EpochClock } from '../../../electron/contract/model/rig.ts'
import { useLink, useMirror, useNetworkNow } from '../../state/desk.ts'
import { epochAt, momentAt, networkTimes } from '../../state/epoch-times.ts'
import { tallyOf } from '../../state/tally.ts'
import { classes } from '../../ui/classes.ts'
import text from '../../ui/text.module.css'
import { bandWords as words } from '../../words/band.ts'
import styles from './band.module.css'
import { BandClock, type Silence, spokenPhase } from './band-clock.tsx'
import { BandOdds } from './band-odds.tsx'
import { EpochStrip } from './epoch-strip.tsx'
import { LoupeStrip } from './loupe-strip.tsx'
import { type Phase, phaseOf } from './phase.ts'
import { isFine } from './scale.ts'
import { stripsOf } from './strips.ts'

const silentReach = ['silent', 'garbled', 'hangs'] as const
const noTally = tallyOf({})

const clockNode = (state: State) => (state.epoch === null ? null : (state.nodes[state.epoch.node] ?? null))

/** Silence of the host outranks silence of the node that gave the clock. */
const useSilence = (clock: EpochClock | null): Silence | null => {
  const link = useLink()
  const silent = useMirror((state) => silentReach.some((reach) => clockNode(state)?.reach === reach)) === true
  if (clock === null) return null
  if (link.kind === 'lost') return { node: null, comparedAt: clock.comparedAt }
  return silent ? { node: clock.node, comparedAt: clock.comparedAt } : null
}

/** The network's time on every screen: where we are, what comes next, how much of it is sure. */
export const EpochBand = () => {
  const now = useNetworkNow()
  const minute = useNetworkNow(60_000)
  const clock = useMirror((state) => state.epoch)
  const tally = useMirror(({ identities }) => tallyOf(identities)) ?? noTally
  const seenAt = useMirror((state) => clockNode(state)?.seenAt ?? null)
  const network = useMirror((state) => clockNode(state)?.network ?? null)
  const silence = useSilence(clock)
  const times = clock && networkTimes(clock)
  const moment = times && momentAt(times, now)
  const phase = phaseOf(moment, tally.proving)
  const strips = times && moment && stripsOf(times, moment, { now, late: phase.kind === 'late' })
  const fine = times !== null && isFine(times.epochMs)
  const spoken = spokenPhase({ phase, silence, now: minute, fine })
  const round = moment?.kind === 'between' ? moment.round : null
  return (
    <section className={styles.band} aria-label={words.label}>
      <span className={text.hidden}>{spoken}</span>
      <BandClock phase={phase} now={now} silence={silence} fine={fine} />
      <div className={classes(styles.axis, silence && styles.silent)}>
        {!strips && <NoScale phase={phase} />}
        {strips && (
          <>
            <EpochStrip strips={strips} now={now} />
            <LoupeStrip strips={strips} now={now} label={spoken} round={round} />
          </>
        )}
      </div>
      <BandOdds
        tally={tally}
        phase={phase}
        epoch={times ? epochAt(times, now) : null}
        now={now}
        seenAt={seenAt}
        silent={silence !== null}
        network={network}
      />
    </section>
  )
}

/** Dashed is unknown: the axis without a scale, and what would give it one. */
const noScaleWords = (phase: Phase): string => {
  if (phase.kind === 'no-clock') return words.strip.noClock
  return phase.kind === 'before-genesis' ? words.strip.beforeGenesis : words.strip.noRounds
}

const NoScale = ({ phase }: { phase: Phase }) => (
  <svg height="98" aria-hidden="true">
    <rect x="0.5" y="38" width="100%" height="20" rx="2" className={styles.noScale} />
    <text x="0" y="80" className={styles.key}>
      {noScaleWords(phase)}
    </text>
  </svg>
)
