import type { CopiesFigures } from './copies-watch.ts'
import type { MoveResult } from './one-move.ts'
import type { OracleFigures } from './oracle.ts'

export interface KillReport {
  readonly holds: boolean
  /** Kills, and how the moves that they hit ended. */
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
}

export interface ReportFacts {
  readonly results: readonly MoveResult[]
  readonly copies: CopiesFigures
  readonly oracle: OracleFigures
  /** Everything found beside the results and the copies. */
  readonly found: readonly string[]
  readonly ms: number
}

export function reportOf({ results, copies, oracle, found, ms }: ReportFacts): KillReport {
  const endedAs = (ended: MoveResult['ended']) => results.filter((result) => result.ended === ended).length
  const failures = results.flatMap(({ ended, why, target }) => (ended === 'failed' ? [`a move to ${target} did not end: ${why}`] : []))
  const violations = [...failures, ...results.flatMap((result) => result.violations), ...copies.violations, ...found]
  const kills = results.flatMap(({ kills: points, target, ended }) => points.map(({ point }) => ({ point, target, ended })))
  return {
    holds: violations.length === 0 && kills.length > 0,
    points: kills.length,
    distinct: new Set(kills.map(({ point }) => point.replace(/ \+ some ms$/, ''))).size,
    moves: results.length,
    moved: endedAs('moved'),
    aborted: endedAs('aborted'),
    failed: endedAs('failed'),
    violations,
    seconds: Math.round(ms / 1000),
    copies: { samples: copies.samples, longestGapMs: copies.longestGapMs },
    oracle,
    kills,
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

export const linesOf = (report: KillReport): string[] => [
  ...report.violations.map((violation) => `VIOLATION ${violation}`),
  `${report.points} kills at ${report.distinct} distinct points; ${report.moves} moves: ${report.moved} moved, ${report.aborted} aborted, ${report.failed} failed`,
  `${report.copies.samples} looks at the key folders, at most ${report.copies.longestGapMs} ms apart`,
  `oracle: ${report.oracle.acts} signed acts in ${report.oracle.layers} layers, ${report.oracle.atxs} ATXs, ${report.oracle.handovers} changes of the node`,
  `${report.violations.length} violations, ${report.seconds} s: ${report.holds ? 'holds' : 'FALLS SHORT'}`,
]
