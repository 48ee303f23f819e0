import type { State } from '../../../contract/state.ts'
import type { ListCommand, RigCommand } from '../rig-command.ts'
import { type Asking, exits } from './asking.ts'
import { type OpenRig, openRig } from './open-rig.ts'
import { openView, type RigView } from './rig-view.ts'
import { runActs } from './run-acts.ts'
import { runLog } from './run-log.ts'

/** A look of our own has seen something when every node was asked; no longer than that. */
const lookMs = { open: 4_000, nodes: 12_000, rest: 4_000 } as const

async function settle(view: RigView): Promise<void> {
  await view.until(({ rig }) => rig.problem !== null || rig.kind !== 'none', lookMs.open)
  const isAsked = ({ rig, nodes, verdict }: State) =>
    rig.problem !== null ||
    rig.kind === 'none' ||
    (verdict !== null &&
      Object.values(nodes).every(({ reach, addresses }) => reach !== 'unknown' || Object.values(addresses).every((one) => one === null)))
  // What the claims rest on comes in a moment after the first answers.
  if (await view.until(isAsked, lookMs.nodes))
    await view.until(({ rig, verdict }) => rig.kind === 'none' || rig.problem !== null || verdict?.provenAt != null, lookMs.rest)
}

async function list(command: ListCommand, view: RigView, { alone, ...asking }: Asking & { readonly alone: boolean }): Promise<number> {
  const [spoken, { inertJson }, { consoleWords, problemLine }] = await Promise.all([
    import('../spoken/rig-text.ts'),
    import('../spoken/terminal.ts'),
    import('../spoken/rig-acts.ts'),
  ])
  const state = view.state()
  if (state.rig.problem !== null) {
    asking.complain(problemLine(state.rig.problem))
    return exits.failed
  }
  const of = {
    status: spoken.statusSpoken,
    identities: spoken.identitiesSpoken,
    services: spoken.servicesSpoken,
    nodes: spoken.nodesSpoken,
  }[command.what]
  const { text, value, asks } = of(state, { now: asking.now(), room: command.json ? null : asking.room })
  if (command.json)
    asking.say(
      inertJson({ profile: state.rig.profile, host: !alone, at: new Date(asking.now()).toISOString(), asks, [command.what]: value }),
    )
  else asking.say(text)
  if (alone && !command.json) asking.complain(consoleWords.alone)
  return asks ? exits.asks : exits.fine
}

const viewOf = async ({ client, acts }: OpenRig, signal: AbortSignal): Promise<RigView> => {
  const view = await openView(client.state.watchState({}, signal))
  if (acts === null) await settle(view)
  return view
}

/** Asks the rig of a profile and prints the answer. Gives the exit code. */
export async function runRig(command: RigCommand, asking: Asking): Promise<number> {
  const rig = await openRig(asking.place)
  const leaving = new AbortController()
  try {
    const view = await viewOf(rig, leaving.signal)
    if (command.name === 'list') return await list(command, view, { ...asking, alone: rig.acts === null })
    if (command.name === 'act') return await runActs(command, { rig, view }, asking)
    return await runLog(command, { client: rig.client, state: view.state(), signal: leaving.signal }, asking)
  } finally {
    leaving.abort()
    await rig.close()
  }
}
