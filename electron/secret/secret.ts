const hidden = '•••'

/**
 * A password, a token, a one-time code. Whoever logs it, joins it into a text, writes it as JSON, posts it to a thread or throws it gets
 * `•••` or nothing; where a `string` is asked for (an argument, a patch of the state) it does not compile. `reveal` is the one way to its
 * text: call it where the outside needs it, and keep what it gives in no variable that outlives the call.
 */
export class Secret {
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  reveal(): string {
    return this.#text
  }

  toString(): string {
    return hidden
  }

  toJSON(): string {
    return hidden
  }

  [Symbol.toPrimitive](): string {
    return hidden
  }

  /** What Node's `console` and `util.inspect` show. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return hidden
  }
}
