import * as z from 'zod/mini'
import { AppError } from '../contract/errors.ts'
import { Given, LogLevel, RigName, SmesherId } from '../contract/model/basics.ts'
import { saw } from '../contract/seen.ts'
import { parseAddress } from '../net/index.ts'
import { jsonPlaces } from './json-places.ts'
import { faultOf, type SettingsFault } from './settings-fault.ts'

/** Characters; a rig of a thousand services needs half of it. */
export const settingsLimit = 4 * 1024 * 1024

const noZeroByte = z.refine<string>((text) => !text.includes('\0'), saw('zero-byte'))
const path = z.string().check(z.minLength(1), z.maxLength(4096), noZeroByte)
const argument = z.string().check(z.maxLength(4096), noZeroByte)
const programArguments = z.array(argument).check(z.maxLength(200))
const address = z.nullable(z.string().check(z.refine((text) => parseAddress(text) !== null, saw('no-host-port'))))

const NodeSettings = z.strictObject({
  name: RigName,
  /** `null`: Smeshdesk never starts it. */
  program: z.nullable(path),
  /** Exactly what stands after the program. */
  arguments: programArguments,
  /** `null`: on another machine. */
  dataFolder: z.nullable(path),
  addresses: z.strictObject({ public: address, private: address, post: address, json: z.optional(address) }),
  /** By these `addresses.post` is asked over mutual TLS: the node's `grpc-tls-listener`. */
  tls: z.optional(z.strictObject({ ca: path, cert: path, key: path, domain: z.optional(z.string().check(z.maxLength(253))) })),
  /** A person typed that it is asked in plain text although its address is neither of this computer nor of a private network. */
  plainText: z.optional(z.boolean()),
  /** Of a node that others start; what Smeshdesk starts has a log of its own. */
  logFile: z.optional(path),
})
export type NodeSettings = z.output<typeof NodeSettings>

const ServiceSettings = z.strictObject({
  name: RigName,
  program: z.nullable(path),
  arguments: programArguments,
  /** The PoST data folder: it says which identity this is. `null`: on another machine. */
  dataFolder: z.nullable(path),
  /** Whom it proves for where no folder here says it: chosen by a person from those that its node lists. */
  identity: z.optional(SmesherId),
  node: z.nullable(RigName),
  operatorAddress: address,
  /** Left out: what it writes by itself, `info`. */
  logLevel: z.optional(LogLevel),
})
export type ServiceSettings = z.output<typeof ServiceSettings>

const most = z.optional(z.int().check(z.gte(0), z.lte(2000)))
/** What runs at once on this computer, in place of what is reckoned from its memory. */
const Limits = z.strictObject({ fastServices: most, servicesPerDisk: most })

const Settings = z.strictObject({
  version: z.literal(1),
  /** Simulated and real nodes never stand in one file. */
  simulated: z.boolean(),
  nodes: z.array(NodeSettings).check(z.maxLength(200)),
  services: z.array(ServiceSettings).check(z.maxLength(2000)),
  /** Folders in which keys are looked for as well. */
  keyFolders: z.optional(z.array(path).check(z.maxLength(100))),
  limits: z.optional(Limits),
  /** Left out: yes. */
  keepAwake: z.optional(z.boolean()),
  /** The public listener of a node of somebody else, which is asked for bans and nothing else. */
  witness: z.optional(address),
  /** Names and notes of identities. */
  identities: z.optional(z.array(Given).check(z.maxLength(2000))),
})
/** The user's rig, as `settings.json` says it (docs/settings.md). */
export type Settings = z.output<typeof Settings>

export const emptySettings: Settings = { version: 1, simulated: false, nodes: [], services: [] }

/** `data` of a `settings_broken` error. */
export type SettingsFaultPlace = SettingsFault & { readonly line: number | null }

const settingsBroken = (fault: SettingsFault, line: number | null = null): AppError =>
  new AppError('settings_broken', `settings.json: ${fault.detail}`, { ...fault, line } satisfies SettingsFaultPlace)

