import type { BatchRow, Confirmation } from '../../../electron/contract/model/migration.ts'

/** When the service was registered at the target; `null` before. */
export const movedAt = ({ evidence }: BatchRow): number | null => evidence.findLast(({ state }) => state === 'moved')?.at ?? null

/** What the core has seen since the move, and decided; `null` while it has not looked. */
export const confirmationOf = ({ confirmation }: BatchRow): Confirmation | null => confirmation ?? null
export const isConfirmed = ({ confirmation }: BatchRow): boolean => confirmation?.confirmed === true
