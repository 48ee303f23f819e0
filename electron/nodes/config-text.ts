import { type ConfigRefusal, configTextLimit } from '../contract/model/config-refusal.ts'

const literal = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y
const string = /"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy
const space = /[ \t\r\n]*/y
const deepest = 20

/** One `"key": value` of an object, by its places in the text. */
export interface Member {
  /** Lower case, as the node compares keys; a key may be a dotted one. */
  readonly path: string
  readonly start: number
  readonly valueStart: number
  readonly end: number
  /** Of its value, where that is an object. */
  readonly inner: ObjectSpan | null
}

export interface ObjectSpan {
  readonly path: string
  readonly start: number
  readonly end: number
  readonly members: readonly Member[]
}

export type ConfigText =
  | { readonly ok: true; readonly root: ObjectSpan }
  | { readonly ok: false; readonly refused: ConfigRefusal; readonly detail: string }

class Broken extends Error {
  readonly refused: ConfigRefusal
  constructor(refused: ConfigRefusal, detail: string) {
    super(detail)
    this.refused = refused
  }
}

const lineAt = (text: string, at: number): string => String(text.slice(0, at).split('\n').length)

class Reader {
  readonly #text: string
  #at = 0
  constructor(text: string) {
    this.#text = text
  }

  #broken(): Broken {
    // Comments are what hands write most often of all that JSON has not.
    const kind = /^(?:\/\/|\/\*|#)/.test(this.#text.slice(this.#at, this.#at + 2)) ? 'comments' : 'not-json'
    return new Broken(kind, lineAt(this.#text, this.#at))
  }

  #match(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.#text)?.[0] ?? null
    this.#at += found?.length ?? 0
    return found
  }

  #takes(mark: string): boolean {
    this.#match(space)
    if (this.#text[this.#at] !== mark) return false
    this.#at += 1
    return true
  }

  #needs(mark: string): void {
    if (!this.#takes(mark)) throw this.#broken()
  }

  #list(end: string, each: () => void): void {
    if (this.#takes(end)) return
    for (;;) {
      each()
      if (this.#takes(end)) return
      this.#needs(',')
    }
  }

  object(path: string, depth: number): ObjectSpan {
    if (depth > deepest) throw new Broken('too-deep', path)
    const start = this.#at - 1
    const members: Member[] = []
    this.#list('}', () => members.push(this.#member(path, depth, new Set(members.map((one) => one.path)))))
    return { path, start, end: this.#at, members }
  }

  #member(of: string, depth: number, before: ReadonlySet<string>): Member {
    this.#match(space)
    const start = this.#at
    const key = this.#match(string)
    if (key === null) throw this.#broken()
    const name = String(JSON.parse(key)).toLowerCase()
    const path = of === '' ? name : `${of}.${name}`
    if (before.has(path)) throw new Broken('key-twice', path)
    this.#needs(':')
    this.#match(space)
    const valueStart = this.#at
    const inner = this.#value(path, depth)
    return { path, start, valueStart, end: this.#at, inner }
  }

  #value(path: string, depth: number): ObjectSpan | null {
    if (this.#takes('{')) return this.object(path, depth + 1)
    if (this.#takes('[')) {
      if (depth > deepest) throw new Broken('too-deep', path)
      this.#list(']', () => void this.#value(path, depth + 1))
    } else if (this.#match(string) === null && this.#match(literal) === null) throw this.#broken()
    return null
  }

  whole(): ObjectSpan {
    this.#needs('{')
    const root = this.object('', 0)
    this.#match(space)
    if (this.#at < this.#text.length) throw this.#broken()
    return root
  }
}

/** Reads a configuration with the place of each of its keys; what could not be edited without loss is refused with its line or its key. */
export function readConfigPlaces(text: string): ConfigText {
  if (text.length > configTextLimit) return { ok: false, refused: 'too-large', detail: String(configTextLimit) }
  if (text.startsWith('\ufeff')) return { ok: false, refused: 'byte-order-mark', detail: '' }
  if (text.includes('\ufffd')) return { ok: false, refused: 'not-utf8', detail: '' }
  try {
    return { ok: true, root: new Reader(text).whole() }
  } catch (error) {
    if (error instanceof Broken) return { ok: false, refused: error.refused, detail: error.message }
    throw error
  }
}

/** Every key with a value that is no section, in the order of the text. */
export const leavesOf = (span: ObjectSpan): readonly Member[] =>
  span.members.flatMap((member) => (member.inner === null ? [member] : leavesOf(member.inner)))

/** Every setting with its value as it stands, in the order of the text; or why it can't be edited. */
export function configKeysIn(text: string) {
  const read = readConfigPlaces(text)
  if (!read.ok) return read
  const settings = leavesOf(read.root).map(({ path, valueStart, end }) => ({ path, value: text.slice(valueStart, end) }))
  return { ok: true as const, settings }
}
