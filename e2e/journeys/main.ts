import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { openBrowser, runJourney } from './browser.ts'
import { doorJourney } from './door.ts'
import { handoverJourney } from './handover.ts'
import type { Journey, JourneyResult } from './journey.ts'
import { move } from './move.ts'
import { playground } from './playground.ts'
import { see } from './see.ts'
import { troublesJourney } from './troubles.ts'
import { unreachable } from './unreachable.ts'

const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'string' }, programs: { type: 'string' } } })
const journeys = values.programs === undefined ? [see, move, playground, unreachable, doorJourney(null)] : [doorJourney(values.programs)]
/** They take many epochs, so they run only when they are named: by hand, and by their shows. */
const named = [...journeys, troublesJourney(), handoverJourney(values.programs ?? null)].filter(({ name }) =>
  positionals.some((word) => name.includes(word)),
)
const chosen = positionals.length === 0 ? journeys : named
const browser = await openBrowser()
const results: JourneyResult[] = []
const run = async (journey: Journey) => {
  const result = await runJourney(browser, journey)
  results.push(result)
  console.log(`${result.passed ? 'passed' : 'FAILED'}  ${String(result.seconds).padStart(4)} s  ${result.name}`)
  for (const note of result.notes) console.log(`              ${note}`)
}
await Promise.all(chosen.filter(({ beside }) => beside).map(run))
for (const journey of chosen) if (!journey.beside) await run(journey)
await browser.close()
if (values.json) writeFileSync(values.json, JSON.stringify(results))
const failed = results.filter(({ passed }) => !passed).length
console.log(`${results.length - failed} passed, ${failed} failed`)
process.exit(failed === 0 && results.length > 0 ? 0 : 1)
