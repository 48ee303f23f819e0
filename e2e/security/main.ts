import { writeFileSync } from 'node:fs'
import { type ProbeResult, runProbes } from './run-probes.ts'

const lineOf = ({ name, guard, held, redWithout, seen, seenWithout }: ProbeResult): string =>
  `${held ? 'held  ' : 'BROKEN'}  ${redWithout ? 'red without' : 'NOT RED without'} ${guard}: ${name} (${seen}; without: ${seenWithout})`

const results = await runProbes((result) => console.log(lineOf(result)))
const count = (is: (result: ProbeResult) => boolean) => results.filter(is).length
const figures = { probes: results.length, held: count(({ held }) => held), redWithoutGuard: count(({ redWithout }) => redWithout) }
console.log(`\nprobes ${figures.probes}, held ${figures.held}, red when guard removed ${figures.redWithoutGuard}`)

const file = process.argv[process.argv.indexOf('--json') + 1]
if (process.argv.includes('--json') && file) writeFileSync(file, `${JSON.stringify({ ...figures, results }, null, 2)}\n`)
process.exitCode = figures.held === figures.probes && figures.redWithoutGuard === figures.probes ? 0 : 1
