import { parseAllDocuments } from 'yaml'
import { saw } from '../contract/seen.ts'
import { isSection, type Section } from './flags/flag-value.ts'

/** Settings of a configuration by their dotted, lower-case path: `main.data-folder`. Lists are whole values; null is as if not said. */
export type ConfigTree = ReadonlyMap<string, unknown>

export type ConfigRead =
  | { readonly kind: 'read'; readonly tree: ConfigTree; readonly twice: readonly string[] }
  /** The node would not start with it. */
  | { readonly kind: 'refused'; readonly why: string }
  /** The node reads this format, Smeshdesk does not. */
  | { readonly kind: 'other-format'; readonly format: string }

const otherFormats: readonly string[] = ['toml', 'properties', 'props', 'prop', 'hcl', 'tfvars', 'dotenv', 'env', 'ini']

/** The node chooses the format by the file's ending alone, in lower case (docs/protocol.md §15). */
const formatOf = (path: string): string => /[^/\\]\.([^./\\]+)$/.exec(path)?.[1] ?? ''

interface Setting {
  readonly path: string
  readonly depth: number
  readonly value: unknown
}

function settingsOf(section: Section, above: string, depth: number): Setting[] {
  if (depth > 20) return []
  return Object.entries(section).flatMap(([key, value]): Setting[] => {
    const path = `${above}${key.toLowerCase()}`
    if (isSection(value)) return settingsOf(value, `${path}.`, depth + 1)
    return value === null || value === undefined ? [] : [{ path, depth, value }]
  })
}

/** Keys count in any case, and `main.data-folder` may be one key: that one wins over a nested one. */
function treeOf(root: Section): Extract<ConfigRead, { kind: 'read' }> {
  const found = new Map<string, Setting>()
  const twice = new Set<string>()
  for (const setting of settingsOf(root, '', 0)) {
    const before = found.get(setting.path)
    if (before !== undefined && before.depth === setting.depth) twice.add(setting.path)
    if (before === undefined || setting.depth <= before.depth) found.set(setting.path, setting)
  }
  return { kind: 'read', tree: new Map([...found].map(([path, { value }]) => [path, value])), twice: [...twice] }
}

function parsedYaml(text: string): unknown {
  // Only the first document counts; a key given twice is refused.
  const [document] = parseAllDocuments(text, { merge: true, uniqueKeys: true, maxAliasCount: 100 } as object)
  if (document === undefined) return null
  const [broken] = document.errors
  if (broken !== undefined) throw broken
  return document.toJS({ maxAliasCount: 100 })
}

const parsers: Readonly<Record<string, (text: string) => unknown>> = { json: (text) => JSON.parse(text), yaml: parsedYaml, yml: parsedYaml }

/** Reads the text of a configuration as the node does, by the ending of its path. Never throws. */
export function readConfigText(path: string, text: string): ConfigRead {
  const format = formatOf(path)
  if (otherFormats.includes(format)) return { kind: 'other-format', format }
  const parse = parsers[format]
  if (parse === undefined) return { kind: 'refused', why: saw('config-no-format', format) }
  try {
    const root = parse(text)
    if (root === null) return treeOf({})
    return isSection(root) ? treeOf(root) : { kind: 'refused', why: saw('config-broken', format.toUpperCase()) }
  } catch (cause) {
    const where = cause instanceof Error ? (cause.message.split('\n')[0] ?? '').slice(0, 200) : ''
    return { kind: 'refused', why: `${saw('config-broken', format === 'json' ? 'JSON' : 'YAML')}: ${where}` }
  }
}
