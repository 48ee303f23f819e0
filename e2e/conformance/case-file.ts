import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod/mini'

const Signalled = z.looseObject({ signal: z.string(), after_s: z.number(), took_s_to_exit: z.optional(z.number()) })
const FileContent = z.union([z.string(), z.looseObject({ base64: z.string() })])

const RecordedCase = z.looseObject({
  id: z.string(),
  note: z.optional(z.nullable(z.string())),
  argv: z.optional(z.array(z.string())),
  stdin: z.optional(z.nullable(z.string())),
  env: z.optional(z.nullable(z.record(z.string(), z.string()))),
  exit: z.optional(z.nullable(z.number())),
  signal: z.optional(z.nullable(z.string())),
  stdout: z.optional(z.nullable(z.string())),
  stderr: z.optional(z.nullable(z.string())),
  meaning: z.optional(z.nullable(z.string())),
  still_running_then_signalled: z.optional(z.nullable(Signalled)),
  given: z.optional(z.nullable(z.record(z.string(), z.unknown()))),
  config: z.optional(z.nullable(z.record(z.string(), z.unknown()))),
  identities_before: z.optional(z.nullable(z.array(z.string()))),
  identities_after: z.optional(z.nullable(z.array(z.string()))),
})
export type RecordedCase = z.output<typeof RecordedCase>

const CaseFile = z.looseObject({ program: z.string(), version: z.string(), cases: z.array(z.unknown()) })

/** A recorded run with the program and version it belongs to. */
export interface CaseToCheck extends RecordedCase {
  readonly program: string
  readonly version: string
  readonly file: string
}

/** Something in a folder of recordings that nothing here could read: reported, never passed over. */
interface Unreadable {
  readonly file: string
  readonly why: string
}

export interface CaseSet {
  readonly cases: readonly CaseToCheck[]
  readonly unreadable: readonly Unreadable[]
}

function jsonFilesIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return []
  if (statSync(folder).isFile()) return [folder]
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => join(folder, name))
}

function readOne(file: string): CaseSet {
  let content: unknown
  try {
    content = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    return { cases: [], unreadable: [{ file, why: error instanceof Error ? error.message : String(error) }] }
  }
  const parsed = CaseFile.safeParse(content)
  if (!parsed.success) return { cases: [], unreadable: [{ file, why: 'not of the form {program, version, cases}' }] }
  const { program, version, cases } = parsed.data
  const read = cases.map((one) => RecordedCase.safeParse(one))
  return {
    cases: read.flatMap((one) => (one.success ? [{ ...one.data, program, version, file }] : [])),
    unreadable: read.flatMap((one, index) =>
      one.success ? [] : [{ file, why: `case ${index}: ${one.error.issues[0]?.message ?? 'form'}` }],
    ),
  }
}

/** Reads every case file under `folders`; a case that stands in several of them (same program, version, id and argv) counts once. */
export function readCases(folders: readonly string[]): CaseSet {
  const sets = folders.flatMap(jsonFilesIn).map(readOne)
  const seen = new Map<string, CaseToCheck>()
  for (const one of sets.flatMap(({ cases }) => cases)) {
    const key = JSON.stringify([one.program, one.version, one.id, one.argv, one.stderr, one.exit])
    if (!seen.has(key)) seen.set(key, one)
  }
  return { cases: [...seen.values()], unreadable: sets.flatMap(({ unreadable }) => unreadable) }
}

/** Bytes of a file given in a recording: text, or `{base64}`. */
export function contentOf(value: unknown): Buffer | null {
  const parsed = FileContent.safeParse(value)
  if (!parsed.success) return null
  return typeof parsed.data === 'string' ? Buffer.from(parsed.data) : Buffer.from(parsed.data.base64, 'base64')
}

/** The text of a case under `given`, empty when there is none. */
export const givenText = (one: RecordedCase, key: string): string => {
  const value = one.given?.[key]
  return typeof value === 'string' ? value : ''
}
