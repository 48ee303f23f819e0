import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { CaseToCheck } from './case-file.ts'
import { argumentOf } from './node-case.ts'

const LABEL_BYTES = 16
const METADATA = 'postdata_metadata.json'
const numberOf = (text: string | undefined): number => Number((text ?? '').replaceAll(',', ''))

/** What the note says was changed in a copy of the data. Throws for words that are not known here. */
function changeInWords(words: string, folder: string): void {
  const zeroed = /labels (\d+) to (\d+) zeroed/.exec(words)
  const cut = /(\S+\.bin) cut to ([\d,]+) labels/.exec(words)
  const without = /without (\S+)$/.exec(words)?.[1]
  if (zeroed !== null) {
    const file = join(folder, 'postdata_0.bin')
    const labels = readFileSync(file)
    labels.fill(0, numberOf(zeroed[1]) * LABEL_BYTES, (numberOf(zeroed[2]) + 1) * LABEL_BYTES)
    writeFileSync(file, labels)
  } else if (cut?.[1] !== undefined) truncateSync(join(folder, cut[1]), numberOf(cut[2]) * LABEL_BYTES)
  else if (without !== undefined) rmSync(join(folder, without))
  else if (/[,;] /.test(words) && !words.includes('difficulty')) throw new Error(`set-up not understood: ${words}`)
}

/** The recorded run that makes data in a folder of this name from nothing, and ends by itself. */
const makerOf = (name: string, cases: readonly CaseToCheck[]): CaseToCheck | undefined =>
  cases.find(
    (one) =>
      one.program === 'postcli' &&
      one.meaning === 'init-complete' &&
      basename(argumentOf(one.argv ?? [], '-datadir') ?? '') === name &&
      !/ cut to | without | zeroed/.test(one.note ?? ''),
  )

/** How command lines are carried out here. */
export interface PostcliPlace {
  /** Puts this machine's paths into a recorded command line. */
  readonly here: (argv: readonly string[]) => readonly string[]
  readonly env: Readonly<Record<string, string>>
}

/** Lays out what a recorded run of postcli found: data made by another recorded run, then changed. Throws when it can't be done here. */
export function layOutPostcliCase(one: CaseToCheck, cases: readonly CaseToCheck[], { here, env }: PostcliPlace): void {
  if (env.HOME !== undefined) mkdirSync(env.HOME, { recursive: true })
  const words = one.note ?? ''
  const origin = /^folder of ([\w-]+)/.exec(words)?.[1]
  if (origin === undefined && !words.startsWith('same as')) return
  const maker = makerOf(origin ?? '', cases)
  const folder = argumentOf(here(one.argv ?? []), '-datadir')
  if (maker === undefined || folder === null) throw new Error(`the data is not given: ${words}`)
  const [program = '', ...args] = here(maker.argv ?? []).map((word) => (word.startsWith('-datadir=') ? `-datadir=${folder}` : word))
  const { status } = spawnSync(program, args, { env, stdio: 'ignore' })
  if (status !== 0) throw new Error(`the data could not be made: exit ${status}`)
  changeInWords(words, folder)
}

/** Names and sizes of files; the length of the metadata varies with a random number, and how far a stopped run came with the machine. */
type Files = Readonly<Record<string, number | null>>

const filesOf = (files: readonly (readonly [string, number])[], withSizes: boolean): Files | null => {
  const sizes = files.map(([name, size]) => [name, name.endsWith('.json') || !withSizes ? null : size] as const)
  return sizes.length === 0 ? null : Object.fromEntries(sizes.toSorted(([left], [right]) => (left < right ? -1 : 1)))
}

/** Names of the metadata's fields, in order; where it was stopped it may have come to its nonce or not. */
const fieldsOf = (text: unknown, withNonce: boolean): readonly string[] | null =>
  typeof text === 'string' ? Object.keys(JSON.parse(text)).filter((name) => withNonce || !name.startsWith('Nonce')) : null

const endedByItself = (one: CaseToCheck): boolean => (one.still_running_then_signalled ?? null) === null

/** What a run of postcli left in its data folder. */
export function postcliLeft(one: CaseToCheck, argv: readonly string[]): Readonly<Record<string, unknown>> {
  const folder = argumentOf(argv, '-datadir')
  const names = folder === null || !existsSync(folder) ? [] : readdirSync(folder)
  const at = (name: string) => join(folder ?? '', name)
  const files = names.map((name) => [name, statSync(at(name)).size] as const)
  const metadata = names.includes(METADATA) ? readFileSync(at(METADATA), 'utf8') : null
  return { files: filesOf(files, endedByItself(one)), metadata: fieldsOf(metadata, endedByItself(one)) }
}

/** What it left by the recording. */
export function recordedPostcliLeft(one: CaseToCheck): Readonly<Record<string, unknown>> {
  const files = typeof one.files_after === 'object' && one.files_after !== null ? Object.entries(one.files_after) : []
  const sizes = files.map(([name, file]) => [name, Number(Object(file).size)] as const)
  return { files: filesOf(sizes, endedByItself(one)), metadata: fieldsOf(one.metadata_after, endedByItself(one)) }
}
