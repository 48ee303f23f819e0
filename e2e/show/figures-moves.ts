import { join, resolve } from 'node:path'
import type { KillReport } from '../kill/report.ts'
import { figuresOf } from './figures-1.ts'
import { showFigure } from './figures-2.ts'
import { runJourneys, toItsEnd } from './figures-journeys.ts'
import { type Figure, holdsWhen } from './proof.ts'

const because = (why: string | undefined) => (why === undefined ? {} : { why: why.slice(0, 200) })

/** The whole plan of strikes: each record, before and after, by either signal, gone on or put back. */
export async function strikeFigures(): Promise<Figure[]> {
  const { plan, moves, moved, aborted, failed, violations, copies, oracle } = await figuresOf<KillReport>('strikes', 'e2e/kill/main.ts', [
    '--plan',
    'records',
  ])
  if (plan === undefined) throw new Error('the plan wrote no figures')
  return [
    holdsWhen('records × before, after × SIGKILL, SIGTERM × resume, abort', plan.reached === plan.cells && plan.cells > 0, {
      measured: `${plan.reached} of ${plan.cells} cases, ${plan.records} records`,
      bar: 'all',
      ...because(plan.unreached[0]),
    }),
    holdsWhen('moves that ended in Moved or Put back, nodes revived each time', failed === 0 && moved > 0 && aborted > 0, {
      measured: `${moved} moved, ${aborted} put back of ${moves}`,
      bar: 'all',
    }),
    holdsWhen('two loadable copies, none, or two signers', violations.length === 0, {
      measured: `${violations.length} in ${copies.samples} looks, ${oracle.acts} signatures`,
      bar: '0',
      ...because(violations[0]),
    }),
    holdsWhen('broken journals', plan.brokenJournals === 0 && plan.journals > 0, {
      measured: `${plan.brokenJournals} of ${plan.journals} looked at`,
      bar: '0',
    }),
    holdsWhen('moments with two owners of a profile', plan.twoOwners === 0 && plan.secondStarts > 0, {
      measured: `${plan.twoOwners} in ${plan.secondStarts} second starts`,
      bar: '0',
    }),
  ]
}

/** The first show holds inside the second; its part of the second is not run twice. */
export async function earlierFigures(): Promise<Figure[]> {
  return [
    await showFigure('show 1', 'e2e/show/1.ts', []),
    await showFigure('show 2, without show 1 again', 'e2e/show/2.ts', ['--only', 'door,troubles,field,cases,screens,test']),
  ]
}

const timedMoves = 6
const allowedMore = 0.1

const median = (numbers: readonly number[]): number => numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0
const timesOf = async (name: string, more: readonly string[]) =>
  (await figuresOf<KillReport>(name, 'e2e/kill/main.ts', ['--moves', String(timedMoves), ...more])).undisturbedMs
const inSeconds = (ms: number) => (ms / 1000).toFixed(1)

/** Whole moves that nobody disturbs, by this build and by that of an earlier checkout, on one machine one after the other. */
export async function moveTimeFigures(baseline: string | undefined): Promise<Figure[]> {
  const name = 'time of a move, beside an earlier build'
  const bar = `≤ +${allowedMore * 100} %`
  if (baseline === undefined) {
    const why = 'no earlier build to measure: --baseline CHECKOUT, built'
    return [{ name, measured: 'not run', bar, verdict: 'not-run', why }]
  }
  const before = await timesOf('moves-before', ['--build', join(resolve(baseline), 'out')])
  const now = await timesOf('moves-now', [])
  const enough = before.length === timedMoves && now.length === timedMoves
  return [
    holdsWhen(name, enough && median(now) <= median(before) * (1 + allowedMore), {
      measured: `${inSeconds(median(now))} s beside ${inSeconds(median(before))} s, medians of ${now.length} and ${before.length}`,
      bar,
    }),
  ]
}

/** A move and one that is put back on the real nodes, and what the journals and the checks said of them. */
export async function realMoveFigures(programs: readonly string[]): Promise<Figure[]> {
  const [journey] = await runJourneys('real-moves', [...programs, 'a move and one put back'])
  if (journey === undefined) throw new Error('no such journey')
  const { passed, notes } = journey
  const told = notes.filter((note) => /^(?:moved|put-back): /.test(note))
  const checks = notes.filter((note) => note.startsWith('checks: '))
  const unseen = checks.filter((note) => note.includes('NOT SEEN'))
  return [
    toItsEnd(journey),
    ...told.map((words) => holdsWhen(words, passed, { measured: 'in the journal', bar: 'in the journal' })),
    holdsWhen('every node was asked what it has loaded, every place was looked at', checks.length > 0 && unseen.length === 0, {
      measured: `${checks.length - unseen.length} of ${checks.length} checks say so`,
      bar: 'all',
      ...because(unseen[0]),
    }),
  ]
}
