import { flags } from './flag-table.ts'

const subCommands = [
  ['completion', 'Generate the autocompletion script for the specified shell'],
  ['help', 'Help about any command'],
  ['relay', 'Run relay server'],
  ['version', 'Show version info'],
] as const

/** The text after an early refusal: long, as the real one is, so that nobody takes the last line of stderr for the reason. */
export function usage(): string {
  const commands = subCommands.map(([name, what]) => `  ${name.padEnd(11)} ${what}`)
  const lines = flags
    .toSorted((one, other) => one.name.localeCompare(other.name))
    .map(
      ({ name, short, kind }) =>
        `  ${short ? `-${short}, ` : '    '}--${`${name} ${kind === 'bool' ? '' : kind}`.padEnd(54)} of the simulated node`,
    )
  return [
    'Usage:',
    '  node [flags]',
    '  node [command]',
    '',
    'Available Commands:',
    ...commands,
    '',
    'Flags:',
    ...lines,
    '',
    'Use "node [command] --help" for more information about a command.',
    '',
  ].join('\n')
}
