import { randomBytes } from 'node:crypto'
import { stat } from 'node:fs/promises'
import type { ProgramSpec } from './program-spec.ts'
import type { Run } from './slot.ts'

/** What is written down of a run before it begins. */
export async function newRun({ program, args, cwd, logFile }: ProgramSpec, at: number): Promise<Run> {
  const logOffset = (await stat(logFile).catch(() => null))?.size ?? 0
  const token = randomBytes(16).toString('hex')
  return { stage: 'starting', token, program: program ?? '', args: [...args], cwd, logFile, logOffset, at, identity: null }
}
