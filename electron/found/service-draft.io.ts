import type { SmesherId } from '../contract/model/basics.ts'
import type { DraftNote, ServiceDraft } from '../contract/model/door.ts'
import { readMetadata, serviceCommandLine } from '../post/index.ts'
import type { Settings } from '../settings/index.ts'
import { servicePathFlags, withPaths } from './argv-roles.ts'
import { dialOf, sameDial } from './dial.ts'
import { absolute, type DraftDeps, type DraftSource, isSimulated, shown } from './entry-maker.io.ts'
import { freeName } from './free-name.ts'

/** The node of the rig whose post listener a service dials. */
function nodeAt({ nodes }: Settings, address: string | null): ServiceDraft['node'] {
  const dial = dialOf(address)
  return nodes.find(({ addresses }) => sameDial(addresses.post, dial))?.name ?? null
}

export async function identityIn(folder: string | null): Promise<SmesherId | null> {
  if (folder === null) return null
  const read = await readMetadata(folder)
  return read.ok ? read.metadata.nodeId : null
}

/** A service's entry, as its command line and its data describe it, and the address that it dials. Read only. */
export async function readService(
  source: DraftSource,
  deps: DraftDeps,
): Promise<{ readonly draft: ServiceDraft; readonly dials: string | null }> {
  const { standing } = source
  const notes: DraftNote[] = [...source.notes]
  const args = withPaths(source.args, servicePathFlags, (path) => absolute(path, standing) ?? path)
  const line = serviceCommandLine(args)
  const named = line.dir === null ? null : absolute(line.dir, standing)
  if (line.dir !== null && named === null) notes.push('relative-path')
  if (args.length > 0 && line.problems.length + line.unknown.length > 0) notes.push('command-refused')
  const node = nodeAt(deps.settings, line.address)
  if (line.address !== null && node === null) notes.push('dials-unknown-node')
  const folder = source.dataFolder ?? named
  const taken = deps.settings.services.map(({ name }) => name)
  const draft = {
    name: folder === null ? '' : freeName(folder, taken),
    program: await shown(source.program, 'program', deps),
    dataFolder: await shown(folder, 'folder', deps),
    arguments: args,
    node,
    operatorAddress: dialOf(line.operatorAddress),
    identity: await identityIn(folder),
    simulated: await isSimulated(folder),
    notes,
  }
  return { draft, dials: dialOf(line.address) }
}
