import type { NetworkFigures } from '../journeys/network-figures.ts'
import { runJourneys } from './figures-journeys.ts'
import { type Figure, holdsWhen } from './proof.ts'

/** A service that is late for its first proof on a busy machine makes up for it in a later epoch. */
const firstWithinMs = 20 * 60_000

/** What the journey of a network measured; a run that broke off shows how far it came, and falls short. */
export async function networkFigures(identities: number, programs: readonly string[]): Promise<Figure[]> {
  const [run] = await runJourneys('network', [...programs, 'a network of one'])
  const figures = run?.figures as NetworkFigures | null | undefined
  if (run === undefined || !figures) throw new Error(run?.notes[0] ?? 'the journey of a network wrote no figures')
  const { keysInPlace, keysBeside, firstAtxsMs, adopted, atxs, mended } = figures
  const twice = atxs.filter((count) => count >= 2).length
  return [
    holdsWhen('by the screens, to its end', run.passed, {
      measured: run.passed ? `done in ${run.seconds} s` : (run.notes[0] ?? '').slice(0, 120),
      bar: 'passed',
    }),
    holdsWhen('keys made, each in its one place', keysInPlace === identities && keysBeside === 0, {
      measured: `${keysInPlace} where the node loads them, ${keysBeside} beside data`,
      bar: `${identities}, 0`,
    }),
    holdsWhen('from an empty profile until each has published', firstAtxsMs !== null && firstAtxsMs <= firstWithinMs, {
      measured: firstAtxsMs === null ? 'never' : `${Math.round(firstAtxsMs / 1000)} s`,
      bar: '≤ 1,200 s',
    }),
    holdsWhen('the app killed between epochs: services adopted, same process', adopted === identities, {
      measured: String(adopted),
      bar: String(identities),
    }),
    holdsWhen('ATXs of each identity, by the node’s own word', twice === identities, {
      measured: atxs.join(', ') || 'none',
      bar: '≥ 2 each',
    }),
    holdsWhen('a refused start told in words, put right by the config editor', mended, {
      measured: mended ? 'starts again' : 'no',
      bar: 'yes',
    }),
  ]
}
