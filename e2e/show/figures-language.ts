import { reportFile } from './figures-1.ts'
import { type Figure, holdsWhen } from './proof.ts'
import { runForJson } from './run-for-json.ts'

interface WalkReport {
  readonly scenes: number
  readonly looks: number
  readonly faults: readonly string[]
  readonly leftovers: readonly string[]
}

/** Every screen in a second language, made by a script: longer, accented, in brackets. */
export async function languageFigures(): Promise<Figure[]> {
  const { json, lastLine } = await runForJson('e2e/screens/main.ts', ['--language', 'pseudo'], reportFile('language'))
  if (json === null) return [holdsWhen('screens in a second language', false, { measured: 'no report', bar: 'a report', why: lastLine })]
  const { scenes, looks, faults, leftovers } = json as WalkReport
  return [
    holdsWhen('screens in a second language', scenes > 0, { measured: `${scenes} screens, ${looks} looks`, bar: 'every scene' }),
    holdsWhen('English words that are left', leftovers.length === 0, {
      measured: String(leftovers.length),
      bar: '0',
      ...(leftovers[0] === undefined ? {} : { why: leftovers[0] }),
    }),
    holdsWhen('layouts that it breaks', faults.length === 0, {
      measured: String(faults.length),
      bar: '0',
      ...(faults[0] === undefined ? {} : { why: faults[0] }),
    }),
  ]
}
