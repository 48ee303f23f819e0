import type { EpochClock } from '../../../electron/contract/model/rig.ts'
import type { State } from '../../../electron/contract/state.ts'
import { useMirror } from '../../state/desk.ts'
import { bandWords } from '../../words/band.ts'
import styles from './band.module.css'

const words = bandWords.clocks
const none: State['clocks'] = {}
const clocksOf = ({ clocks }: State) => clocks

/** Nodes that differ in network or PoET timing have clocks of their own: says so, and shows the next one when pressed. */
export const ClockSwitch = ({ shown, choose }: { shown: EpochClock | null; choose: (key: string) => void }) => {
  const clocks = Object.values(useMirror(clocksOf) ?? none).toSorted((one, other) => (one.key < other.key ? -1 : 1))
  const at = clocks.findIndex(({ key }) => key === shown?.key)
  const next = clocks[(at + 1) % clocks.length]
  if (clocks.length < 2 || next === undefined || shown === null) return null
  return (
    <button type="button" className={styles.switch} title={words.differ(clocks.length)} onClick={() => choose(next.key)}>
      {words.by(shown.nodes, at + 1, clocks.length)}
    </button>
  )
}
