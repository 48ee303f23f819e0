import {
  foldProof,
  foldServiceLife,
  type LogProofs,
  nameRunningService,
  newServiceLife,
  noLogProofs,
  parseServiceLine,
  postServiceMarks,
  programOutput,
  type RunningTrouble,
  type ServiceLife,
  servicePhase,
} from '../post/index.ts'
import { LogCursor } from './log-cursor.io.ts'
import type { Run } from './slot.ts'

/** More than this at once is not read line by line: the newest part says how it stands. */
const stepBytes = 1024 * 1024

/** Whether the connection stands; the kinds of its failing are one. */
const standing = ({ connection }: ServiceLife): string =>
  connection === 'disconnected' || connection === 'node-unreachable' ? 'failing' : connection

function timeOf(line: string): number | null {
  const at = Date.parse(parseServiceLine(line)?.at ?? '')
  return Number.isNaN(at) ? null : at
}

/** Follows what a running service writes, in steps, with constant memory. */
export class RunLog {
  life: ServiceLife = newServiceLife
  proofs: LogProofs = noLogProofs
  /** Since when the node has refused it as already registered, without a break. */
  refusedSince: number | null = null
  /** Since when the connection stands or fails, and how it failed last. */
  since: number | null = null
  detail = ''
  readonly token: string
  readonly #run: Run
  readonly #output = programOutput(postServiceMarks)
  readonly #cursor: LogCursor

  constructor(run: Run) {
    this.#run = run
    this.token = run.token
    this.#cursor = new LogCursor(run.logFile, { from: run.logOffset, mostBytes: stepBytes })
  }

  /** Reads what was added since the last time. A file that became shorter was cut: it is read from its beginning. */
  async read(now: number): Promise<void> {
    const { lines = [], anew = false } = (await this.#cursor.look()) ?? {}
    // How the proof in the making went on may stand in what was not read.
    if (anew) this.proofs = { ...this.proofs, now: null }
    for (const line of lines) this.proofs = foldProof(this.proofs, line)
    for (const line of lines) this.#output.push('stderr', `${line}\n`)
    for (const line of lines) {
      const phase = servicePhase(line)
      if (phase === null) continue
      const before = standing(this.life)
      this.life = foldServiceLife(this.life, phase)
      if (standing(this.life) !== before) this.since = timeOf(line) ?? now
      if (phase.kind === 'disconnected' || phase.kind === 'node-unreachable') this.detail = phase.detail
    }
    const refused = this.life.disconnect === 'already-registered'
    this.refusedSince = refused ? (this.refusedSince ?? now) : null
  }

  /** What is wrong with it while it runs, as a meaning of docs/protocol.md §11; `null` when nothing is. */
  trouble(): RunningTrouble | null {
    return nameRunningService(this.#output.seen(), this.#run.args)
  }
}
