import { stat } from 'node:fs/promises'
import type { IdentitiesScan } from '../../identities/index.ts'

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (facts) => facts.isDirectory(),
    () => false,
  )

/** Every file that the node would load was read. A data folder that isn't there, as on a disk that is not mounted, tells nothing. */
export async function wasRead(dataFolder: string, { state, entries }: IdentitiesScan): Promise<boolean> {
  if (state === 'missing') return isFolder(dataFolder)
  return state === 'read' && !entries.some(({ defect }) => defect === 'not-readable')
}
