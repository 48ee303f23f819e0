/**
 * What Go's encoding/json says of a text that is not JSON, or null when it is.
 * Covers the first offending character; the words depend on where in the text it stands.
 */
export function goJsonError(text: string): string | null {
  try {
    JSON.parse(text)
    return null
  } catch {
    return new Scanner(text).complaint()
  }
}

const white = new Set([' ', '\t', '\n', '\r'])

class Scanner {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  complaint(): string {
    const error = this.#value('looking for beginning of value') ?? this.#after('after top-level value', '')
    return error ?? 'invalid JSON'
  }

  #skip(): string | undefined {
    while (white.has(this.#text[this.#at] ?? '')) this.#at++
    return this.#text[this.#at]
  }

  #after(context: string, allowed: string): string | null {
    const next = this.#skip()
    if (next === undefined) return allowed === '' ? null : 'unexpected end of JSON input'
    return allowed.includes(next) ? null : invalid(next, context)
  }

  #value(context: string): string | null {
    const next = this.#skip()
    if (next === undefined) return 'unexpected end of JSON input'
    if (next === '{') return this.#object()
    if (next === '[') return this.#array()
    if (next === '"') return this.#string()
    if (/[-\d]/.test(next)) return this.#number()
    const word = ['true', 'false', 'null'].find((literal) => literal.startsWith(next))
    return word ? this.#literal(word) : invalid(next, context)
  }

  #object(): string | null {
    this.#at++
    if (this.#skip() === '}') return this.#step()
    for (;;) {
      const next = this.#skip()
      if (next === undefined) return 'unexpected end of JSON input'
      if (next !== '"') return invalid(next, 'looking for beginning of object key string')
      const error = this.#string() ?? this.#after('after object key', ':')
      if (error) return error
      this.#at++
      const inner = this.#value('looking for beginning of value') ?? this.#after('after object key:value pair', ',}')
      if (inner) return inner
      if (this.#text[this.#at++] === '}') return null
    }
  }

  #array(): string | null {
    this.#at++
    if (this.#skip() === ']') return this.#step()
    for (;;) {
      const error = this.#value('looking for beginning of value') ?? this.#after('after array element', ',]')
      if (error) return error
      if (this.#text[this.#at++] === ']') return null
    }
  }

  #string(): string | null {
    for (this.#at++; this.#at < this.#text.length; this.#at++) {
      const next = this.#text[this.#at] ?? ''
      if (next === '"') return this.#step()
      if (next < ' ') return invalid(next, 'in string literal')
      if (next === '\\' && !'"\\/bfnrtu'.includes(this.#text[++this.#at] ?? ''))
        return invalid(this.#text[this.#at] ?? '', 'in string escape code')
    }
    return 'unexpected end of JSON input'
  }

  #number(): string | null {
    const [digits] = /^-?\d*(\.\d+)?([eE][+-]?\d+)?/.exec(this.#text.slice(this.#at)) ?? ['']
    this.#at += digits.length
    return digits === '-' ? invalid(this.#text[this.#at] ?? '', 'in numeric literal') : null
  }

  #literal(word: string): string | null {
    for (const [index, letter] of word.split('').entries()) {
      const next = this.#text[this.#at]
      if (next === undefined) return 'unexpected end of JSON input'
      if (next !== letter) return invalid(next, `in literal ${word} (expecting ${quoted(word[index] ?? '')})`)
      this.#at++
    }
    return null
  }

  #step(): null {
    this.#at++
    return null
  }
}

const escapes: Readonly<Record<string, string>> = { '\n': '\\n', '\t': '\\t', '\r': '\\r', "'": "\\'", '\\': '\\\\' }
const quoted = (character: string) => `'${escapes[character] ?? character}'`
const invalid = (character: string, context: string) => `invalid character ${quoted(character)} ${context}`
