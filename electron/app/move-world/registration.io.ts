import type { RigName, SmesherId } from '../../contract/model/basics.ts'
import { serviceLogPhases } from '../../post/index.ts'
import { logEnd } from '../../processes/index.ts'
import type { MoveWorldDeps } from './move-world.io.ts'
import { postAddressOf } from './post-address.io.ts'

/** The end of a service's log that is read; a registration stands near the end, or after a start line further up. */
const tailBytes = 512 * 1024

/**
 * Whether a service that we started dials this node and was accepted there: its own log says so since its last start. The node's API
 * has no answer to it (docs/protocol.md §4). `null`: not known.
 */
export async function isRegistered(
  { settings, programs }: MoveWorldDeps,
  { service, node, id }: { service: RigName; node: RigName; id: SmesherId },
): Promise<boolean | null> {
  const row = programs.rows().find((one) => one.name === service)
  if (row === undefined || row.slot.pid === null || row.slot.state === 'external') return null
  const post = await postAddressOf(settings.node(node), settings.folder)
  if (row.identity !== id || row.address !== `http://${post}`) return false
  try {
    return (
      serviceLogPhases((await logEnd(programs.logFile({ kind: 'service', name: service }), tailBytes)).split('\n')).connection ===
      'registered'
    )
  } catch {
    return null
  }
}
