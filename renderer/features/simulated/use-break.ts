import type { BreakName, Simulation } from '../../../electron/contract/model/simulation.ts'
import { useAct } from '../../state/act.ts'
import { useMirror } from '../../state/desk.ts'
import type { FaultWords } from '../../words/errors.ts'

type Breakable = Simulation['breaks'][number]

/** One thing that can be broken: what it is, and the one act that it has now. */
export interface Break {
  readonly thing: Breakable
  readonly toggle: () => Promise<unknown>
  readonly pending: boolean
  readonly fault: FaultWords | null
}

/** `null` where the rig can't be broken on purpose. */
export const useBreak = (what: BreakName): Break | null => {
  const thing = useMirror(({ rig }) => rig.simulation?.breaks.find((one) => one.what === what) ?? null)
  const { run, pending, fault } = useAct((client, name: BreakName, mend: boolean) =>
    mend ? client.simulation.mend({ what: name }) : client.simulation.break({ what: name }),
  )
  return thing && { thing, toggle: () => run(what, thing.since !== null), pending, fault }
}
