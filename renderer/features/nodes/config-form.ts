import type { ConfigLook } from '../../../electron/contract/model/config.ts'
import { type ConfigKey, type ConfigKind, configKeys, isConfigKey } from '../../../electron/contract/model/config-keys.ts'

/** What a person typed, by the path of its key. */
export type Typed = Readonly<Partial<Record<ConfigKey, string>>>

export const allKeys = Object.keys(configKeys) as readonly ConfigKey[]

const parsed = (json: string): unknown => {
  try {
    return JSON.parse(json)
  } catch {
    return null
  }
}

/** A value as it stands in its field: texts without their quotes, lists with commas. */
export function shownValue(kind: ConfigKind, json: string): string {
  const value = parsed(json)
  if (typeof value === 'string') return value
  if (kind === 'list' && Array.isArray(value) && value.every((one) => typeof one === 'string')) return value.join(', ')
  return json
}

/** What a field holds as JSON; `null` takes the key out. What is no such value stays as it is typed, for the main side to refuse. */
export function typedValue(kind: ConfigKind, text: string): string | null {
  const trimmed = text.trim()
  if (trimmed === '') return null
  switch (kind) {
    case 'text':
    case 'duration':
    case 'listener':
    case 'account':
      return JSON.stringify(trimmed)
    case 'list':
      return JSON.stringify(
        trimmed
          .split(',')
          .map((part) => part.trim())
          .filter((part) => part !== ''),
      )
    case 'truth':
    case 'whole':
    case 'poets':
      return trimmed
  }
}

/** As the file has it; empty for a key that it does not say. */
export const valueNow = ({ settings }: ConfigLook, path: ConfigKey): string => {
  const said = settings.find((one) => one.path === path)
  return said === undefined ? '' : shownValue(configKeys[path], said.value)
}

/** What differs from the file. */
export const editsOf = (look: ConfigLook, typed: Typed) =>
  allKeys.flatMap((path) => {
    const text = typed[path]
    return text === undefined || text === valueNow(look, path) ? [] : [{ path, value: typedValue(configKeys[path], text) }]
  })

export const unknownIn = ({ settings }: ConfigLook) => settings.filter(({ path }) => !isConfigKey(path))
export const saidIn = ({ settings }: ConfigLook): ReadonlySet<string> => new Set(settings.map(({ path }) => path))
