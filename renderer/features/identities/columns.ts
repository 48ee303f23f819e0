/** All columns; which of them a list has room for is decided by its own width (identities.module.css). */
export const columns = ['name', 'state', 'node', 'disk', 'units', 'service', 'progress', 'proofBy', 'lastAtx', 'history'] as const
export type Column = (typeof columns)[number]
