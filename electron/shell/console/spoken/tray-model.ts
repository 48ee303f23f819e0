import { alertWords } from '../../../../renderer/words/alerts.ts'
import { shellDialogs } from '../../../../renderer/words/settings.ts'
import type { State } from '../../../contract/state.ts'

const words = shellDialogs.tray

/** What a tray shows, as data. `does: null`: a line to read. */
export interface TrayModel {
  readonly tooltip: string
  readonly items: readonly { readonly label: string; readonly does: 'open' | 'quit' | null }[]
}

const lineLength = 100

/** The worst open thing in one sentence; calm only where the verdict claims it. */
function worst({ rig, alerts, verdict }: Pick<State, 'rig' | 'alerts' | 'verdict'>, now: number): string {
  const open = Object.values(alerts).filter(({ over }) => over === null)
  const [first] = open.toSorted((one, other) => one.rank - other.rank)
  if (first !== undefined) return words.more(alertWords(first, now).head, open.length - 1)
  if (rig.kind === 'none') return words.none
  return verdict?.calm === true ? words.calm : words.unsure
}

export function trayModel(state: Pick<State, 'rig' | 'alerts' | 'verdict'>, now: number): TrayModel {
  const said = worst(state, now).slice(0, lineLength)
  return {
    tooltip: `Smeshdesk: ${said}`,
    items: [
      { label: said, does: null },
      { label: words.open, does: 'open' },
      { label: words.quit, does: 'quit' },
    ],
  }
}

/** What is asked when the window is closed for the first time. */
export const closingWords = shellDialogs.closing
