import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { installPrograms } from '../../electron/devnet/install/install.ts'
import type { RigLayout } from '../../electron/devnet/rig/layout.ts'
import type { Programs } from './programs.ts'
import type { Row, Verdict } from './report.ts'
import { compareRun } from './runs/compare-run.ts'
import { type Go, together, WHOLE_RUN } from './runs/goes.ts'
import { makeRealRig, makeSimulatedRig } from './runs/make-rig.ts'
import type { Facts } from './runs/record.ts'
import { recordedMove, recordedRemote } from './runs/recorded.ts'
import { runMove } from './runs/run-move.ts'
import { runRemote } from './runs/run-remote.ts'
import type { RunOutcome, RunTools } from './runs/run-tools.ts'

export interface RunOptions {
  readonly recordings: string
  readonly folder: string
  /** Script that runs devnet's programs. */
  readonly entry: string
  readonly programs: Programs
  readonly only: readonly string[]
}

interface RecordedRun {
  readonly name: string
  readonly ports: number
  readonly recorded: (recordings: string) => Facts
  readonly run: (tools: RunTools) => Promise<RunOutcome>
}

const RUNS: readonly RecordedRun[] = [
  { name: 'run-remote', ports: 20_300, recorded: recordedRemote, run: runRemote },
  { name: 'run-move', ports: 12_000, recorded: (recordings) => recordedMove(recordings, 'run-move'), run: runMove },
]

/** Version of the node that the runs were recorded with. */
const RECORDED_NODE = '1.7.6'
const RUN_SPEEDS: readonly number[] = [8, 4, 2]

function toolsFor(run: RecordedRun, options: RunOptions, speed: number): RunTools {
  const folder = join(options.folder, `${run.name}-${speed}`)
  mkdirSync(folder, { recursive: true })
  const { simulated } = options.programs
  const programs = simulated ? join(folder, 'programs') : options.programs.folder
  if (simulated) installPrograms(programs, { program: { interpreter: process.execPath, file: options.entry }, speed })
  const make = simulated ? makeSimulatedRig : makeRealRig
  const makeRig = (layout: RigLayout, leadSeconds: number) => make({ folder, programs }, layout, (leadSeconds * 1000) / speed)
  return { recordings: options.recordings, simulated, speed, folder, ports: run.ports, makeRig }
}

/** What was compared, and what was left out of it. */
interface Checked {
  readonly rows: readonly Row[]
  readonly notes: readonly string[]
}

const rowOf = (run: RecordedRun, id: string, verdict: Verdict): Row => ({ part: 'runs', group: run.name, id, verdict })

/** One go through the run at a speed. */
async function carryOut(run: RecordedRun, options: RunOptions, speed: number): Promise<Checked> {
  const row = (id: string, verdict: Verdict) => rowOf(run, id, verdict)
  let outcome: RunOutcome
  try {
    outcome = await run.run(toolsFor(run, options, speed))
  } catch (error) {
    const got = error instanceof Error ? error.message : String(error)
    return { rows: [row(WHOLE_RUN, { kind: 'differ', differences: [{ what: 'the run', expected: 'to its end', got }] })], notes: [] }
  }
  const { got, alsoExpected, missing, notes } = outcome
  const compared = compareRun({ ...run.recorded(options.recordings), ...alsoExpected }, got)
  const absent = missing.map((id) => row(id, { kind: 'not-run', why: 'devnet has no such service' }))
  return {
    rows: [...[...compared].map(([id, verdict]) => row(id, verdict)), ...absent],
    notes: notes.map((note) => `note: ${run.name}: ${note}`),
  }
}

/**
 * Simulated networks keep divided time, which a busy machine may not keep up with: a run that differs is carried out
 * again at half the speed, and again. What differs every time does so whatever the machine was doing.
 */
async function checkRun(run: RecordedRun, options: RunOptions): Promise<Checked> {
  if (options.programs.find('go-spacemesh', RECORDED_NODE) === null)
    return { rows: [rowOf(run, WHOLE_RUN, { kind: 'not-run', why: `no such program: go-spacemesh ${RECORDED_NODE}` })], notes: [] }
  const goes: Go[] = []
  for (const speed of options.programs.simulated ? RUN_SPEEDS : [1]) {
    goes.push({ speed, ...(await carryOut(run, options, speed)) })
    if (!together(goes).rows.some(({ verdict }) => verdict.kind === 'differ')) break
  }
  return together(goes)
}

/** Runs the recorded networks again on the programs at hand and compares what decides. */
export async function checkRuns(options: RunOptions): Promise<Checked> {
  const named = options.only.filter((word) => word.startsWith('run-'))
  const chosen = RUNS.filter(({ name }) => named.length === 0 || named.includes(name))
  const checked = await Promise.all(chosen.map((run) => checkRun(run, options)))
  return { rows: checked.flatMap(({ rows }) => rows), notes: checked.flatMap(({ notes }) => notes) }
}
