/** One measured figure beside its bar; `baseline` says what was measured in the same run to compare with. */
export interface BenchFigure {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly bar: number
  /** The figure must stay below its bar, or reach it. */
  readonly want: 'below' | 'at-least'
  readonly baseline: string
}

export const holds = ({ value, bar, want }: BenchFigure): boolean =>
  Number.isFinite(value) && (want === 'below' ? value <= bar : value >= bar)

const digits = (value: number) => (Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(2))

export function lineOf(figure: BenchFigure): string {
  const sign = figure.want === 'below' ? '≤' : '≥'
  return `${holds(figure) ? 'holds' : 'SHORT'}  ${figure.name.padEnd(52)} ${digits(figure.value).padStart(9)} ${figure.unit.padEnd(12)} bar ${sign} ${figure.bar}   (${figure.baseline})`
}

/** The p-th quantile (0…1) of a list of numbers, by nearest rank; NaN for an empty list, which no bar lets pass. */
export function quantile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.min(sorted.length - 1, Math.ceil(p * sorted.length) - 1))] ?? Number.NaN
}
