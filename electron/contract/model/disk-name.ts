import type { IdentityRow } from './identity.ts'

// No schema library: the page has this file as code.

/** What a person knows its disk by: the volume's label, the drive's model, else the mount point; `/` is the system's, whatever it is called. */
export const diskName = ({ disk, diskName: named }: Pick<IdentityRow, 'disk' | 'diskName'>): string | null =>
  disk === null || disk === '/' ? disk : (named ?? disk)
