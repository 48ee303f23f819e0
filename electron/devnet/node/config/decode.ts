import { parseGoDuration } from '../../shared/go-duration.ts'
import type { Kind, Section } from './schema.ts'

/** A decoded configuration: dotted path to value, durations in milliseconds. */
export type Values = ReadonlyMap<string, unknown>

type Tree = Readonly<Record<string, unknown>>

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Decodes a configuration as the node's decoder does: keys in any case, numbers and booleans also as text, unknown keys refused.
 * @returns the values, and the decoder's complaints in its words, sorted
 */
export function decode(tree: Tree, section: Section): { values: Map<string, unknown>; errors: string[] } {
  const values = new Map<string, unknown>()
  const errors: string[] = []
  decodeSection({ tree, section, path: '' }, values, errors)
  return { values, errors: errors.sort() }
}

interface Place {
  readonly tree: Tree
  readonly section: Section
  readonly path: string
}

function decodeSection({ tree, section, path }: Place, values: Map<string, unknown>, errors: string[]): void {
  const known = new Map(Object.entries(section).map(([key, kind]) => [key.toLowerCase(), { key, kind }]))
  const unknown: string[] = []
  for (const [name, value] of Object.entries(tree)) {
    const entry = known.get(name.toLowerCase())
    if (!entry) {
      unknown.push(name.toLowerCase())
      continue
    }
    const at = path ? `${path}.${entry.key}` : entry.key
    if (typeof entry.kind === 'string') decodeValue({ value, kind: entry.kind, path: at }, values, errors)
    else if (isTree(value)) decodeSection({ tree: value, section: entry.kind, path: at }, values, errors)
    else if (value !== null) errors.push(`'${at}' expected a map, got '${goType(value)}'`)
  }
  if (unknown.length > 0) errors.push(`'${path}' has invalid keys: ${unknown.sort().join(', ')}`)
}

interface Cell {
  readonly value: unknown
  readonly kind: Kind
  readonly path: string
}

function decodeValue({ value, kind, path }: Cell, values: Map<string, unknown>, errors: string[]): void {
  if (value === null) return
  const result = convert({ value, kind, path })
  if ('error' in result) errors.push(result.error)
  else values.set(path, result.value)
}

type Converted = { value: unknown } | { error: string }

/** One value; the words are those of the decoder (mapstructure) and of Go's strconv. */
function convert({ value, kind, path }: Cell): Converted {
  switch (kind) {
    case 'any':
      return { value }
    case 'string':
      return isScalar(value)
        ? { value: typeof value === 'boolean' ? String(Number(value)) : String(value) }
        : unconvertible(path, 'string', value)
    case 'bool':
      return convertBool(value, path)
    case 'uint':
    case 'int':
    case 'float':
      return convertNumber({ value, kind, path })
    case 'duration':
      return convertDuration(value, path)
    case 'list':
      return { value: Array.isArray(value) ? value.map(String) : String(value).split(',') }
  }
}

const isScalar = (value: unknown): value is string | number | boolean => ['string', 'number', 'boolean'].includes(typeof value)

function convertBool(value: unknown, path: string): Converted {
  if (typeof value === 'boolean') return { value }
  if (typeof value === 'number') return { value: value !== 0 }
  if (typeof value !== 'string') return unconvertible(path, 'bool', value)
  if (/^(1|t|T|TRUE|true|True)$/.test(value)) return { value: true }
  if (/^(0|f|F|FALSE|false|False|)$/.test(value)) return { value: false }
  return { error: `cannot parse '${path}' as bool: strconv.ParseBool: parsing ${JSON.stringify(value)}: invalid syntax` }
}

function convertNumber({ value, kind, path }: Cell): Converted {
  if (typeof value === 'boolean') return { value: Number(value) }
  if (typeof value === 'string') {
    const text = value === '' ? '0' : value
    const valid =
      kind === 'float' ? Number.isFinite(Number(text)) : (kind === 'uint' ? /^\+?\d+$|^0[xX][0-9a-fA-F]+$/ : /^[+-]?\d+$/).test(text)
    const parse = { uint: 'ParseUint', int: 'ParseInt', float: 'ParseFloat' }[kind as 'uint' | 'int' | 'float']
    return valid
      ? { value: Number(text) }
      : { error: `cannot parse '${path}' as ${kind}: strconv.${parse}: parsing ${JSON.stringify(value)}: invalid syntax` }
  }
  if (typeof value !== 'number') return unconvertible(path, kind, value)
  if (kind === 'uint' && value < 0) return { error: `cannot parse '${path}', ${goFloat(value)} overflows uint` }
  return { value: kind === 'float' ? value : Math.trunc(value) }
}

const goFloat = (value: number) => value.toFixed(6)

function convertDuration(value: unknown, path: string): Converted {
  if (typeof value === 'number') return { value: value / 1e6 }
  if (typeof value !== 'string') return unconvertible(path, 'time.Duration', value)
  const ms = parseGoDuration(value)
  if (ms !== null) return { value: ms }
  const missingUnit = /^[+-]?[\d.]+$/.test(value)
  return {
    error: `error decoding '${path}': time: ${missingUnit ? 'missing unit in' : 'invalid'} duration ${JSON.stringify(value)}`,
  }
}

const unconvertible = (path: string, wanted: string, value: unknown): Converted => ({
  error: `'${path}' expected type '${wanted}', got unconvertible type '${goType(value)}'`,
})

function goType(value: unknown): string {
  if (Array.isArray(value)) return '[]interface {}'
  if (typeof value === 'object') return 'map[string]interface {}'
  return { string: 'string', number: 'float64', boolean: 'bool' }[typeof value as 'string' | 'number' | 'boolean'] ?? 'nil'
}
