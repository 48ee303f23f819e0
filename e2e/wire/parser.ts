import type fc from 'fast-check'
import { bytes, texts, words } from './draws.ts'

/** A reader of something from outside, with what it may be given. */
export interface Parser {
  readonly name: string
  /** Hostile inputs; what is drawn is handed to `read` as it is. */
  readonly given: fc.Arbitrary<unknown>
  /** Some text, of any length, as such an input. */
  readonly of: (text: string) => unknown
  readonly read: (given: never) => unknown
  /** What it may throw; by default nothing at all. */
  readonly declared: (error: unknown) => boolean
  /** The most that comes of an input of so many letters or bytes. */
  readonly most: (size: number) => number
  /** Letters or bytes that whoever calls it hands on at most. */
  readonly limit: number
}

interface Options<Given> {
  readonly samples: readonly Given[]
  readonly declared?: (error: unknown) => boolean
  /** Whatever it is given; without, what it gives may grow with what it is given. */
  readonly most?: number
  readonly limit?: number
}

const undeclared = () => false
const common = <Given>(name: string, { declared = undeclared, most, limit = 1e7 }: Options<Given>) => ({
  name,
  declared,
  limit,
  most: (size: number) => most ?? 4_000 + 8 * size,
})

export const ofText = (name: string, read: (text: string) => unknown, options: Options<string>): Parser => ({
  ...common(name, options),
  given: texts(options.samples),
  of: (text) => text,
  read,
})

export const ofBytes = (name: string, read: (given: Uint8Array) => unknown, options: Options<Uint8Array>): Parser => ({
  ...common(name, options),
  given: bytes(options.samples),
  of: (text) => Buffer.from(text),
  read,
})

export const ofWords = (name: string, read: (argv: string[]) => unknown, options: Options<string>): Parser => ({
  ...common(name, options),
  given: words(options.samples),
  of: (text) => [options.samples[0] ?? '', text, `--x=${text}`],
  read,
})
