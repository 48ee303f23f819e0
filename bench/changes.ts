import type { RowSeen } from './page-watch.ts'

/** A change at the source, and what a row must show from then on. */
export interface Change {
  readonly id: string
  readonly at: number
  readonly shows: (cells: readonly string[]) => boolean
}

/**
 * How long each change took to be drawn, in milliseconds: until the first drawing of its row, after the change, that shows it.
 * Infinite for one that was never drawn, so that no quantile hides it.
 */
export function delaysOf(changes: readonly Change[], seen: readonly RowSeen[]): number[] {
  const byRow = Map.groupBy(seen, ({ id }) => id)
  return changes.map(({ id, at, shows }) => {
    const drawn = byRow.get(id)?.find((row) => row.at >= at && shows(row.cells))
    return drawn === undefined ? Number.POSITIVE_INFINITY : drawn.at - at
  })
}
