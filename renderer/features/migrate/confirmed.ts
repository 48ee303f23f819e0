import type { IdentityRow } from '../../../electron/contract/model/identity.ts'
import type { BatchRow } from '../../../electron/contract/model/migration.ts'

/** When the service was registered at the target; `null` before. */
export const movedAt = ({ evidence }: BatchRow): number | null => evidence.findLast(({ state }) => state === 'moved')?.at ?? null

export interface Confirmation {
  /** Publish epoch of the first ATX that came after the move. */
  readonly act: number | null
  readonly ban: 'banned' | 'none' | 'unknown'
  /** Nodes that were asked and never had the key. */
  readonly witnesses: readonly string[]
  readonly loadable: number
  readonly confirmed: boolean
}

/** Moved is not confirmed: that takes the first act signed from the target, and no ban at a node that does not hold the key (docs/moving.md). */
export const confirmation = (batch: BatchRow, row: IdentityRow | null): Confirmation => {
  const at = movedAt(batch)
  const atx = row?.lastAtx ?? null
  const act =
    at !== null && atx?.at !== null && atx?.at !== undefined && atx.at > at && row?.node === batch.target ? atx.publishEpoch : null
  const witnesses = (row?.ban.askedAt ?? []).filter((node) => node !== batch.source && node !== batch.target)
  const ban = row?.ban.state === 'banned' ? 'banned' : row?.ban.state === 'not-proven' ? 'none' : 'unknown'
  const loadable = (row?.keyFiles ?? []).filter(({ state }) => state === 'loadable').length
  return { act, ban, witnesses, loadable, confirmed: act !== null && ban === 'none' && witnesses.length > 0 && loadable === 1 }
}
