import { programLine, splitArguments as split, styleOf } from '../../../electron/arguments/index.ts'

/**
 * The words of a command line as it was pasted: the program where it is named, and its arguments, without what starts it (`sudo`, `env X=Y`)
 * and the shell's words behind it. `null` when a quote is not closed. `hostPath`: an absolute path of the computer that will run it
 * (the profile's), which tells how a backslash is meant where the line itself does not.
 */
export function splitArguments(line: string, hostPath = ''): string[] | null {
  const words = split(line, styleOf(hostPath) === 'windows' ? 'windows' : styleOf(line))
  if (words === null) return null
  const { program, args } = programLine(words)
  return program === null ? [...args] : [program, ...args]
}
