import { nodeFlags } from '../nodes/index.ts'
import { serviceCommandLine } from '../post/index.ts'

/** A command line in two: the program with what stands before its flags, and its arguments. */
export interface SplitLine {
  /** The program, and, where a script or interpreter stands between, its words. */
  readonly words: readonly string[]
  readonly args: readonly string[]
}

/** Everything from the first flag on are the arguments of the program itself. */
export function splitLine(argv: readonly string[]): SplitLine {
  const at = argv.findIndex((word) => word.startsWith('-'))
  return at === -1 ? { words: argv, args: [] } : { words: argv.slice(0, at), args: argv.slice(at) }
}

const nameOf = (word: string): string => (word.split(/[/\\]/).at(-1) ?? '').replace(/\.exe$/i, '').toLowerCase()

/** They start other programs with the very arguments that are seen, and are no node themselves. */
const starters =
  /^(?:docker|podman|nerdctl|kubectl|containerd-shim.*|runc|crun|conmon|sudo|doas|su|ssh|screen|tmux|tini|dumb-init|catatonit|bwrap|firejail|setpriv|chroot|unshare|nsenter|ip|setsid|nice|ionice|chrt|taskset|systemd-run|nohup|timeout|strace|gdb|watch|grep|rg|less|tail|vim?|nano|emacs|code|rsync|tar|find|du|ls)$/

/** Flags that only a node has, by their long names; one of them is enough. */
const ownFlags =
  /^(?:data-folder|filelock|genesis-(?:time|extra-data)|smeshing-.+|grpc-.+-listener|poet-servers|preset|listen|bootnodes|no-main-override|p2p-.+)$/

/** `may-be`: its flags stand on other programs' command lines as well; then its data folder has to speak for it. */
export function nodeLine(argv: readonly string[]): 'is' | 'may-be' | 'no' {
  const { words, args } = splitLine(argv)
  const names = words.map(nameOf)
  const isNode = (name: string) => /^go-?spacemesh(?:[-_.].*)?$/.test(name)
  // Whatever words follow its name: a guard asks as well.
  if (isNode(names[0] ?? '')) return 'is'
  if (names.length === 0 || names.some((name) => starters.test(name))) return 'no'
  if (names.some(isNode)) return 'is'
  if (isServiceLine(argv)) return 'no'
  const flags = [...nodeFlags(args).keys()]
  const own = flags.filter((flag) => ownFlags.test(flag) && args.some((word) => word.startsWith(`--${flag}`))).length
  if (own > 1) return 'is'
  return flags.includes('data-folder') && (own === 1 || flags.includes('config') || flags.includes('preset')) ? 'may-be' : 'no'
}

export function isServiceLine(argv: readonly string[]): boolean {
  const { words, args } = splitLine(argv)
  const names = words.map(nameOf)
  if (names.length === 0 || names.some((name) => starters.test(name))) return false
  const { dir, address } = serviceCommandLine(args)
  // `service` was its name before 0.7.9.
  if (names.some((name) => /^(?:post-service(?:[-_.].*)?|service)$/.test(name)))
    return dir !== null && (address !== null || !names.includes('service'))
  return dir !== null && /^https?:\/\//i.test(address ?? '')
}

const shells = /^(?:sh|bash|dash|zsh|ash|busybox|env|node|python[\d.]*)$/

/** The program can be started again by its path alone: nothing stands between it and its arguments, and it is no interpreter. */
export const startsAlone = ({ words }: SplitLine): boolean => words.length === 1 && !shells.test(nameOf(words[0] ?? ''))

const joined = (word: string, flags: readonly string[]): readonly [string, string] | null => {
  const long = /^(--[a-z0-9-]+=)([\s\S]*)$/.exec(word)
  if (long?.[1] !== undefined && flags.includes(long[1].slice(0, -1))) return [long[1], long[2] ?? '']
  const short = /^(-[A-Za-z]=?)([\s\S]+)$/.exec(word)
  return short?.[1] !== undefined && !word.startsWith('--') && flags.includes(short[1].slice(0, 2)) ? [short[1], short[2] ?? ''] : null
}

/** The same arguments with the values of these flags as `made` makes them, in the form they had. */
export function withPaths(args: readonly string[], flags: readonly string[], made: (path: string) => string): string[] {
  return args.map((word, at) => {
    if (at > 0 && flags.includes(args[at - 1] ?? '') && !word.startsWith('-')) return made(word)
    const parts = joined(word, flags)
    return parts === null ? word : `${parts[0]}${made(parts[1])}`
  })
}

export const nodePathFlags = ['-c', '--config', '-d', '--data-folder', '--filelock', '--smeshing-opts-datadir']
export const servicePathFlags = ['-d', '--dir', '--ca-cert', '--cert', '--key']