const broken = (detail: string, field: string | null = null): AppError => settingsBroken({ kind: 'value', field, meant: null, detail })

/** The fields that may stand at a place of the file. */
function knownAt(keys: readonly PropertyKey[]): readonly string[] {
  const [list, , inner] = keys
  if (list === undefined) return Object.keys(Settings.shape)
  if (list === 'limits') return Object.keys(Limits.shape)
  if (list === 'identities') return Object.keys(Given.shape)
  if (list === 'services') return Object.keys(ServiceSettings.shape)
  return Object.keys(inner === 'addresses' ? NodeSettings.shape.addresses.shape : NodeSettings.shape)
}

/** Names may differ in more than case only: log and slot files carry them, and some file systems don't tell `a` from `A`. */
function twice(kind: string, entries: readonly { readonly name: string }[]): string | null {
  const seen = new Set<string>()
  for (const { name } of entries) {
    if (seen.has(name.toLowerCase())) return saw('name-twice', kind, name)
    seen.add(name.toLowerCase())
  }
  return null
}

/** As which it is told who was asked for bans; no node is called so beside it. */
export const witnessName = RigName.parse('witness')

function inconsistency({ nodes, services, identities = [], witness = null }: Settings): string | null {
  const unknown = services.findIndex(({ node }) => node !== null && !nodes.some(({ name }) => name === node))
  return (
    twice('node', witness === null ? nodes : [...nodes, { name: witnessName }]) ??
    twice('service', services) ??
    twice(
      'identity',
      identities.map(({ id }) => ({ name: id })),
    ) ??
    (unknown === -1 ? null : `services[${unknown}].node: ${saw('not-in-settings', services[unknown]?.node ?? '')}`)
  )
}

/** Judges a value as settings. Throws `settings_broken` naming the field. */
export function checkSettings(value: unknown): Settings {
  const parsed = z.safeParse(Settings, value)
  if (!parsed.success) throw settingsBroken(faultOf(parsed.error, value, knownAt))
  const wrong = inconsistency(parsed.data)
  if (wrong !== null) throw broken(wrong)
  return parsed.data
}

/** The same failure with the line at which its field stands, or the field around it. */
function withLine(cause: unknown, text: string): unknown {
  if (!(cause instanceof AppError) || !isFault(cause.data)) return cause
  const { lines } = jsonPlaces(text)
  const fields = [cause.data.field ?? '']
  // A name in the file may hold what stands between names here: each step takes something away, whatever it is.
  for (let field = fields[0] ?? ''; field !== ''; field = field.slice(0, Math.max(0, field.lastIndexOf('.'), field.lastIndexOf('['))))
    fields.push(field)
  const line = fields.map((field) => lines.get(field)).find((one) => one !== undefined) ?? null
  return settingsBroken(cause.data, line)
}

export const isFault = (data: unknown): data is SettingsFaultPlace =>
  typeof data === 'object' && data !== null && 'kind' in data && 'meant' in data

/** Parses the text of `settings.json`. Throws `settings_broken` with field and line, or the line where the JSON ends to be JSON. */
export function parseSettings(text: string): Settings {
  if (text.length > settingsLimit) throw broken(saw('too-long', String(settingsLimit)))
  const whole = text.replace(/^\uFEFF/, '')
  let value: unknown
  try {
    value = JSON.parse(whole)
  } catch (cause) {
    const detail = String(cause instanceof Error ? cause.message : cause)
    throw settingsBroken({ kind: 'json', field: null, meant: null, detail }, jsonPlaces(whole).brokenLine)
  }
  try {
    return checkSettings(value)
  } catch (cause) {
    throw withLine(cause, whole)
  }
}

/** The text that is written: two spaces, one field a line, so that a person can read and compare it. */
export const settingsText = (settings: Settings): string => `${JSON.stringify(settings, null, 2)}\n`
