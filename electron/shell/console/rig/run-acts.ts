import type { SlotRow } from '../../../contract/model/rig.ts'
import type { ActCommand } from '../rig-command.ts'
import { type Asking, exits } from './asking.ts'
import type { OpenRig } from './open-rig.ts'
import type { RigView } from './rig-view.ts'

type Spoken = Pick<typeof import('../spoken/rig-acts.ts'), 'leftLine' | 'nowLine' | 'refusedLine'>
type Item = Parameters<Spoken['leftLine']>[0]

/** A node has 75 seconds to end; the host answers a stop once it is over. */
const restMs = 90_000
const onItsWay: readonly SlotRow['state'][] = ['starting', 'stopping']

interface Told {
  readonly name: string
  readonly outcome: 'done' | 'left' | 'refused' | 'not-yet'
  readonly says: string
}

const isWanted = (act: ActCommand['act'], state: SlotRow['state'] | undefined): boolean =>
  act === 'stop' ? state === 'stopped' || state === 'ended' : state === 'running' || state === 'starting'

interface Acting {
  readonly acts: NonNullable<OpenRig['acts']>
  readonly view: RigView
  readonly spoken: Spoken
}

/** Asks for one, and waits until its row has come to rest. */
async function actOn({ kind, act }: ActCommand, { name, consent }: Item, { acts, view, spoken }: Acting): Promise<Told> {
  const group = kind === 'node' ? acts.nodes : acts.services
  try {
    await (act === 'start' ? group.start({ name }) : group[act]({ name, words: consent ?? '' }))
  } catch (error) {
    return { name, outcome: 'refused', says: spoken.refusedLine(name, error) }
  }
  const stateOf = () => (kind === 'node' ? view.state().nodes : view.state().services)[name]?.slot?.state
  const isThere = () => isWanted(act, stateOf()) && !onItsWay.includes(stateOf() ?? 'unknown')
  const settled = await view.until(isThere, restMs)
  return { name, outcome: settled ? 'done' : 'not-yet', says: spoken.nowLine(view.state(), kind, { name, settled }) }
}

/** One after the other, in their order; a refusal of one keeps none of the others. */
async function all(command: ActCommand, items: readonly Item[], acting: Acting & Pick<Asking, 'say'>): Promise<readonly Told[]> {
  const told: Told[] = []
  for (const item of items) {
    const one: Told =
      item.closed === null
        ? await actOn(command, item, acting)
        : { name: item.name, outcome: item.isSo ? 'done' : 'left', says: acting.spoken.leftLine(item) }
    told.push(one)
    if (!command.json) acting.say(one.says)
  }
  return told
}

/** Starts, stops or restarts what is named, by the host. What costs something is said, and done only with `--yes`. */
export async function runActs(command: ActCommand, { rig, view }: { rig: OpenRig; view: RigView }, asking: Asking): Promise<number> {
  const [{ actItems, consoleWords: words, costLines, leftLine, nowLine, refusedLine }, { inertJson }] = await Promise.all([
    import('../spoken/rig-acts.ts'),
    import('../spoken/terminal.ts'),
  ])
  const refuse = (code: number, ...lines: readonly string[]): number => {
    for (const line of lines) asking.complain(line)
    return code
  }
  const items = actItems(view.state(), command, command.all ? null : command.names)
  if (typeof items === 'string') return refuse(exits.usage, items)
  if (rig.acts === null) return refuse(exits.asks, words.wantsHost)
  const costs = costLines(items.filter(({ closed }) => closed === null))
  if (costs.length > 0 && !command.yes) return refuse(exits.asks, ...costs, words.wantsYes)
  const told = await all(command, items, { acts: rig.acts, view, spoken: { leftLine, nowLine, refusedLine }, say: asking.say })
  if (command.json) asking.say(inertJson({ [command.act]: told, costs }))
  else if (told.length === 0) asking.say(words.nothing)
  // Of all, those that can't be acted on are no failure of the others.
  const failed = told.some(({ outcome }) => outcome !== 'done' && !(outcome === 'left' && command.all))
  return failed ? exits.failed : exits.fine
}
