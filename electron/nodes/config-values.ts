import type { Wanted } from '../contract/readings.ts'
import { saw } from '../contract/seen.ts'
import type { ConfigTree } from './config-tree.ts'
import { goTruth, goWholeNumber, listParts } from './flags/flag-value.ts'
import { goDurationMs } from './go-duration.ts'

/** Where settings come from: the flags, then the file; what can't be read is noted. */
export interface Source {
  readonly flags: ReadonlyMap<string, string>
  readonly tree: ConfigTree
  readonly problems: string[]
}

/** What a setting should be, and what it is instead. */
const wants = (path: string, value: unknown, what: Wanted): string => saw('wants', path, (JSON.stringify(value) ?? '').slice(0, 48), what)

/** A setting by flag, else by `section.key` of the file: flags win. */
export const said = ({ flags, tree }: Source, section: string, key: string): unknown => flags.get(key) ?? tree.get(`${section}.${key}`)

/** As the node's decoder turns other kinds into text. */
export function textOf(source: Source, section: string, key: string): string | null {
  const value = said(source, section, key)
  if (value === undefined || value === '') return null
  if (typeof value === 'string') return value.slice(0, 4096)
  if (typeof value === 'number') return String(value)
  if (typeof value === 'boolean') return value ? '1' : '0'
  source.problems.push(wants(`${section}.${key}`, value, 'text'))
  return null
}

export function durationOf(source: Source, section: string, key: string): number | null {
  const value = said(source, section, key)
  // A bare number in the file is nanoseconds.
  if (typeof value === 'number') return value / 1e6
  const text = textOf(source, section, key)
  if (text === null) return null
  const milliseconds = goDurationMs(text)
  if (milliseconds === null) source.problems.push(wants(`${section}.${key}`, value, 'duration'))
  return milliseconds
}

export function countOf(source: Source, section: string, key: string): number | null {
  const value = said(source, section, key)
  if (value === undefined) return null
  const count = typeof value === 'string' ? Number(goWholeNumber(value) ?? Number.NaN) : Number(value)
  if (Number.isSafeInteger(count) && count >= 0) return count
  source.problems.push(wants(`${section}.${key}`, value, 'whole'))
  return null
}

export function truthOf(source: Source, section: string, key: string): boolean {
  const value = said(source, section, key)
  if (value === undefined || value === '' || typeof value === 'boolean') return value === true
  if (typeof value === 'number') return value !== 0
  const truth = typeof value === 'string' ? goTruth(value) : null
  if (truth === null) source.problems.push(wants(`${section}.${key}`, value, 'truth'))
  return truth === true
}

export function listOf(source: Source, section: string, key: string): readonly string[] | null {
  const value = said(source, section, key)
  if (value === undefined) return null
  const list: readonly unknown[] = Array.isArray(value) ? value : typeof value === 'string' ? listParts(value) : [value]
  return list.map((part) => String(part).trim().slice(0, 300))
}
