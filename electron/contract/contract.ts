import type * as z from 'zod/mini'

type Schema = z.ZodMiniType

declare global {
  /** Both ends have one; this project knows neither Node nor a browser, so it names only what the contract says of it. */
  interface AbortSignal {
    readonly aborted: boolean
  }
}

/** One question with one answer. */
export interface Call<Input extends Schema = Schema, Output extends Schema = Schema> {
  readonly kind: 'call'
  readonly input: Input
  readonly output: Output
}

/** One question with many answers, until the asker leaves. */
export interface Watch<Input extends Schema = Schema, Event extends Schema = Schema> {
  readonly kind: 'watch'
  readonly input: Input
  readonly event: Event
}

type Group = Readonly<Record<string, Call | Watch>>
export type Contract = Readonly<Record<string, Group>>

/** Streams, and only streams, are named `watch…`: so a client can be built from the type alone, without schemas. */
type WellNamed<C> = {
  [G in keyof C]: {
    [M in keyof C[G]]: C[G][M] extends Watch ? (M extends `watch${string}` ? C[G][M] : never) : M extends `watch${string}` ? never : C[G][M]
  }
}

/** Declares a contract; a stream that is not named `watch…`, or a call that is, doesn't compile. */
export const contract = <const C extends Record<string, Group>>(groups: C & WellNamed<C>): C => groups

export const call = <Input extends Schema, Output extends Schema>(input: Input, output: Output): Call<Input, Output> => ({
  kind: 'call',
  input,
  output,
})

export const watch = <Input extends Schema, Event extends Schema>(input: Input, event: Event): Watch<Input, Event> => ({
  kind: 'watch',
  input,
  event,
})

/** What a renderer holds: every call as an async function, every watch as an async iterable that ends when its signal aborts. */
export type Client<C> = {
  readonly [G in keyof C]: {
    readonly [M in keyof C[G]]: C[G][M] extends Call<infer Input, infer Output>
      ? (input: z.input<Input>) => Promise<z.output<Output>>
      : C[G][M] extends Watch<infer Input, infer Event>
        ? (input: z.input<Input>, signal?: AbortSignal) => AsyncIterable<z.output<Event>>
        : never
  }
}

/** What the core supplies: the same groups, inputs already validated. */
export type Handlers<C> = {
  readonly [G in keyof C]: {
    readonly [M in keyof C[G]]: C[G][M] extends Call<infer Input, infer Output>
      ? (input: z.output<Input>, context: CallContext) => Promise<z.input<Output>> | z.input<Output>
      : C[G][M] extends Watch<infer Input, infer Event>
        ? (input: z.output<Input>, context: CallContext) => AsyncIterable<z.input<Event>>
        : never
  }
}

export interface CallContext {
  /** Aborted when the caller cancels or its channel closes. */
  readonly signal: AbortSignal
  /** The caller's connection: the same object for all its calls, so that what is kept per connection can hang on it. */
  readonly connection: object
}
