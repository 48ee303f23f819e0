import { useMemo } from 'react'
import type { Alert } from '../../electron/contract/model/rig.ts'
import { useRows } from '../state/desk.ts'
import { inOrder } from './alert-order.ts'

export { isOpen } from './alert-order.ts'

/** All that is open, and what is over but not for long, in the order of the core: the worst first. */
export const useAlerts = (): readonly Alert[] => {
  const alerts = useRows('alerts')
  return useMemo(() => inOrder(alerts), [alerts])
}
