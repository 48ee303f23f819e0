/** A parse error; `line` 0 means that the position is still to be filled in by the caller. */
export class MetadataError extends Error {
  line: number
  column: number
  constructor(message: string, line = 0, column = 0) {
    super(message)
    this.line = line
    this.column = column
  }

  /** The cause as the real program prints it. */
  get described(): string {
    return this.line === 0 ? this.message : `${this.message} at line ${this.line} column ${this.column}`
  }
}

const NEWLINE = 0x0a

/** Bytes one after the other, with the position of the last byte *pulled*: a byte looked at counts as pulled, so errors name the byte after a number. */
export class ByteReader {
  readonly #bytes: Uint8Array
  #pulled = 0
  #peeked = false
  #line = 1
  #column = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  #pull(): number | undefined {
    const byte = this.#bytes[this.#pulled]
    if (byte === undefined) return undefined
    this.#pulled += 1
    if (byte === NEWLINE) {
      this.#line += 1
      this.#column = 0
    } else this.#column += 1
    return byte
  }

  /** The next byte without taking it; undefined at the end. */
  peek(): number | undefined {
    if (this.#peeked) return this.#bytes[this.#pulled - 1]
    const byte = this.#pull()
    this.#peeked = byte !== undefined
    return byte
  }

  next(): number | undefined {
    if (!this.#peeked) return this.#pull()
    this.#peeked = false
    return this.#bytes[this.#pulled - 1]
  }

  /** Skips blanks and looks at what follows. */
  peekToken(): number | undefined {
    for (;;) {
      const byte = this.peek()
      if (byte !== 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) return byte
      this.next()
    }
  }

  error(message: string): MetadataError {
    return new MetadataError(message, this.#line, this.#column)
  }

  /** Gives an error without a position the present one. */
  placed(error: unknown): unknown {
    if (error instanceof MetadataError && error.line === 0) return this.error(error.message)
    return error
  }
}
