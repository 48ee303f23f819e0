import { useState } from 'react'
import type { Epoch } from '../../../electron/contract/model/basics.ts'
import type { EpochClock } from '../../../electron/contract/model/rig.ts'
import { epochMs, momentAt } from '../../../electron/time/index.ts'
import { isFine } from '../../axis/scale.ts'
import { type Strips, stripsOf } from '../../axis/strips.ts'
import { useMirror, useNetworkNow, useRows } from '../../state/desk.ts'
import { type Standings, tallyOf } from '../../state/tally.ts'
import { classes } from '../../ui/classes.ts'
import text from '../../ui/text.module.css'
import { bandWords as words } from '../../words/band.ts'
import styles from './band.module.css'
import { BandClock, spokenPhase } from './band-clock.tsx'
import { BandOdds } from './band-odds.tsx'
import { EpochStrip } from './epoch-strip.tsx'
import { LoupeStrip } from './loupe-strip.tsx'
import { whyNoClock } from './no-clock.ts'
import { type Phase, phaseOf, type Work } from './phase.ts'
import { useSilence } from './silence.ts'
import { useRoom } from './use-room.ts'

/** The clock that is shown: the one that matters next, or the one that was asked for. */
const useClock = (chosen: string | null) => useMirror(({ epoch, clocks }) => clocks[chosen ?? ''] ?? epoch)

const workOf = (standings: Standings | null, noClock: string): Work => ({
  noClock,
  late: standings?.is.get('late') ?? 0,
  missed: standings?.missedBefore ?? 0,
  publishedLate: standings?.is.get('published-late') ?? 0,
  all: standings?.all ?? 0,
})

/** The network's time on every screen: where we are, what comes next, how much of it is sure. */
export const EpochBand = () => {
  const now = useNetworkNow()
  const axis = useRoom()
  const [chosen, choose] = useState<string | null>(null)
  const clock = useClock(chosen)
  const tally = tallyOf(useRows('identities'))
  const { silence, beside, seenAt, network } = useSilence(clock)
  const standings = tally.clocks.get(clock?.key ?? '') ?? null
  const noClock = useMirror(({ nodes, rig }) => whyNoClock(Object.values(nodes), rig.problem !== null)) ?? ''
  const moment = clock && momentAt(clock, now)
  const phase = phaseOf(moment, now, workOf(standings, noClock))
  const strips = clock && moment && stripsOf(clock, moment, { now, late: phase.kind === 'late' })
  const fine = clock !== null && isFine(epochMs(clock))
  const source = clock?.source ?? 'unknown'
  const spoken = spokenPhase({ phase, silence, now, fine, source })
  const round = moment?.kind === 'between' ? moment.round : null
  return (
    <section className={styles.band} aria-label={words.label}>
      <span className={text.hidden}>{spoken}</span>
      <BandClock phase={phase} now={now} silence={silence} fine={fine} source={source} />
      <div ref={axis} className={classes(styles.axis, silence && styles.silent)}>
        {strips ? <Scales strips={strips} now={now} label={spoken} round={round} /> : <NoScale phase={phase} />}
      </div>
      <BandOdds
        all={tally.all}
        proving={tally.proving}
        standings={standings}
        phase={phase}
        now={now}
        seenAt={seenAt}
        silent={silence !== null}
        beside={beside}
        network={network}
      >
        <ClockSwitch shown={clock} choose={choose} />
      </BandOdds>
    </section>
  )
}

const Scales = (props: { strips: Strips; now: number; label: string; round: Epoch | null }) => (
  <>
    <EpochStrip strips={props.strips} now={props.now} />
    <LoupeStrip {...props} />
  </>
)

/** Dashed is unknown: the axis without a scale, and what would give it one. */
const noScaleWords = (phase: Phase): string => {
  if (phase.kind === 'no-clock') return phase.why === words.noClock.noNode ? words.strip.noClock : words.strip.clockUnknown
  return phase.kind === 'before-genesis' ? words.strip.beforeGenesis : words.strip.noRounds
}

const NoScale = ({ phase }: { phase: Phase }) => (
  <>
    <svg height="66" aria-hidden="true">
      <rect x="0.5" y="38" width="100%" height="20" rx="2" className={styles.noScale} />
    </svg>
    <p className={classes(text.tiny, text.quiet)}>{noScaleWords(phase)}</p>
  </>
)

/** Nodes that differ in network or PoET timing have clocks of their own: says so, and shows the next one when pressed. */
const ClockSwitch = ({ shown, choose }: { shown: EpochClock | null; choose: (key: string) => void }) => {
  const clocks = Object.values(useMirror((state) => state.clocks) ?? {}).toSorted((one, other) => (one.key < other.key ? -1 : 1))
  const at = clocks.findIndex(({ key }) => key === shown?.key)
  const next = clocks[(at + 1) % clocks.length]
  if (clocks.length < 2 || next === undefined || shown === null) return null
  return (
    <button type="button" className={styles.switch} title={words.clocks.differ(clocks.length)} onClick={() => choose(next.key)}>
      {words.clocks.by(shown.nodes, at + 1, clocks.length)}
    </button>
  )
}
