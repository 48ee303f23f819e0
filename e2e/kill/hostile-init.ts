import { until } from '../host/until.ts'
import type { KillRig } from './rig.ts'
import { launch, type Program, pidsOf, programsOf } from './running.ts'

const everyMs = 60
/** A node that isn't back by then was left in a state in which it can't start. */
const answerDeadlineMs = 20_000

/** The node's layer by its JSON listener; null when it doesn't answer. */
async function layerOf(rig: KillRig, node: string): Promise<number | null> {
  const json = rig.settings().nodes.find(({ name }) => name === node)?.addresses.json
  try {
    const answer = await fetch(`http://${json}/v1/node/status`, { method: 'POST', signal: AbortSignal.timeout(1_000) })
    const body = (await answer.json()) as { status?: { topLayer?: { number?: number } } }
    return body.status?.topLayer?.number ?? null
  } catch {
    return null
  }
}

/** Whether the node itself has a proof against the identity. */
export async function isBanned(rig: KillRig, node: string, id: string): Promise<boolean> {
  const json = rig.settings().nodes.find(({ name }) => name === node)?.addresses.json
  const body = JSON.stringify({ smesherHex: id, includeProof: false })
  const answer = await fetch(`http://${json}/spacemesh.v1.MeshService/MalfeasanceQuery`, { method: 'POST', body })
  const { proof } = (await answer.json()) as { proof?: { smesherId?: { id?: string } } | null }
  return Boolean(proof?.smesherId?.id)
}

const dead = (programs: readonly Program[]) => programs.filter((program) => pidsOf(program).length === 0)

/** Starts whatever of the rig doesn't run, at once, and again whenever it has ended, until all nodes answer. Throws at the deadline. */
export async function startAll(rig: KillRig): Promise<void> {
  const names = rig.settings().nodes.map(({ name }) => name)
  await until('every node answers again', { deadlineMs: answerDeadlineMs, everyMs }, async () => {
    // The settings may have been changed by the move itself: an init system reads its unit when it starts it.
    for (const program of dead([...programsOf(rig, 'nodes'), ...programsOf(rig, 'services')])) launch(rig, program)
    const layers = await Promise.all(names.map((name) => layerOf(rig, name)))
    return layers.every((layer) => layer !== null)
  })
}

/** Lets the nodes live: every one of them says that `layers` layers have passed. */
export async function letLive(rig: KillRig, layers: number): Promise<void> {
  const names = rig.settings().nodes.map(({ name }) => name)
  const before = await Promise.all(names.map((name) => layerOf(rig, name)))
  const deadlineMs = rig.layout.layerMs * layers + 10_000
  await until(`${layers} layers pass`, { deadlineMs, everyMs }, async () => {
    const now = await Promise.all(names.map((name) => layerOf(rig, name)))
    return now.every((layer, index) => layer !== null && layer >= (before[index] ?? layer) + layers)
  })
}
