import type { BookFigures, TroubleFigure } from '../troubles/book.ts'
import { runJourneys } from './figures-journeys.ts'
import { type Figure, holdsWhen } from './proof.ts'

/** One for each kind of trouble that must be told. */
const leastTroubles = 8
const leastLooks = 300

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`

const toldFigure = ({ name, toldMs, allowedMs }: TroubleFigure): Figure =>
  holdsWhen(`told: ${name}`, toldMs !== null && toldMs <= allowedMs, {
    measured: toldMs === null ? 'never' : `after ${seconds(toldMs)}`,
    bar: `≤ ${seconds(allowedMs)}`,
  })

/** What the hour of troubles measured; a run that broke off shows how far it came, and falls short. */
export async function troublesFigures(): Promise<Figure[]> {
  const [run] = await runJourneys('troubles', ['an hour of troubles'])
  const figures = run?.figures as BookFigures | null | undefined
  if (run === undefined || !figures) throw new Error(run?.notes[0] ?? 'the hour of troubles wrote no figures')
  const { passed, seconds: took, notes } = run
  const { samples, calmSamples, moments, troubles, violations } = figures
  return [
    holdsWhen('to its end, all calm again', passed, {
      measured: passed ? `done in ${took} s` : (notes[0] ?? '').slice(0, 120),
      bar: 'passed',
    }),
    holdsWhen('looks at row, strip, list, count, band and title', samples >= leastLooks, {
      measured: `${samples} looks, ${calmSamples} calm, ${moments} moments`,
      bar: `≥ ${leastLooks} looks`,
    }),
    holdsWhen('looks that disagreed or were calm beside a trouble', violations.length === 0 && samples > 0, {
      measured: String(violations.length),
      bar: '0',
      ...(violations[0] === undefined ? {} : { why: violations[0].slice(0, 200) }),
    }),
    holdsWhen('troubles caused', troubles.length >= leastTroubles, { measured: String(troubles.length), bar: `≥ ${leastTroubles}` }),
    ...troubles.map(toldFigure),
  ]
}
