import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { inOwnSpaces } from '../host/own-spaces.ts'
import { adopted, killedAtBirth, reusedPid } from './adopting.ts'
import type { Extent, Measured } from './measured.ts'

// `--only T21,T25`, `--short`, `--json FILE`. In processes and a network of its own, where that is allowed.
const { values } = parseArgs({ options: { only: { type: 'string' }, short: { type: 'boolean' }, json: { type: 'string' } } })

const within = inOwnSpaces()
if (within !== null) process.exit(within)

const all: Readonly<Record<string, (extent: Extent) => Promise<readonly Measured[]>>> = {
  T21: adopted,
  T22: reusedPid,
  T23: killedAtBirth,
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
