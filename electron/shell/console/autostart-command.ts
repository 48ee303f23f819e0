import { parseArgs } from 'node:util'

const acts = ['show', 'install', 'remove'] as const

export interface AutostartCommand {
  readonly name: 'autostart'
  readonly act: (typeof acts)[number]
  readonly scope: 'user' | 'system'
  /** Of the system: for whom it starts. */
  readonly user: string | null
  readonly profile: string | null
  readonly json: boolean
}

export const autostartHelp = `  smeshdesk autostart [show | install | remove]
                      start 'serve' at login, by systemd, launchd or the Windows scheduler; 'show' says what would be written
      --system --for USER   with the computer, for that user; written by root
      --profile FOLDER      whose rig
      --json
`

interface Wrong {
  readonly name: 'wrong'
  readonly sentence: string
}
const wrong = (sentence: string): Wrong => ({ name: 'wrong', sentence })
const isAct = (word: string): word is AutostartCommand['act'] => (acts as readonly string[]).includes(word)

/** Throws what `parseArgs` throws. */
export function parseAutostart(args: readonly string[]): AutostartCommand | Wrong {
  const who = { user: { type: 'boolean' }, system: { type: 'boolean' }, for: { type: 'string' } } as const
  const options = { ...who, profile: { type: 'string' }, json: { type: 'boolean' } } as const
  const { values, positionals } = parseArgs({ args: [...args], options, strict: true, allowPositionals: true })
  const [act = 'show', ...more] = positionals
  if (!isAct(act) || more.length > 0) return wrong('autostart can show, install and remove.')
  const { system = false, user = false, for: forUser } = values
  if (system && user) return wrong('--user or --system, not both.')
  if (system !== (forUser !== undefined)) return wrong('--system wants --for USER, and only --system does.')
  if (forUser !== undefined && !/^[A-Za-z_][A-Za-z0-9_.-]{0,31}\$?$/.test(forUser)) return wrong('--for wants the name of a user.')
  if (system && values.profile === undefined) return wrong('--system wants --profile FOLDER.')
  const [scope, profile] = [system ? ('system' as const) : ('user' as const), values.profile ?? null]
  return { name: 'autostart', act, scope, user: forUser ?? null, profile, json: values.json ?? false }
}
