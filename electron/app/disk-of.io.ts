import { diskName, mountOf } from '../processes/index.ts'
import { simulatedDisk } from './simulated-rig.io.ts'

/** The disk that a path lies on, by its mount point; a simulated rig's folders play disks. */
export async function diskOf(path: string) {
  const simulated = await simulatedDisk(path)
  if (simulated !== null) return { point: simulated, name: null }
  const mount = await mountOf(path)
  return mount === null ? null : { point: mount.point, name: await diskName(mount.source) }
}
