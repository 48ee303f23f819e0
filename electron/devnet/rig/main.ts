import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { installPrograms, runningProgram } from '../install/install.ts'
import { newPlayground, nowFile, savePlayground } from '../playground/state.ts'
import { defaultLayout, type RigLayout } from './layout.ts'
import { playgroundLayout, playgroundReadRate } from './playground-layout.ts'
import { writeRig } from './write.ts'

const USAGE = `Usage: smeshdesk devnet rig FOLDER [--playground] [--speed FACTOR] [--port-offset N] [--read-rate BYTES] [--oracle FILE]

Makes a simulated rig in FOLDER with its programs, and settings.json to start Smeshdesk with (--profile FOLDER): three nodes, four identities.
  --playground       ten identities on five disks instead, epochs of fifteen minutes, and a clock that "devnet playground" sets
  --speed FACTOR     divides every duration of the network (default 1: epochs of two minutes); of a playground, the programs' own waits
  --port-offset N    added to every port (default 0)
  --read-rate BYTES  bytes per second at which a service reads its data, before the factor (default 262144; playground: six seconds a unit)
  --oracle FILE      every node appends what it signs to this file
`

/** Slow enough that a proof over a few megabytes can be watched. */
const WATCHABLE_READ_RATE = 256 * 1024
/** So that the network node's own proof fits its gap at that rate, which the 24 of the recorded runs would not. */
const WATCHABLE_UNITS = 6
const START_MS = 45_000
const PROCESS_MS = 6000

const number = (text: string | undefined, otherwise: number): number => {
  const value = text === undefined ? otherwise : Number(text)
  if (!Number.isFinite(value) || value < 0) throw new Error(`${text} is not a number`)
  return value
}

const options = {
  playground: { type: 'boolean' },
  speed: { type: 'string' },
  'port-offset': { type: 'string' },
  'read-rate': { type: 'string' },
  oracle: { type: 'string' },
} as const

interface Wanted {
  readonly layout: RigLayout
  readonly readRate: number
  readonly genesisSeconds: number
}

function smallRig(speed: number, portOffset: number): Wanted {
  return {
    layout: defaultLayout({ speed, portOffset, networkUnits: WATCHABLE_UNITS }),
    readRate: WATCHABLE_READ_RATE,
    genesisSeconds: Math.ceil((Date.now() + START_MS / speed + PROCESS_MS) / 1000),
  }
}

function playground(portOffset: number): Wanted {
  const layout = playgroundLayout(portOffset)
  return { layout, readRate: playgroundReadRate(layout.labelsPerUnit), genesisSeconds: Math.floor(Date.now() / 1000) }
}

/** `devnet rig`: prints the settings file's path; exit code 2 for a bad command line, 1 when the rig could not be made. */
export async function runRig(argv: string[]): Promise<number> {
  try {
    const { values, positionals } = parseArgs({ args: argv, allowPositionals: true, options })
    const [target] = positionals
    if (target === undefined || positionals.length > 1) throw new Error('one folder must be named')
    const speed = number(values.speed, 1) || 1
    const portOffset = number(values['port-offset'], 0)
    const { layout, readRate, genesisSeconds } = values.playground === true ? playground(portOffset) : smallRig(speed, portOffset)
    const folder = resolve(target)
    const programs = join(folder, 'programs')
    mkdirSync(folder, { recursive: true })
    if (values.playground === true) savePlayground(newPlayground(folder, genesisSeconds * 1000, portOffset))
    installPrograms(programs, {
      program: runningProgram(),
      speed,
      readRate: number(values['read-rate'], readRate),
      ...(values.playground === true && { playground: nowFile(folder) }),
      ...(values.oracle !== undefined && { oracle: values.oracle }),
    })
    const rig = await writeRig({ folder, programs, layout, genesisSeconds, firstStartDeadlineMs: 60_000 })
    const settings = join(folder, 'settings.json')
    writeFileSync(settings, `${JSON.stringify(rig.description, null, 2)}\n`)
    process.stdout.write(`${settings}\n`)
    return 0
  } catch (error) {
    process.stderr.write(`devnet rig: ${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`)
    return 2
  }
}
