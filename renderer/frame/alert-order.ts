import type { Alert } from '../../electron/contract/model/rig.ts'

/** In the order of the core: the worst first. */
export const inOrder = (alerts: Readonly<Record<string, Alert>>): readonly Alert[] =>
  Object.values(alerts).toSorted((one, other) => one.rank - other.rank || one.since - other.since)

/** What is so now: title, strip, rail and inbox count these alone. */
export const isOpen = ({ over }: Pick<Alert, 'over'>): boolean => over === null
