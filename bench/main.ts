import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type BenchFigure, holds, lineOf } from './figure.ts'

const benches: Readonly<Record<string, () => Promise<() => Promise<readonly BenchFigure[]>>>> = {
  // The first: its figure is of this process, whose memory the others fill.
  'fold-events': async () => {
    const { foldEvents } = await import('./fold-events.ts')
    return () => Promise.resolve([foldEvents()])
  },
  'console-start': async () => (await import('./console-start.ts')).consoleStart,
  'renderer-size': async () => (await import('./renderer-size.ts')).rendererSize,
  'identity-table': async () => (await import('./identity-table.ts')).identityTable,
  palette: async () => (await import('./palette.ts')).palette,
  overview: async () => (await import('./overview.ts')).overview,
  'event-intake': async () => (await import('./event-intake.ts')).eventIntake,
  'screen-latency': async () => (await import('./screen-latency.ts')).screenLatency,
  scan: async () => (await import('./scan.ts')).scanOfRig,
  'first-paint': async () => (await import('./first-paint.ts')).firstPaint,
  publish: async () => (await import('./publish.ts')).publishing,
  history: async () => (await import('./history.ts')).historyAnswers,
  supervise: async () => (await import('./supervise.ts')).supervising,
  'many-identities': async () => (await import('./many-identities.ts')).manyIdentities,
}

const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'string' } } })
const chosen = positionals.length > 0 ? positionals : Object.keys(benches)
const figures: BenchFigure[] = []
for (const name of chosen) {
  const load = benches[name]
  if (!load) throw new Error(`No such bench: ${name}. There are: ${Object.keys(benches).join(', ')}`)
  for (const figure of await (await load())()) {
    figures.push(figure)
    console.log(lineOf(figure))
  }
}
if (values.json) writeFileSync(values.json, JSON.stringify(figures.map((figure) => ({ ...figure, holds: holds(figure) }))))
process.exit(figures.every(holds) ? 0 : 1)
