/** All columns, as they stand from left to right. */
export const columns = ['name', 'state', 'node', 'disk', 'units', 'size', 'service', 'progress', 'proofBy', 'lastAtx', 'history'] as const
export type Column = (typeof columns)[number]
/** What a row is put in order by, and a file holds: the strip of its epochs is a picture. */
export type ValueColumn = Exclude<Column, 'history'>
export const hasValue = (column: Column): column is ValueColumn => column !== 'history'
export const numberColumns: readonly Column[] = ['units', 'size', 'proofBy', 'lastAtx']

/** Name and state always stand. */
export const freeColumns = columns.filter((column) => column !== 'name' && column !== 'state')
export const usualColumns: readonly Column[] = columns.filter((column) => column !== 'size')

/** The least width in pixels, with which head and values fit (identities.module.css has the usual ones). */
const least: Readonly<Record<Column, number>> = {
  name: 160,
  state: 208,
  node: 96,
  disk: 108,
  units: 68,
  size: 92,
  service: 165,
  progress: 156,
  proofBy: 112,
  lastAtx: 116,
  history: 128,
}
/** Which goes first where there is no room for all. */
const leaving: readonly Column[] = ['history', 'service', 'size', 'units', 'progress', 'lastAtx', 'disk', 'node', 'proofBy']

/** The chosen columns that a list of this width has room for; a width of 0 is not known yet. */
export const columnsIn = (chosen: readonly Column[], width: number): readonly Column[] => {
  let shown = columns.filter((column) => column === 'name' || column === 'state' || chosen.includes(column))
  for (const column of leaving) {
    if (width === 0 || shown.reduce((sum, one) => sum + least[one], 0) <= width) return shown
    shown = shown.filter((one) => one !== column)
  }
  return shown
}
