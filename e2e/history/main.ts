// Kills the app with SIGKILL at random moments while a stand-in for a node sends it events, and looks at what it remembers: each
// event once, or a gap in which nobody looked; every time between a kill and the next life recorded as such.
// Run: node e2e/history/main.ts [--kills N] [--seed N] [--json FILE]
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { strikeHistory } from './struck-history.ts'

const { values } = parseArgs({
  options: { kills: { type: 'string', default: '50' }, seed: { type: 'string', default: '1' }, json: { type: 'string' } },
})
const report = await strikeHistory({ kills: Number(values.kills), seed: Number(values.seed), say: (line) => console.log(line) })
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(report, null, 1)}\n`)
for (const [what, faults] of Object.entries({
  lost: report.lost,
  twice: report.twice,
  'made up': report.madeUp,
  uncovered: report.uncovered,
}))
  for (const fault of faults.slice(0, 20)) console.log(`${what}: ${fault}`)
console.log(
  `${report.kills} kills, ${report.cuts} cuts: ${report.sent} events sent, ${report.kept} kept, ${report.excused} sent while nobody looked, ${report.lost.length} lost, ${report.twice.length} twice, ${report.madeUp.length} made up, ${report.uncovered.length} times without a gap, file ${report.sound}: ${report.holds ? 'holds' : 'FALLS SHORT'}`,
)
process.exitCode = report.holds ? 0 : 1
