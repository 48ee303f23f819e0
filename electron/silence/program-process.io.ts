import { Instant } from '../contract/model/basics.ts'
import { type ProcessIdentity, type SlotProcess, startOf } from '../processes/index.ts'
import type { ProgramProcess } from './facts.ts'

/** A process in a slot's place as a move names it to people, and knows it again. */
export function programOf({ identity, argv, folder, ours }: SlotProcess): ProgramProcess {
  const { pid, startTicks, bootId, exe } = identity
  const at = startOf(identity, Date.now())
  const startedAt = at === null ? null : Instant.parse(at)
  return { pid, startTicks, bootId, startedAt, executable: exe, folder, commandLine: argv.join(' ').slice(0, 1_000), ours }
}

export const identityOf = ({ pid, startTicks, bootId, executable }: ProgramProcess): ProcessIdentity => ({
  pid,
  startTicks,
  bootId,
  exe: executable,
})
