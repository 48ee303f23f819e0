/** How the console program is called: an interpreter and a script, or one executable alone. */
export interface ConsoleProgram {
  readonly interpreter: string | null
  readonly file: string
}

export interface ShimOptions {
  readonly program: ConsoleProgram
  /** The devnet program behind the name. */
  readonly name: 'node' | 'post-service' | 'poet'
  /** Variables set for the program; see the devnet programs for their meaning. */
  readonly environment: Readonly<Record<string, string>>
}

const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`

/** A script that becomes the simulated program: `exec` keeps the process id, the arguments pass through untouched. */
export function shimText({ program, name, environment }: ShimOptions): string {
  const exports = Object.entries(environment).map(([key, value]) => `export ${key}=${quote(value)}\n`)
  const command = [...(program.interpreter === null ? [] : [program.interpreter]), program.file].map(quote).join(' ')
  return `#!/bin/sh\n${exports.join('')}exec ${command} devnet ${name} "$@"\n`
}

/** The names under which a folder of real programs holds them, newest version first, and versioned twins for upgrades and tests. */
export const SHIMS: readonly { readonly file: string; readonly name: ShimOptions['name']; readonly version: string }[] = [
  { file: 'go-spacemesh', name: 'node', version: '1.7.6' },
  { file: 'go-spacemesh-1.7.6', name: 'node', version: '1.7.6' },
  { file: 'go-spacemesh-1.6.8', name: 'node', version: '1.6.8' },
  { file: 'go-spacemesh-1.4.6', name: 'node', version: '1.4.6' },
  { file: 'post-service', name: 'post-service', version: '0.7.13' },
  { file: 'post-service-0.7.13', name: 'post-service', version: '0.7.13' },
  { file: 'post-service-0.8.5', name: 'post-service', version: '0.8.5' },
]
