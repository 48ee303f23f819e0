import { parseArgs } from 'node:util'
import { consoleProgramAt, installPrograms, runningProgram } from './install.ts'

const USAGE = `Usage: smeshdesk devnet install FOLDER [--program FILE] [--speed FACTOR] [--read-rate BYTES] [--oracle FILE]

Writes the simulated go-spacemesh and post-service into FOLDER as executables.
  --program FILE     the console program to run; the running one when left out
  --speed FACTOR     divides start-up times, polls and other waits of the programs
  --read-rate BYTES  bytes per second at which a service reads its data (default 104857600)
  --oracle FILE      every node appends what it signs to this file
`

const positive = (text: string | undefined, name: string): number | undefined => {
  if (text === undefined) return undefined
  const value = Number(text)
  if (!Number.isFinite(value) || value <= 0) throw new Error(`${name} must be a number above 0`)
  return value
}

/** `devnet install`; exit code 2 for a command line that makes no sense. */
export async function runInstall(argv: string[]): Promise<number> {
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        program: { type: 'string' },
        speed: { type: 'string' },
        'read-rate': { type: 'string' },
        oracle: { type: 'string' },
      },
    })
    const [folder] = positionals
    if (folder === undefined || positionals.length > 1) throw new Error('one folder must be named')
    const speed = positive(values.speed, '--speed')
    const readRate = positive(values['read-rate'], '--read-rate')
    const names = installPrograms(folder, {
      program: values.program === undefined ? runningProgram() : consoleProgramAt(values.program),
      ...(speed !== undefined && { speed }),
      ...(readRate !== undefined && { readRate }),
      ...(values.oracle !== undefined && { oracle: values.oracle }),
    })
    process.stdout.write(`${names.join('\n')}\n`)
    return 0
  } catch (error) {
    process.stderr.write(`devnet install: ${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`)
    return 2
  }
}
