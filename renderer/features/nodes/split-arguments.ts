import { splitArguments as split, styleOf } from '../../../electron/arguments/index.ts'

/**
 * The words of a command line; `null` when a quote is not closed. `hostPath`: an absolute path of the computer that will run it
 * (the profile's), which tells how a backslash is meant where the line itself does not.
 */
export const splitArguments = (line: string, hostPath = ''): string[] | null =>
  split(line, styleOf(hostPath) === 'windows' ? 'windows' : styleOf(line))
