import type { KilledFigures } from '../troubles/killed-epoch.ts'
import { runJourneys } from './figures-journeys.ts'
import { type Figure, holdsWhen } from './proof.ts'

const kills = 3
const screensMs = 5_000

function killFigures({ programs, kills: all }: KilledFigures): Figure[] {
  return all.flatMap(({ moment, same, others, screensMs: ms, course }) => [
    holdsWhen(`killed ${moment}: nodes and services taken over, new processes`, same === programs && others === 0, {
      measured: `${same} of ${programs} as before, ${others} new`,
      bar: `${programs} of ${programs}, 0 new`,
    }),
    holdsWhen(`killed ${moment}: from its start until the screens are right`, ms !== null && ms <= screensMs, {
      measured: ms === null ? 'never' : `${(ms / 1000).toFixed(1)} s`,
      bar: `≤ ${screensMs / 1000} s`,
      why: course.slice(-2).join(', then ').slice(0, 200),
    }),
  ])
}

const none = (name: string, all: readonly string[], of: string): Figure =>
  holdsWhen(name, all.length === 0, {
    measured: `${all.length} of ${of}`,
    bar: '0',
    ...(all[0] !== undefined && { why: all[0].slice(0, 200) }),
  })

/** The app is killed three times in one epoch; `args`: `--programs FOLDER`. A run that broke off shows why, and falls short. */
export async function killedFigures(args: readonly string[]): Promise<Figure[]> {
  const [run] = await runJourneys('killed', [...args, 'killed three times'])
  const figures = run?.figures as KilledFigures | null | undefined
  if (run === undefined || !figures) throw new Error(run?.notes[0] ?? 'the journey wrote no figures')
  const { identities, published, inTime, readings, back, looks, asked } = figures
  return [
    holdsWhen('to its end', run.passed && figures.kills.length === kills, {
      measured: run.passed ? `done in ${run.seconds} s` : (run.notes[0] ?? '').slice(0, 120),
      bar: `${kills} kills in one epoch`,
    }),
    ...killFigures(figures),
    {
      ...none('proofs that went back or were begun again, by the services', back, `${readings} readings`),
      ...(readings === 0 && { verdict: 'not-run' }),
    },
    holdsWhen('identities whose ATX of that epoch is published', published === identities && identities > 0, {
      measured: `${published} of ${identities}, ${inTime} in time for the next round`,
      bar: `${identities} of ${identities}`,
    }),
    none('asked of a person, or shown as trouble, and not so', asked, `${looks} looks`),
  ]
}
