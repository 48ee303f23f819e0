import type { Client } from '../../electron/contract/contract.ts'
import type { ErrorCode } from '../../electron/contract/errors.ts'
import type { Channel, ClientFrame, HostFrame, WireError } from '../../electron/contract/wire.ts'

/** A call that failed in a way the host foresaw, or `disconnected`. The words come from `code`. */
export class CallFailure extends Error {
  readonly code: ErrorCode
  readonly data: unknown

  constructor({ code, message, data }: WireError) {
    super(message)
    this.name = 'CallFailure'
    this.code = code
    this.data = data
  }
}

/** The host's limit for one frame from a page, in UTF-16 units: a longer one would cost the connection. */
const frameLimit = 256 * 1024
/** Values taken before the host is told; half of what the host lets be on the way. */
const takenAtOnce = 4

interface Pending {
  receive(frame: HostFrame): void
  fail(failure: CallFailure): void
}

interface Connection {
  readonly channel: Channel
  readonly pending: Map<number, Pending>
  closed: boolean
  last: number
}

const disconnected = () => new CallFailure({ code: 'disconnected', message: 'the connection to the host is closed' })

const post = (connection: Connection, frame: ClientFrame) => connection.channel.send(JSON.stringify(frame))

const begin = (connection: Connection, pending: Pending, call: { path: string; input: unknown }): number => {
  if (connection.closed) throw disconnected()
  const id = ++connection.last
  const text = JSON.stringify({ t: 'call', id, ...call } satisfies ClientFrame)
  if (new TextEncoder().encode(text).length > frameLimit)
    throw new CallFailure({ code: 'too_large', message: 'the input is over the limit of 256 KiB' })
  connection.pending.set(id, pending)
  connection.channel.send(text)
  return id
}

const ask = (connection: Connection, path: string, input: unknown): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const receive = (frame: HostFrame) => {
      connection.pending.delete(frame.id)
      if (frame.t === 'ok') resolve(frame.value)
      else reject(frame.t === 'fail' ? new CallFailure(frame.error) : disconnected())
    }
    begin(connection, { receive, fail: reject }, { path, input })
  })

interface Inbox {
  readonly values: unknown[]
  ended: boolean
  failure: CallFailure | null
  wake: () => void
}

const receiveInto = (inbox: Inbox): Pending => ({
  receive: (frame) => {
    if (frame.t === 'next') inbox.values.push(frame.value)
    else inbox.ended = true
    if (frame.t === 'fail') inbox.failure = new CallFailure(frame.error)
    inbox.wake()
  },
  fail: (failure) => {
    inbox.ended = true
    inbox.failure = failure
    inbox.wake()
  },
})

/** Values in order; tells the host as they are used, so that a slow page makes the source wait instead of filling memory. */
async function* drain(inbox: Inbox, signal: AbortSignal | undefined, told: (count: number) => void): AsyncGenerator<unknown> {
  let taken = 0
  while (!signal?.aborted) {
    if (inbox.values.length > 0) {
      taken += 1
      if (taken === takenAtOnce) {
        told(taken)
        taken = 0
      }
      yield inbox.values.shift()
    } else if (inbox.ended) {
      if (inbox.failure) throw inbox.failure
      return
    } else {
      await new Promise<void>((resolve) => {
        inbox.wake = resolve
      })
    }
  }
}

async function* follow(connection: Connection, call: { path: string; input: unknown }, signal?: AbortSignal): AsyncGenerator<unknown> {
  if (signal?.aborted) return
  const inbox: Inbox = { values: [], ended: false, failure: null, wake: () => {} }
  const stop = () => inbox.wake()
  signal?.addEventListener('abort', stop, { once: true })
  const id = begin(connection, receiveInto(inbox), call)
  try {
    yield* drain(inbox, signal, (count) => {
      if (!inbox.ended) post(connection, { t: 'took', id, count })
    })
  } finally {
    signal?.removeEventListener('abort', stop)
    connection.pending.delete(id)
    if (!inbox.ended) post(connection, { t: 'cancel', id })
  }
}

/** The host has proved itself before its frames get here, so only the shape that this file relies on is looked at. */
const toHostFrame = (text: string): HostFrame | null => {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && 't' in value && 'id' in value ? (value as HostFrame) : null
  } catch {
    return null
  }
}

const listen = (connection: Connection) => {
  connection.channel.onFrame((text) => {
    const frame = toHostFrame(text)
    if (frame) connection.pending.get(frame.id)?.receive(frame)
    else connection.channel.close()
  })
  connection.channel.onClose(() => {
    connection.closed = true
    const waiting = [...connection.pending.values()]
    connection.pending.clear()
    for (const pending of waiting) pending.fail(disconnected())
  })
}

/** Makes members when first read. `then` stays absent, so that the client itself may be awaited. */
const lazily = <T>(make: (name: string) => T): Record<string, T> =>
  new Proxy<Record<string, T>>(Object.create(null), {
    get: (made, name) => {
      if (typeof name !== 'string' || name === 'then') return undefined
      made[name] ??= make(name)
      return made[name]
    },
  })

/**
 * A client built from the contract's type alone: streams, and only streams, are named `watch…`.
 * Every call rejects, and every watch throws, a `CallFailure`; leaving a `for await` cancels at the host.
 */
export const connect = <C>(channel: Channel): Client<C> => {
  const connection: Connection = { channel, pending: new Map(), closed: false, last: 0 }
  listen(connection)
  return lazily((group) =>
    lazily((method) => {
      const path = `${group}.${method}`
      return method.startsWith('watch')
        ? (input: unknown, signal?: AbortSignal) => follow(connection, { path, input }, signal)
        : (input: unknown) => ask(connection, path, input)
    }),
  ) as Client<C>
}
