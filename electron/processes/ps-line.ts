/** What `ps` of macOS is asked of one process; unverified, as all of macOS (docs/not-verified.md). */
export const psArguments = (pid: number): readonly string[] => ['-ww', '-o', 'lstart=,stat=,command=', '-p', String(pid)]

/** When a process began, as `ps` prints it in the C locale: whole seconds, and no other program has the pid in that second. */
export interface PsLine {
  readonly started: string
  /** It has ended, and only its entry is left. */
  readonly zombie: boolean
  /** Its whole command line, joined by blanks. */
  readonly command: string
}

const pattern = /^((?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} {1,2}\d{1,2} \d\d:\d\d:\d\d \d{4})\s+([A-Z][A-Za-z<>+]*)(?:\s+(.*))?$/

/** Reads its only line; `null` for none, for several, and for what is none: nothing is taken from a form that is not known. */
export function parsePsLine(output: string): PsLine | null {
  const [, started, state, command = ''] = pattern.exec(output.trim()) ?? []
  return started === undefined || state === undefined ? null : { started, zombie: state.startsWith('Z'), command }
}
