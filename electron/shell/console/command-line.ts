import { parseArgs } from 'node:util'
import { parsePublicOrigin } from '../policy/index.ts'
import { type AutostartCommand, autostartHelp, parseAutostart } from './autostart-command.ts'
import { type BinariesCommand, parseBinaries } from './binaries-line.ts'
import { isRigWord, parseRigCommand, type RigCommand, rigHelp } from './rig-command.ts'

export interface ServeCommand {
  readonly name: 'serve'
  /** 0: the port of last time when it is free, else any free one. */
  readonly port: number
  readonly profile: string | null
  readonly open: boolean
  readonly publicOrigin: string | null
  readonly doorFile: string | null
}

export type Command =
  | ServeCommand
  | { readonly name: 'code'; readonly profile: string | null; readonly doorFile: string | null }
  | BinariesCommand
  | { readonly name: 'doctor'; readonly profile: string | null; readonly json: boolean }
  | { readonly name: 'support-bundle'; readonly profile: string | null; readonly to: string }
  | RigCommand
  | AutostartCommand
  | { readonly name: 'devnet'; readonly args: string[] }
  | { readonly name: 'help' }
  | { readonly name: 'version' }
  | { readonly name: 'wrong'; readonly sentence: string }

export const helpText = `smeshdesk: see every identity, run every PoST service, move identities between nodes

  smeshdesk serve     open the app for a browser on this computer
      --port N              port on 127.0.0.1 (the last one, else any free one)
      --profile FOLDER      settings and journal lie here
      --open                open the browser at once
      --public-origin URL   https address of a proxy in front of it
      --token-file FILE     where 'code' finds this host (FOLDER/door.json)
  smeshdesk code      print a fresh link to a running 'serve'
      --profile FOLDER, --token-file FILE
${rigHelp}${autostartHelp}  smeshdesk binaries list|pin|add|remove   programs and their versions; --help says more
      --profile FOLDER, --json
  smeshdesk doctor    look at everything that can be looked at, and change nothing
      --profile FOLDER      whose rig
      --json                for programs; ends with 0: all is well, 1: something fails, 3: something is not known
  smeshdesk support-bundle --to FILE
                      write what somebody needs to help you, without secrets, to a new file
      --profile FOLDER      whose rig
  smeshdesk devnet NAME …   run a simulated program (node, post-service, poet, install, rig, playground)
  smeshdesk --version
`

const wrong = (sentence: string): Command => ({ name: 'wrong', sentence })

const places = { profile: { type: 'string' }, 'token-file': { type: 'string' } } as const
const serveOptions = { ...places, port: { type: 'string' }, open: { type: 'boolean' }, 'public-origin': { type: 'string' } } as const

const parsePort = (text: string): number | null => (/^[0-9]{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : null)

const parseServe = (args: string[]): Command => {
  const { values } = parseArgs({ args, options: serveOptions, strict: true })
  const port = parsePort(values.port ?? '0')
  if (port === null) return wrong(`--port wants a number from 0 to 65535, not ${JSON.stringify(values.port)}.`)
  const given = values['public-origin']
  const publicOrigin = given === undefined ? null : parsePublicOrigin(given)
  if (given !== undefined && publicOrigin === null)
    return wrong('--public-origin wants https://NAME or https://NAME:PORT and nothing behind it.')
  return {
    name: 'serve',
    port,
    profile: values.profile ?? null,
    open: values.open ?? false,
    publicOrigin,
    doorFile: values['token-file'] ?? null,
  }
}

const parseCode = (args: string[]): Command => {
  const { values } = parseArgs({ args, options: places, strict: true })
  return { name: 'code', profile: values.profile ?? null, doorFile: values['token-file'] ?? null }
}

const profileOption = { profile: { type: 'string' } } as const

const parseDoctor = (args: string[]): Command => {
  const { values } = parseArgs({ args, options: { ...profileOption, json: { type: 'boolean' } }, strict: true })
  return { name: 'doctor', profile: values.profile ?? null, json: values.json ?? false }
}

const parseBundle = (args: string[]): Command => {
  const { values } = parseArgs({ args, options: { ...profileOption, to: { type: 'string' } }, strict: true })
  return values.to === undefined
    ? wrong('support-bundle wants --to FILE.')
    : { name: 'support-bundle', profile: values.profile ?? null, to: values.to }
}

const parse = (name: string | undefined, rest: string[]): Command => {
  switch (name) {
    case 'serve':
      return parseServe(rest)
    case 'code':
      return parseCode(rest)
    case 'binaries':
      return parseBinaries(rest)
    case 'doctor':
      return parseDoctor(rest)
    case 'support-bundle':
      return parseBundle(rest)
    case 'autostart':
      return parseAutostart(rest)
    case 'devnet':
      return { name: 'devnet', args: rest }
    case '--version':
      return { name: 'version' }
    case undefined:
    case '--help':
    case 'help':
      return { name: 'help' }
    default:
      if (isRigWord(name)) return parseRigCommand(name, rest)
      return wrong(`There is no command ${JSON.stringify(name)}.`)
  }
}

/** Reads the arguments after the program; a mistake becomes `wrong` with one sentence. */
export const parseCommandLine = ([name, ...rest]: readonly string[]): Command => {
  if (name !== 'devnet' && name !== 'binaries' && rest.includes('--help')) return { name: 'help' }
  try {
    return parse(name, rest)
  } catch (error) {
    return wrong(`${error instanceof Error ? error.message : 'The arguments are not right'}.`.replace(/\.\.$/, '.'))
  }
}

const bare = /^[\w@%+=:,./\\-]+$/

/** A command as a person can paste it into a terminal: what a shell would take apart stands in quotes. */
export const commandLine = (words: readonly string[], windows = false): string =>
  words
    .map((word) =>
      bare.test(word) && (windows || !word.includes('\\')) ? word : windows ? `"${word}"` : `'${word.replaceAll("'", "'\\''")}'`,
    )
    .join(' ')
