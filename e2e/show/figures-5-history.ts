import type { HistoryReport } from '../history/struck-history.ts'
import { benchFigures, figuresOf } from './figures-1.ts'
import { type Figure, holdsWhen } from './proof.ts'

const wantedKills = 50

const firstOf = (faults: readonly string[]) => (faults[0] === undefined ? {} : { why: faults[0] })

/** The app killed at random moments while a node sends events: what it remembers afterwards. */
export async function historyKillFigures(): Promise<Figure[]> {
  const report = await figuresOf<HistoryReport>('history-kill', 'e2e/history/main.ts', ['--kills', String(wantedKills)])
  const { kills, cuts, sent, kept, excused, lost, twice, madeUp, uncovered, killedGaps, sound, setAside } = report
  return [
    holdsWhen('history, whole after kills of the app', kills >= wantedKills && kept > 0 && lost.length === 0, {
      measured: `${lost.length} lost of ${sent} events, ${kills} kills`,
      bar: `0 lost in ≥ ${wantedKills} kills`,
      ...firstOf(lost),
    }),
    holdsWhen('history, nothing twice, nothing made up', twice.length + madeUp.length === 0 && kept > 0, {
      measured: `${twice.length} twice, ${madeUp.length} made up of ${kept}`,
      bar: '0',
      ...firstOf([...twice, ...madeUp]),
    }),
    holdsWhen('history, when nobody looked', uncovered.length === 0 && killedGaps > 0, {
      measured: `${uncovered.length} of ${kills} without a gap`,
      bar: '0',
      why: uncovered[0] ?? `${excused} events were sent meanwhile; the node was cut off ${cuts} times`,
    }),
    holdsWhen('history, its file', sound === 'ok' && setAside === 0, {
      measured: `${sound}, ${setAside} set aside`,
      bar: 'ok, 0 set aside',
    }),
  ]
}

/** What a thousand identities of a hundred epochs cost to be asked for. */
export const historyBenchFigures = (): Promise<Figure[]> => benchFigures('history')
