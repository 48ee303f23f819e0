/** Flags of go-spacemesh that take no value of their own (`--flag=false` is still a value). */
const switches: readonly string[] = [
  'help',
  'version',
  'smeshing-start',
  'standalone',
  'metrics',
  'no-main-override',
  'pprof-server',
  'profiler-name',
  'smeshing-opts-throttle',
  'smeshing-opts-verifying-disable',
  'p2p-bootnode',
  'p2p-private-network',
  'p2p-disable-legacy-discovery',
  'db-skip-migrations',
  'db-allow-schema-drift',
]
const longOf: Readonly<Record<string, string>> = { c: 'config', p: 'preset', d: 'data-folder', h: 'help', v: 'version' }

type Flags = Map<string, string>

/** `-c v`, `-cv`, `-c=v`; returns how many arguments were taken. */
function takeShort(argument: string, next: string | undefined, flags: Flags): number {
  const name = longOf[argument[1] ?? '']
  const rest = argument.slice(2)
  if (name === undefined || switches.includes(name)) return 1
  if (rest !== '') {
    flags.set(name, rest.startsWith('=') ? rest.slice(1) : rest)
    return 1
  }
  if (next === undefined) return 1
  flags.set(name, next)
  return 2
}

function takeLong(argument: string, next: string | undefined, flags: Flags): number {
  const [, name = '', value] = /^--([^=]*)(?:=([\s\S]*))?$/.exec(argument) ?? []
  if (value !== undefined) flags.set(name, value)
  else if (switches.includes(name)) flags.set(name, 'true')
  else if (next !== undefined) {
    flags.set(name, next)
    return 2
  }
  return 1
}

/** The flags on a node's command line, by their long names; the last one counts, as in the real program. Never throws. */
export function nodeFlags(args: readonly string[]): ReadonlyMap<string, string> {
  const flags: Flags = new Map()
  let at = 0
  while (at < args.length) {
    const argument = args[at] ?? ''
    if (argument === '--') break
    if (argument.startsWith('--')) at += takeLong(argument, args[at + 1], flags)
    else if (argument.startsWith('-') && argument.length > 1) at += takeShort(argument, args[at + 1], flags)
    else at += 1
  }
  return flags
}
