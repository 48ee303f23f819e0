import { showDefects } from './defects.ts'

type Program = (argv: string[]) => Promise<number>

/** The programs of the simulated network, each loaded only when it is asked for. */
const PROGRAMS: Readonly<Record<string, () => Promise<Program>>> = {
  node: async () => (await import('./node/main.ts')).runNode,
  poet: async () => (await import('./poet/main.ts')).runPoet,
  'post-service': async () => (await import('./post-service/main.ts')).runPostService,
  install: async () => (await import('./install/main.ts')).runInstall,
  rig: async () => (await import('./rig/main.ts')).runRig,
  playground: async () => (await import('./playground/main.ts')).runPlayground,
}

const USAGE = `Usage: smeshdesk devnet PROGRAM [ARGUMENTS]

The simulated network. Programs: ${Object.keys(PROGRAMS).join(', ')}.
  --list-defects   the ways of the real programs that the simulated ones reproduce on purpose
`

/** Runs one simulated program; resolves with its exit code. */
export async function runDevnet(argv: string[]): Promise<number> {
  const [name = '', ...rest] = argv
  if (name === '--list-defects') {
    process.stdout.write(showDefects())
    return 0
  }
  const load = Object.hasOwn(PROGRAMS, name) ? PROGRAMS[name] : undefined
  if (load === undefined) {
    const asked = name === '' || name === '--help' || name === '-h'
    ;(asked ? process.stdout : process.stderr).write(asked ? USAGE : `devnet: no program ${JSON.stringify(name)}\n\n${USAGE}`)
    return name === '' || !asked ? 2 : 0
  }
  const program = await load()
  return program(rest)
}
