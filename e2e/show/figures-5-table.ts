import { figuresOf } from './figures-1.ts'
import { type Figure, holdsWhen } from './proof.ts'

interface BenchReport {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly bar: number
  readonly holds: boolean
}

/** A thousand identities that change while one scrolls, and all that can be done with them by typing. */
export async function tableFigures(): Promise<Figure[]> {
  const figures = await figuresOf<readonly BenchReport[]>('table', 'bench/main.ts', ['identity-table', 'palette'])
  return figures.map(({ name, value, unit, bar, holds }) =>
    holdsWhen(name, holds, { measured: `${value.toFixed(1)} ${unit}`, bar: `≤ ${bar} ${unit}` }),
  )
}
