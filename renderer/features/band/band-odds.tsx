import type { ReactNode } from 'react'
import { useMirror } from '../../state/desk.ts'
import type { Tally } from '../../state/tally.ts'
import { Mark } from '../../ui/mark.tsx'
import { bandWords } from '../../words/band.ts'
import { count } from '../../words/format.ts'
import { age, lasting, time } from '../../words/time.ts'
import styles from './band.module.css'
import type { Phase } from './phase.ts'

const words = bandWords.odds

interface OddsProps {
  readonly tally: Tally
  readonly phase: Phase
  readonly epoch: number | null
  readonly now: number
  /** When the node that gave the clock was last heard. */
  readonly seenAt: number | null
  readonly silent: boolean
  readonly network: string | null
}

type Figure = readonly [name: string, value: ReactNode]

const ofAll = (part: number, all: number): ReactNode => (
  <>
    {part === all && <Mark name="published" tone="good" />}
    {words.of(part, all)}
  </>
)
const unknown = <span className={styles.unknown}>{bandWords.unknown}</span>

const figures = ({ tally, phase, epoch, seenAt, silent, network, now }: OddsProps): readonly [Figure, Figure] => {
  if (tally.all === 0)
    return [
      [words.identities, words.none],
      [words.network, network ?? unknown],
    ]
  const published: Figure = [words.published, epoch === null ? unknown : ofAll(tally.published.get(epoch) ?? 0, tally.all)]
  if (silent)
    return [
      [published[0], unknown],
      [words.lastSeen, seenAt === null ? words.never : time(seenAt, now, { seconds: true })],
    ]
  switch (phase.kind) {
    case 'gap':
      return [published, [words.proving, count(tally.proving)]]
    case 'register':
      return [
        [words.registered, ofAll(tally.inNextRound, tally.all)],
        [words.still, count(tally.proving)],
      ]
    case 'late':
      return [
        [words.onTime, ofAll(tally.published.get(phase.epoch) ?? 0, tally.all)],
        [words.still, count(tally.proving)],
      ]
    case 'between':
      return [
        [words.registered, ofAll(tally.inNextRound, tally.all)],
        [words.proving, count(tally.proving)],
      ]
    case 'no-clock':
    case 'before-genesis':
    case 'rounds-unknown':
      return [
        [words.identities, count(tally.all)],
        [words.proving, count(tally.proving)],
      ]
  }
}

const noFigures: readonly Figure[] = [
  [words.identities, unknown],
  [words.network, unknown],
]

const ageOf = ({ seenAt, silent, now }: OddsProps): string => {
  if (seenAt === null) return words.noNode
  return silent ? words.silentFor(lasting(now - seenAt)) : words.asOf(age(now - seenAt))
}

/** What is proven of this epoch, in two figures and their age. Odds belong to the planner; until it exists nothing is guessed here. */
export const BandOdds = (props: OddsProps) => {
  // Nothing was counted where the rig could not be read.
  const unread = useMirror(({ rig }) => rig.kind === 'none' && rig.problem !== null) === true
  return <Odds shown={unread ? noFigures : figures(props)} age={unread ? words.unread : ageOf(props)} />
}

const Odds = ({ shown, age: told }: { shown: readonly Figure[]; age: string }) => (
  <dl className={styles.odds} aria-label={bandWords.figures}>
    {shown.map(([name, value]) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </div>
    ))}
    <div>
      <dd className={styles.age}>{told}</dd>
    </div>
  </dl>
)
