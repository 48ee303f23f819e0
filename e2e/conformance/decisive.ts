/** A finished run of a program, however it was started. */
export interface Ran {
  readonly exit: number | null
  readonly signal: string | null
  readonly wasRunning: boolean
  readonly stdout: string
  readonly stderr: string
}

/** Replaces what differs from machine to machine by the recordings' placeholders; longest path first. */
export function withPlaceholders(text: string, places: Readonly<Record<string, string>>): string {
  const byLength = Object.entries(places).toSorted(([, left], [, right]) => right.length - left.length)
  return byLength.reduce((rest, [placeholder, path]) => (path === '' ? rest : rest.replaceAll(path, `<${placeholder}>`)), text)
}

/** Replaces the recordings' placeholders by paths of this machine. */
export const withPaths = (text: string, places: Readonly<Record<string, string>>): string =>
  Object.entries(places).reduce((rest, [placeholder, path]) => rest.replaceAll(`<${placeholder}>`, path), text)

/** go-spacemesh 1.7.6 lists its presets in another order at each start. */
const inAnyOrder = (line: string): string =>
  line.replace(/(?<=from the options \[)[^\]]*(?=\])/, (names) => names.split(' ').toSorted().join(' '))

/** The first line of stderr that says an error, whole, a list without order in order; null when there is none. */
export const errorLine = (stderr: string): string | null => {
  const line = stderr.split('\n').find((one) => /^(?:Error|error): /.test(one))
  return line === undefined ? null : inAnyOrder(line)
}

/** The numbered causes under post-service's error. */
export function causesOf(stderr: string): readonly string[] {
  const lines = stderr.split('\n')
  const start = lines.indexOf('Caused by:')
  if (start < 0 || errorLine(stderr) === null) return []
  const causes: string[] = []
  for (const line of lines.slice(start + 1)) {
    const cause = /^\s+\d+: (.*)$/.exec(line)?.[1]
    if (cause === undefined) break
    causes.push(cause)
  }
  return causes
}

/** WARN and ERROR lines of the node's own logger, without their time; both encodings of the log. */
export function nodeWarnings(stdout: string): readonly string[] {
  return stdout.split('\n').flatMap((line) => {
    const fields = line.split('\t')
    if (fields[2] === 'node' && (fields[1] === 'WARN' || fields[1] === 'ERROR')) return [fields.slice(1).join(' ').trimEnd()]
    if (!line.startsWith('{')) return []
    try {
      const { L, N, T: _time, ...rest }: Record<string, unknown> = JSON.parse(line)
      return N === 'node' && (L === 'WARN' || L === 'ERROR') ? [JSON.stringify({ L, N, ...rest })] : []
    } catch {
      return []
    }
  })
}

/** From its start to its first line. */
const FIRST_LINE_MS = 500

/** The last thing that a recorded node had logged when it was signalled: logger and message; null where nothing tells it. */
export function lastWordBefore(stdout: string, afterSeconds: number): string | null {
  const lines = stdout.split('\n').flatMap((line) => {
    const [time = '', , logger, message] = line.split('\t')
    const ms = Date.parse(time)
    return Number.isNaN(ms) || message === undefined ? [] : [{ ms, word: `\t${logger}\t${message.trimEnd()}` }]
  })
  const latest = (lines[0]?.ms ?? 0) + afterSeconds * 1000 - FIRST_LINE_MS
  return lines.findLast(({ ms }) => ms <= latest)?.word ?? null
}

/** The last thing that a recorded service had logged, which says nothing of a signal: module and message without what varies. */
export const lastWordOfService = (stderr: string): string | null =>
  stderr
    .split('\n')
    .flatMap((line) => /^\[\S+ \w+ +([\w:]+\] [^:]+)/.exec(line)?.[1] ?? [])
    .at(-1) ?? null

const CUT = /^\[([\d,]+) lines cut\]$/m

const same = (left: readonly string[], right: readonly string[]): boolean => JSON.stringify(left) === JSON.stringify(right)

/**
 * The warnings a run must have shown by a recording. Where lines were cut out of it, as many more may stand at that
 * place as were cut: then what was got is what was to be expected.
 */
export function expectedWarnings(recorded: string, got: readonly string[]): readonly string[] {
  const cut = CUT.exec(recorded)
  if (cut === null) return nodeWarnings(recorded)
  const before = nodeWarnings(recorded.slice(0, cut.index))
  const after = nodeWarnings(recorded.slice(cut.index))
  const more = got.length - before.length - after.length
  const fits = more >= 0 && more <= Number((cut[1] ?? '0').replaceAll(',', ''))
  return fits && same(got.slice(0, before.length), before) && same(got.slice(got.length - after.length), after)
    ? got
    : [...before, ...after]
}
