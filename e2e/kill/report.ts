import type { OracleFigures } from '../oracle/signed-acts.ts'
import type { CopiesFigures } from './copies-watch.ts'
import type { MoveResult } from './struck-move.ts'

/** What became of a whole plan. */
export interface PlanFigures {
  readonly records: number
  readonly cells: number
  readonly reached: number
  readonly unreached: readonly string[]
  /** Second starts that were tried while one had the profile; each must be refused. */
  readonly secondStarts: number
  readonly twoOwners: number
  readonly journals: number
  readonly brokenJournals: number
}

export interface KillReport {
  readonly holds: boolean
  /** Kills, the distinct records at which they came, and how the moves that they hit ended. */
  readonly points: number
  readonly distinct: number
  readonly moves: number
  readonly moved: number
  readonly aborted: number
  readonly failed: number
  readonly violations: readonly string[]
  readonly seconds: number
  readonly copies: Pick<CopiesFigures, 'samples' | 'longestGapMs'>
  readonly oracle: OracleFigures
  readonly kills: readonly { readonly point: string; readonly target: string; readonly ended: MoveResult['ended'] }[]
  readonly plan?: PlanFigures
  /** Whole moves that nobody disturbed, in milliseconds. */
  readonly undisturbedMs: readonly number[]
}

export interface ReportFacts {
  readonly results: readonly MoveResult[]
  readonly copies: CopiesFigures
  readonly oracle: OracleFigures
  /** Everything found beside the results and the copies. */
  readonly found: readonly string[]
  readonly ms: number
  readonly plan?: PlanFigures
}

export function reportOf({ results, copies, oracle, found, ms, plan }: ReportFacts): KillReport {
  const endedAs = (ended: MoveResult['ended']) => results.filter((result) => result.ended === ended).length
  const failures = results.flatMap(({ ended, why, target }) => (ended === 'failed' ? [`a move to ${target} did not end: ${why}`] : []))
  const violations = [...failures, ...results.flatMap((result) => result.violations), ...copies.violations, ...found]
  const missed = plan?.unreached.map((cell) => `no move came to: ${cell}`) ?? []
  const kills = results.flatMap(({ kills: points, target, ended }) => points.map(({ point }) => ({ point, target, ended })))
  return {
    holds: violations.length === 0 && missed.length === 0 && kills.length > 0,
    points: kills.length,
    distinct: new Set(results.flatMap((result) => result.kills.map(({ record }) => record))).size,
    moves: results.length,
    moved: endedAs('moved'),
    aborted: endedAs('aborted'),
    failed: endedAs('failed'),
    violations,
    seconds: Math.round(ms / 1000),
    copies: { samples: copies.samples, longestGapMs: copies.longestGapMs },
    oracle,
    kills,
    undisturbedMs: results.flatMap(({ ended, ms: took, kills: points }) => (ended === 'moved' && points.length === 0 ? [took] : [])),
    ...(plan && { plan }),
  }
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`

/** One line for each kill of a move, told when the move has ended. */
export const moveLines = ({ kills, target, ended, why, ms }: MoveResult): string[] => [
  ...kills.map(({ point, revivedMs }) => {
    const mark = ended === 'failed' ? '✗' : '✓'
    return `  ${mark} ${point.padEnd(36)} → ${target}  nodes back and ${seconds(revivedMs).padStart(6)} alive  ${ended}`
  }),
  `    move → ${target}: ${ended}${why === '' ? '' : ` (${why})`} in ${seconds(ms)}, ${kills.length} kills`,
]

const planLines = ({ plan }: KillReport): string[] =>
  plan === undefined
    ? []
    : [
        ...plan.unreached.map((cell) => `NOT REACHED ${cell}`),
        `plan: ${plan.reached} of ${plan.cells} cases at ${plan.records} distinct records`,
        `${plan.brokenJournals} broken of ${plan.journals} journals looked at; two owners in ${plan.twoOwners} of ${plan.secondStarts} second starts`,
      ]

export const linesOf = (report: KillReport): string[] => [
  ...report.violations.map((violation) => `VIOLATION ${violation}`),
  `${report.points} kills at ${report.distinct} distinct records; ${report.moves} moves: ${report.moved} moved, ${report.aborted} aborted, ${report.failed} failed`,
  ...planLines(report),
  `${report.copies.samples} looks at the key folders, at most ${report.copies.longestGapMs} ms apart`,
  `oracle: ${report.oracle.acts} signed acts in ${report.oracle.layers} layers, ${report.oracle.atxs} ATXs, ${report.oracle.handovers} changes of the node`,
  `${report.violations.length} violations, ${report.seconds} s: ${report.holds ? 'holds' : 'FALLS SHORT'}`,
]
