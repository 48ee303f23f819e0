import type { Prover } from './around.ts'
import { isOwn } from './external-provers.ts'
import type { Looks } from './kind-looks.io.ts'
import type { LiveSlot } from './live-slot.io.ts'
import { lookAtMachine } from './machine.io.ts'
import { nodesOnFolder } from './node-process.io.ts'
import { identifyProcess, isSameProcess, type ProcessIdentity } from './process-identity.io.ts'
import { toldToProgram } from './program-line.ts'
import { runsProgramOf } from './same-program.io.ts'

/** A process that runs in a slot's place, for good. */
export interface SlotProcess {
  readonly identity: ProcessIdentity
  /** Program first. */
  readonly argv: readonly string[]
  /** The data folder that it uses. */
  readonly folder: string
  readonly ours: boolean
  /** It is the slot's program beyond doubt, and does not only look like it. */
  readonly certain: boolean
}

type Slot = Pick<LiveSlot, 'spec' | 'record' | 'externalPid'>

async function ownRun({ spec, record: { run } }: Slot): Promise<SlotProcess[]> {
  const identity = run?.identity ?? null
  if (run === null || identity === null || (await isSameProcess(identity)) === 'gone') return []
  return [{ identity, argv: [run.program, ...run.args], folder: spec.dataFolder ?? '', ours: true, certain: true }]
}

/** The nodes on the slot's folder; what our own run has started itself belongs to it. */
export async function standingAsNode(slot: Slot, { processes }: Looks): Promise<readonly SlotProcess[]> {
  const { dataFolder } = slot.spec
  const own = await ownRun(slot)
  if (dataFolder === null) return own
  const ownPid = own[0]?.identity.pid ?? null
  const others = (await nodesOnFolder(dataFolder, slot.spec, await processes())).filter((node) => !isOwn(ownPid, node))
  return [...own, ...others.map(({ identity, argv, certain }) => ({ identity, argv, folder: dataFolder, ours: false, certain }))]
}

/** Our own run, and the prover that others have started in this slot's place. */
export async function standingAsService(slot: Slot, { provers }: Looks): Promise<readonly SlotProcess[]> {
  const prover = (await provers()).find(({ pid }) => pid === slot.externalPid) ?? null
  const found = await withProver(slot, prover)
  // Identified, then judged again: what is told of is the process that was looked at.
  const still = await lookAtMachine()
  return found.filter(({ ours, identity }) => ours || still.some(({ pid }) => pid === identity.pid))
}

async function withProver(slot: Slot, prover: Prover | null): Promise<readonly SlotProcess[]> {
  const own = await ownRun(slot)
  const identity = prover === null ? null : await identifyProcess(prover.pid)
  if (prover === null || identity === null) return own
  const certain = toldToProgram('service', prover.argv) !== null || (await runsProgramOf(prover, slot.spec))
  return [...own, { identity, argv: prover.argv, folder: prover.folder.path, ours: false, certain }]
}
