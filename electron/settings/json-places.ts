const literal = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y
const string = /"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy
const space = /[ \t\r\n]*/y

class Broken extends Error {}

/** More places than any settings file has are not kept, and nothing deeper than one is looked at. */
const most = { lines: 50_000, depth: 100 }

class Scanner {
  readonly lines = new Map<string, number>()
  readonly #text: string
  /** The line that is counted so far, and where it ends. */
  #line = 1
  #break: number
  #depth = 0
  at = 0

  constructor(text: string) {
    this.#text = text
    this.#break = this.#breakFrom(0)
  }

  #match(pattern: RegExp): string | null {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.#text)?.[0] ?? null
    this.at += found?.length ?? 0
    return found
  }

  #takes(mark: string): boolean {
    this.#match(space)
    if (this.#text[this.at] !== mark) return false
    this.at += 1
    return true
  }

  #needs(mark: string): void {
    if (!this.#takes(mark)) throw new Broken()
  }

  /** Counts on from where it was asked for last: the text is gone through once. */
  line(): number {
    while (this.#break < this.at) {
      this.#line += 1
      this.#break = this.#breakFrom(this.#break + 1)
    }
    return this.#line
  }

  #breakFrom(at: number): number {
    const found = this.#text.indexOf('\n', at)
    return found === -1 ? Number.POSITIVE_INFINITY : found
  }

  #note(place: string, line: number): void {
    if (this.lines.size < most.lines && !this.lines.has(place)) this.lines.set(place, line)
  }

  #key(path: string): string {
    this.#match(space)
    const line = this.line()
    const key = this.#match(string)
    if (key === null) throw new Broken()
    const name: unknown = JSON.parse(key)
    const full = path === '' ? String(name) : `${path}.${String(name)}`
    this.#note(full, line)
    return full
  }

  #members(path: string, end: string, member: (path: string, index: number) => void): void {
    if (this.#takes(end)) return
    for (let index = 0; ; index += 1) {
      member(path, index)
      if (this.#takes(end)) return
      this.#needs(',')
    }
  }

  value(path: string): void {
    this.#depth += 1
    if (this.#depth > most.depth) throw new Error('too deep')
    this.#inner(path)
    this.#depth -= 1
  }

  #inner(path: string): void {
    if (this.#takes('{')) this.#members(path, '}', (of) => this.#field(of))
    else if (this.#takes('[')) this.#members(path, ']', (of, index) => this.#entry(`${of}[${index}]`))
    else if (this.#match(string) === null && this.#match(literal) === null) throw new Broken()
  }

  #field(of: string): void {
    const full = this.#key(of)
    this.#needs(':')
    this.value(full)
  }

  #entry(full: string): void {
    this.#match(space)
    this.#note(full, this.line())
    this.value(full)
  }

  end(): void {
    this.#match(space)
    if (this.at < this.#text.length) throw new Broken()
  }
}

/**
 * Where things stand in a JSON text: the line of each field by its path (`nodes[0].name`), and the line where it ends to be JSON, which is
 * `null` for a whole one.
 */
export function jsonPlaces(text: string) {
  const scanner = new Scanner(text)
  try {
    scanner.value('')
    scanner.end()
    return { lines: scanner.lines, brokenLine: null }
  } catch (error) {
    // Nested deeper than any settings file: as good as no JSON, from its first line on.
    return { lines: scanner.lines, brokenLine: error instanceof Broken ? scanner.line() : 1 }
  }
}
