import type { IdentityRow } from '../../../electron/contract/model/identity.ts'
import type { Tone } from '../../ui/tone.ts'
import { type StateWords, stateWords } from '../../words/states.ts'

/** Identities that are shown by one word. */
export interface FleetPart extends Pick<StateWords, 'title' | 'mark'> {
  readonly tone: Tone
  readonly count: number
  /** Of those whose size is known; `null` where that is not all of them. */
  readonly units: number | null
}

const order: readonly Tone[] = ['bad', 'odd', 'warn', 'active', 'idle', 'good']

/** The rig by the words of its rows, what asks for somebody first; equal ones by how many they are. */
export function fleetOf(rows: readonly IdentityRow[]): readonly FleetPart[] {
  const groups = Map.groupBy(rows, ({ state, tone }) => `${tone} ${stateWords(state).title}`)
  return [...groups.values()]
    .map((own): FleetPart => {
      const [first] = own as [IdentityRow]
      const { title, mark } = stateWords(first.state)
      const units = own.reduce<number | null>((sum, { numUnits }) => (sum === null || numUnits === null ? null : sum + numUnits), 0)
      return { title, mark, tone: first.tone, count: own.length, units }
    })
    .sort((one, other) => order.indexOf(one.tone) - order.indexOf(other.tone) || other.count - one.count)
}
