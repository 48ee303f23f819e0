import { useMemo } from 'react'
import type { Alert } from '../../electron/contract/model/rig.ts'
import { useRows } from '../state/desk.ts'

/** All that is open, and what is over but not for long, in the order of the core: the worst first. */
export const useAlerts = (): readonly Alert[] => {
  const alerts = useRows('alerts')
  return useMemo(() => Object.values(alerts).toSorted((one, other) => one.rank - other.rank || one.since - other.since), [alerts])
}

/** What is so now: title, strip, rail and inbox count these alone. */
export const isOpen = ({ over }: Pick<Alert, 'over'>): boolean => over === null
