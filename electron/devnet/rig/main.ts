import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { installPrograms, runningProgram } from '../install/install.ts'
import { defaultLayout } from './layout.ts'
import { writeRig } from './write.ts'

const USAGE = `Usage: smeshdesk devnet rig FOLDER [--speed FACTOR] [--port-offset N] [--read-rate BYTES] [--oracle FILE]

Makes a simulated rig in FOLDER: three nodes, four identities, their programs, and settings.json to start Smeshdesk with (--profile FOLDER).
  --speed FACTOR     divides every duration of the network (default 1: epochs of two minutes)
  --port-offset N    added to every port (default 0)
  --read-rate BYTES  bytes per second at which a service reads its data, before the factor (default 262144)
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

/** `devnet rig`: prints the settings file's path; exit code 2 for a bad command line, 1 when the rig could not be made. */
export async function runRig(argv: string[]): Promise<number> {
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        speed: { type: 'string' },
        'port-offset': { type: 'string' },
        'read-rate': { type: 'string' },
        oracle: { type: 'string' },
      },
    })
    const [target] = positionals
    if (target === undefined || positionals.length > 1) throw new Error('one folder must be named')
    const speed = number(values.speed, 1) || 1
    const layout = defaultLayout({ speed, portOffset: number(values['port-offset'], 0), networkUnits: WATCHABLE_UNITS })
    const folder = resolve(target)
    const programs = join(folder, 'programs')
    mkdirSync(folder, { recursive: true })
    installPrograms(programs, {
      program: runningProgram(),
      speed,
      readRate: number(values['read-rate'], WATCHABLE_READ_RATE),
      ...(values.oracle !== undefined && { oracle: values.oracle }),
    })
    const genesisSeconds = Math.ceil((Date.now() + START_MS / speed + PROCESS_MS) / 1000)
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
