import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { inOwnSpaces } from '../host/own-spaces.ts'
import { adopted, killedAtBirth, reusedPid } from './adopting.ts'
import { restartLaw, stopLaw } from './laws.ts'
import { leaks } from './leaks.ts'
import type { Extent, Measured } from './measured.ts'
import { halfOpen, squatter } from './ports.ts'
import { quitting } from './quitting.ts'
import { admission } from './room.ts'
import { hugeLogs, noCoupling } from './writers.ts'

// `--only T21,T25`, `--short`, `--json FILE`. In processes and a network of its own, where that is allowed.
const { values } = parseArgs({ options: { only: { type: 'string' }, short: { type: 'boolean' }, json: { type: 'string' } } })

const within = inOwnSpaces()
if (within !== null) process.exit(within)

const all: Readonly<Record<string, (extent: Extent) => Promise<readonly Measured[]>>> = {
  T21: adopted,
  T22: reusedPid,
  T23: killedAtBirth,
  T24: restartLaw,
  T25: stopLaw,
  T26: noCoupling,
  T27: squatter,
  T28: halfOpen,
  T29: admission,
  T30: leaks,
  T31: quitting,
  T32: hugeLogs,
}

const wanted = values.only?.split(',') ?? Object.keys(all)
const lines: Measured[] = []
for (const [id, measure] of Object.entries(all)) {
  if (!wanted.includes(id)) continue
  const failed = (error: unknown): Measured[] => [
    { id, name: 'runs to its end', holds: false, measured: String(error).split('\n')[0] ?? '', bar: 'runs to its end', time: '' },
  ]
  const measured = await measure({ whole: values.short !== true }).catch(failed)
  for (const one of measured) console.log(`${one.holds ? '✓' : '✗'} ${one.id} ${one.name}: ${one.measured} (bar ${one.bar}; ${one.time})`)
  lines.push(...measured)
}
if (values.json !== undefined) writeFileSync(values.json, JSON.stringify(lines))
process.exit(0)
