/** One line of a show: what is promised, what was measured, whether it holds. */
export interface Figure {
  readonly name: string
  readonly measured: string
  readonly bar: string
  /** `not-run` counts as falling short unless the line says why it can't run here and `excused` is true. */
  readonly verdict: 'holds' | 'short' | 'not-run'
  readonly why?: string
}

/** A group of lines proved by one run. A proof that throws falls short with the error as its figure. */
export interface Proof {
  readonly title: string
  readonly prove: () => Promise<readonly Figure[]>
}

/** Proofs of one group, one after the other. */
export const together =
  (...proofs: readonly Proof['prove'][]): Proof['prove'] =>
  async () => {
    const figures: Figure[] = []
    for (const prove of proofs) figures.push(...(await prove()))
    return figures
  }

export const holdsWhen = (name: string, holds: boolean, text: { measured: string; bar: string; why?: string }): Figure => ({
  name,
  verdict: holds ? 'holds' : 'short',
  ...text,
})

const mark = { holds: '✓', short: '✗', 'not-run': '–' } as const

export function lineOf(figure: Figure): string {
  const why = figure.why === undefined ? '' : `  (${figure.why})`
  return `  ${mark[figure.verdict]} ${figure.name.padEnd(58)} ${figure.measured.padEnd(34)} bar: ${figure.bar}${why}`
}

/** The last lines of a show. Anything short, or not run, makes it fall short: a check that did not run is never shown as passed. */
export function verdictOf(figures: readonly Figure[]): { holds: boolean; text: string } {
  const holding = figures.filter(({ verdict }) => verdict === 'holds').length
  const short = figures.filter(({ verdict }) => verdict === 'short').length
  const notRun = figures.length - holding - short
  const holds = figures.length > 0 && holding === figures.length
  return { holds, text: `verdict: ${holds ? 'holds' : 'falls short'} (${holding} hold, ${short} short, ${notRun} not run)` }
}
