import { saw } from '../contract/seen.ts'
import { changedPart } from './binding.ts'
import { Frozen, type MoveContext, Paused, viewOf } from './context.ts'
import type { Side } from './sides.ts'
import type { NodeWorld } from './world.ts'

type Part = Side | 'service'
const all: readonly Part[] = ['source', 'target', 'service']

async function changeOf({ plan, side, world }: MoveContext, part: Part): Promise<string | null> {
  const now = part === 'service' ? await world.serviceBinding(plan.service.name) : await side[part].world.nodeBinding(plan[part].node)
  const changed = changedPart(plan[part].binding, now)
  return changed === null ? null : `${part === 'service' ? plan.service.name : plan[part].node}: ${changed}`
}

/** What of both nodes and the service is not what the plan was made on; `null` when all is as it was. */
export async function changedBinding(context: MoveContext, parts = all): Promise<string | null> {
  for (const part of parts) {
    const changed = await changeOf(context, part)
    if (changed !== null) return changed
  }
  return null
}

/**
 * What names stand for is what the plan says. Else nothing more is done by name: while the key is where it was a person may put it right
 * or all back; once it was out of use a person decides.
 */
export async function requireBound(context: MoveContext, parts = all): Promise<void> {
  const changed = await changedBinding(context, parts)
  if (changed === null) return
  if (viewOf(context).retireIntended) throw new Frozen('binding-changed', changed)
  throw new Paused('binding-changed', changed)
}

type Bindable = Pick<MoveContext, 'plan' | 'world'> & {
  readonly side: Readonly<Record<Side, { readonly world: Pick<NodeWorld, 'nodeBinding'> }>>
}

/** A plan of an older version names its folders by their paths alone. */
async function otherFolder({ plan, world, side: sides }: Bindable, side: Side): Promise<string | null> {
  const { node, folder, binding } = plan[side]
  const now = await sides[side].world.nodeBinding(node)
  if ('unbound' in now) return now.unbound
  if (binding !== undefined) return changedPart(binding, now, 'folder')
  return world.folders().some((one) => one.node === node && one.folder === folder) ? null : saw('not-as-planned', 'folder')
}

/**
 * For a person's ways out, which start nothing that is not as planned: names stand for the folders of the plan, so that who is silent is who
 * has them. A program that was updated meanwhile keeps no key from going back, or out of use.
 */
export async function requireFolders(context: Bindable, sides: readonly Side[]): Promise<void> {
  for (const side of sides) {
    const other = await otherFolder(context, side)
    if (other !== null) throw new Frozen('binding-changed', `${context.plan[side].node}: ${other}`)
  }
}
