export const allColumns = ['name', 'state', 'node', 'disk', 'units', 'service', 'progress', 'proofBy', 'lastAtx'] as const
export type Column = (typeof allColumns)[number]

/** What stays when the window is narrow or the drawer stands beside the table. */
export const briefColumns: readonly Column[] = ['name', 'state', 'disk', 'units', 'progress', 'proofBy']
