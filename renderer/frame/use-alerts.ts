import type { Alert } from '../../electron/contract/model/rig.ts'
import type { State } from '../../electron/contract/state.ts'
import { useMirror } from '../state/desk.ts'

const none: readonly Alert[] = []
const sorted = new WeakMap<object, readonly Alert[]>()

const openAlerts = ({ alerts }: State): readonly Alert[] => {
  const known = sorted.get(alerts)
  if (known) return known
  const rows = Object.values(alerts).toSorted((one, other) => one.rank - other.rank || one.since - other.since)
  sorted.set(alerts, rows)
  return rows
}

/** All that is open, in the order of the core: the worst first. */
export const useAlerts = (): readonly Alert[] => useMirror(openAlerts) ?? none
