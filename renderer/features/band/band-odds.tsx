import type { ReactNode } from 'react'
import { count } from '../../format/numbers.ts'
import { lasting, time } from '../../format/time.ts'
import { useMirror } from '../../state/desk.ts'
import type { Standings } from '../../state/tally.ts'
import { Mark } from '../../ui/mark.tsx'
import { age } from '../../words/ages.ts'
import { bandWords } from '../../words/band.ts'
import styles from './band.module.css'
import type { Phase } from './phase.ts'

const words = bandWords.odds

interface OddsProps {
  /** Identities of the whole rig, and how many of them are asked for a proof. */
  readonly all: number
  readonly proving: number
  /** Of this clock's identities; `null` while it has none. */
  readonly standings: Standings | null
  readonly phase: Phase
  readonly now: number
  /** When a node of this clock was last heard. */
  readonly seenAt: number | null
  readonly silent: boolean
  /** Nodes that are silent, while others tell the time. */
  readonly beside: readonly string[]
  readonly network: string | null
  readonly children?: ReactNode
}

type Figure = readonly [name: string, value: ReactNode]

const unknown = <span className={styles.unknown}>{bandWords.unknown}</span>

/** A part of the clock's identities; of how many of them nothing is known is said beside it. */
const ofAll = (part: number, { all, is }: Standings): ReactNode => {
  const hidden = is.get('unknown') ?? 0
  if (hidden === all) return unknown
  return (
    <>
      {part === all && <Mark name="published" tone="good" />}
      {words.of(part, all)}
      {hidden > 0 && <span className={styles.unknown}>{words.notKnown(hidden)}</span>}
    </>
  )
}

const pair = (first: Figure, second: Figure): readonly [Figure, Figure] => [first, second]

const byPhase = (standings: Standings, { all, proving, phase }: OddsProps): readonly [Figure, Figure] => {
  const published: Figure = [words.published, ofAll(standings.is.get('published') ?? 0, standings)]
  const left = count((standings.is.get('due') ?? 0) + (standings.is.get('proving') ?? 0))
  switch (phase.kind) {
    case 'gap':
      return pair(published, [words.proving, left])
    case 'register':
      return pair(published, [words.still, left])
    case 'late':
      return pair([words.onTime, published[1]], [words.late, count(standings.is.get('late') ?? 0)])
    case 'between':
      return pair([words.registered, ofAll(standings.registered, standings)], [words.proving, count(proving)])
    case 'no-clock':
    case 'before-genesis':
    case 'rounds-unknown':
      return pair([words.identities, count(all)], [words.proving, count(proving)])
  }
}

const noFigures: readonly [Figure, Figure] = [
  [words.identities, unknown],
  [words.network, unknown],
]

const figures = (props: OddsProps): readonly [Figure, Figure] => {
  const { all, standings, seenAt, silent, network, now } = props
  if (all === 0 || standings === null)
    return pair([words.identities, all === 0 ? words.none : count(all)], [words.network, network ?? unknown])
  if (!silent) return byPhase(standings, props)
  return pair([words.published, unknown], [words.lastSeen, seenAt === null ? words.never : time(seenAt, now, { seconds: true })])
}

const ageOf = ({ seenAt, silent, beside, now }: OddsProps): string => {
  if (seenAt === null) return beside.length === 0 ? words.noNode : words.noAnswer
  if (!silent && beside.length > 0) return words.beside(beside)
  return silent ? words.silentFor(lasting(now - seenAt)) : words.asOf(age(now - seenAt))
}

/** What is proven of this epoch, in two figures and their age. Odds belong to the planner; until it exists nothing is guessed here. */
export const BandOdds = (props: OddsProps) => {
  // Nothing was counted where the rig could not be read.
  const unread = useMirror(({ rig }) => rig.kind === 'none' && rig.problem !== null) === true
  return (
    <Odds shown={unread ? noFigures : figures(props)} age={unread ? words.unread : ageOf(props)}>
      {props.children}
    </Odds>
  )
}

const Odds = ({ shown, age: told, children }: { shown: readonly Figure[]; age: string; children?: ReactNode }) => (
  <dl className={styles.odds} aria-label={bandWords.figures}>
    {shown.map(([name, value]) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </div>
    ))}
    <div>
      <dd className={styles.age}>
        {told} {children}
      </dd>
    </div>
  </dl>
)
