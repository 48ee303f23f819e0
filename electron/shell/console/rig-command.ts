import { parseArgs } from 'node:util'

interface Common {
  readonly profile: string | null
  readonly doorFile: string | null
  readonly json: boolean
}

export type Listed = 'status' | 'identities' | 'services' | 'nodes'
const acts = ['start', 'stop', 'restart'] as const
export type ActName = (typeof acts)[number]

export interface ListCommand extends Common {
  readonly name: 'list'
  readonly what: Listed
}

export interface ActCommand extends Common {
  readonly name: 'act'
  readonly kind: 'node' | 'service'
  readonly act: ActName
  readonly names: readonly string[]
  /** All of that kind; then no name is given. */
  readonly all: boolean
  /** What it costs was read. */
  readonly yes: boolean
}

export interface LogCommand extends Common {
  readonly name: 'log'
  /** `null`: whichever has that name. */
  readonly kind: 'node' | 'service' | null
  readonly of: string
  readonly follow: boolean
}

/** Commands that ask a rig: the host that has it, or, only to look, a core beside it. */
export type RigCommand = ListCommand | ActCommand | LogCommand

export const rigHelp = `  smeshdesk status    the rig in one sentence, and what speaks against it
  smeshdesk identities
  smeshdesk services  [list | start NAME… | stop NAME… | restart NAME…], or --all for a name
  smeshdesk nodes     [list | start NAME… | stop NAME… | restart NAME…]
      --yes                 do it although it costs what was said
  smeshdesk log NAME  the last lines of a node or a service; node/NAME, service/NAME where both are called so
      --follow              and what comes
      For all of these: --profile FOLDER, --token-file FILE, --json. Beside a running 'serve' they ask it; without one they
      look for themselves, and start and stop nothing. They end with 0: fine, 1: failed, 2: not understood, 3: something is
      not known or needs a person
`

const words = ['status', 'identities', 'services', 'nodes', 'log'] as const
type RigWord = (typeof words)[number]
export const isRigWord = (word: string): word is RigWord => (words as readonly string[]).includes(word)

interface Wrong {
  readonly name: 'wrong'
  readonly sentence: string
}
const wrong = (sentence: string): Wrong => ({ name: 'wrong', sentence })

const options = { profile: { type: 'string' }, 'token-file': { type: 'string' }, json: { type: 'boolean' } } as const
const isAct = (word: string): word is ActName => (acts as readonly string[]).includes(word)

function parsePrograms(word: 'services' | 'nodes', args: readonly string[]): RigCommand | Wrong {
  const more = { ...options, all: { type: 'boolean' }, yes: { type: 'boolean' } } as const
  const { values, positionals } = parseArgs({ args: [...args], options: more, strict: true, allowPositionals: true })
  const [act = 'list', ...names] = positionals
  const { all = false, yes = false } = values
  if (act === 'list') {
    if (names.length > 0 || all || yes) return wrong(`${word} list takes no names, no --all and no --yes.`)
    return { name: 'list', what: word, ...commonOf(values) }
  }
  if (!isAct(act)) return wrong(`${word} can list, start, stop and restart, not ${JSON.stringify(act)}.`)
  if (all && word === 'nodes') return wrong('Nodes are named one by one: --all is for services.')
  if (all === names.length > 0) return wrong(`${word} ${act} wants names${word === 'services' ? ' or --all, not both' : ''}.`)
  const kind = word === 'nodes' ? 'node' : 'service'
  return { name: 'act', kind, act, names: [...new Set(names)], all, yes, ...commonOf(values) }
}

const commonOf = (values: { profile?: string; 'token-file'?: string; json?: boolean }): Common => ({
  profile: values.profile ?? null,
  doorFile: values['token-file'] ?? null,
  json: values.json ?? false,
})

function parseLog(args: readonly string[]): LogCommand | Wrong {
  const more = { ...options, follow: { type: 'boolean', short: 'f' } } as const
  const { values, positionals } = parseArgs({ args: [...args], options: more, strict: true, allowPositionals: true })
  const [given, ...others] = positionals
  if (given === undefined || others.length > 0) return wrong('log wants one NAME.')
  const kind = /^(node|service)\//.exec(given)?.[1] ?? null
  const of = kind === null ? given : given.slice(kind.length + 1)
  return { name: 'log', kind: kind === 'node' || kind === 'service' ? kind : null, of, follow: values.follow ?? false, ...commonOf(values) }
}

/** Reads what stands behind one of these words. Throws what `parseArgs` throws. */
export function parseRigCommand(word: RigWord, args: readonly string[]): RigCommand | Wrong {
  if (word === 'log') return parseLog(args)
  if (word === 'services' || word === 'nodes') return parsePrograms(word, args)
  const { values, positionals } = parseArgs({ args: [...args], options, strict: true, allowPositionals: true })
  if (positionals.length > 0) return wrong(`${word} takes no names.`)
  return { name: 'list', what: word, ...commonOf(values) }
}
