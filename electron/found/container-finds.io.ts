import { resolve } from 'node:path'
import { programLine } from '../arguments/index.ts'
import type { DraftNote } from '../contract/model/door.ts'
import { realOr } from '../processes/index.ts'
import { isServiceLine, nodeLine, nodePathFlags, servicePathFlags, withPaths } from './argv-roles.ts'
import { type Container, outsideOf } from './containers.ts'
import { type DraftDeps, isSimulated, shown } from './entry-maker.io.ts'
import { ground, type NodeFind, type ServiceFind } from './finds.ts'
import { lookAtFolder } from './folder-kinds.io.ts'
import { readNode } from './node-draft.io.ts'
import { readService } from './service-draft.io.ts'

/** What a container would start, by its tool's word alone: none of its processes is seen. */
export interface ContainerFinds {
  readonly nodes: readonly NodeFind[]
  readonly services: readonly ServiceFind[]
}

export const containerGround = ({ name, restarts }: Container) => ground('container', name, restarts)

const notes: readonly DraftNote[] = ['in-container']

async function placed(folder: string | null, deps: DraftDeps) {
  const real = folder === null ? null : await realOr(folder)
  return {
    folder: real,
    look: real === null ? null : await lookAtFolder(real),
    shown: { dataFolder: await shown(real, 'folder', deps), simulated: await isSimulated(real), arguments: [], program: null },
  }
}

/** Paths of its command line as this computer has them; `null` in their place for what lies in the container alone. */
function mapped(container: Container, args: readonly string[], flags: readonly string[]): string[] {
  return withPaths(args, flags, (path) => outsideOf(container, resolve(container.folder, path)) ?? '/dev/null/in-container')
}

const alone = '/dev/null/'
const ours = (path: string | null): string | null => (path === null || path.startsWith(alone) ? null : path)

/** A container, and the command line that it runs, without what stands in front of it. */
interface Made {
  readonly container: Container
  readonly args: readonly string[]
  readonly deps: DraftDeps
}

const reachedIn = ({ ownNetwork, ports }: Container, address: string | null): string | null => {
  const port = Number(address?.slice(address.lastIndexOf(':') + 1))
  return ownNetwork ? address : (ports.find(({ inside }) => inside === port)?.address ?? null)
}

const common = (container: Container) => ({
  pid: null,
  parent: null,
  group: '',
  grounds: [containerGround(container)],
  network: container.ownNetwork ? null : `container ${container.id}`,
})

const sourceOf = ({ container, args }: Made, flags: readonly string[]) => ({
  args: mapped(container, args, flags),
  program: null,
  dataFolder: null,
  standing: { folder: container.folder, home: '/root' },
  notes,
})

async function nodeIn(made: Made): Promise<NodeFind> {
  const { container, deps } = made
  const { draft, config } = await readNode({ ...sourceOf(made, nodePathFlags), whole: true }, deps)
  const { dataFolder, folderByFlag } = config
  const named = dataFolder === null || folderByFlag ? dataFolder : outsideOf(container, resolve(container.folder, dataFolder))
  const { shown: facts, ...place } = await placed(ours(named), deps)
  const { public: open, private: inner, post } = draft.addresses
  const addresses = { public: reachedIn(container, open), private: reachedIn(container, inner), post: reachedIn(container, post) }
  return { ...common(container), ...place, post, draft: { ...draft, ...facts, addresses }, configFile: null, postFolder: null }
}

async function serviceIn(made: Made): Promise<ServiceFind> {
  const { container, deps } = made
  const { draft, dials } = await readService(sourceOf(made, servicePathFlags), deps)
  const { shown: facts, ...place } = await placed(ours(draft.dataFolder?.path ?? null), deps)
  const operatorAddress = reachedIn(container, draft.operatorAddress)
  return { ...common(container), ...place, dials, draft: { ...draft, ...facts, operatorAddress } }
}

/** The node or service that a container was made to run. */
export async function findsOf(container: Container, deps: DraftDeps): Promise<ContainerFinds> {
  const { program, args } = programLine(container.argv)
  const argv = [program ?? '', ...args]
  const made = { container, args, deps }
  if (nodeLine(argv) === 'is') return { nodes: [await nodeIn(made)], services: [] }
  return { nodes: [], services: isServiceLine(argv) ? [await serviceIn(made)] : [] }
}
