import type { Measured } from '../supervision/measured.ts'
import { figuresOf } from './figures-1.ts'
import { type Figure, holdsWhen } from './proof.ts'

/** What the supervisor promises (T21 to T32), each whole, in real time or said to be scaled. */
export async function supervisionFigures(): Promise<Figure[]> {
  const lines = await figuresOf<readonly Measured[]>('supervision', 'e2e/supervision/main.ts', [])
  return lines.map(({ id, name, holds, measured, bar, time }) => holdsWhen(`${id} ${name}`, holds, { measured, bar, why: time }))
}
