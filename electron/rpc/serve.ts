import type { Call, CallContext, Contract, Handlers, Watch } from '../contract/contract.ts'
import { AppError } from '../contract/errors.ts'
import type { Channel, ClientFrame, HostFrame, WireError } from '../contract/wire.ts'
import { guarded } from '../faults/index.ts'
import { createSendingWindow, type SendingWindow } from './sending-window.ts'

/** Limits of one connection; bytes of UTF-8. */
export const limits = {
  clientFrameBytes: 256 * 1024,
  hostFrameBytes: 1024 * 1024,
  callsInFlight: 64,
  /** Values of one watch that are sent but not yet taken; a slower reader makes the source wait. */
  watchWindow: 8,
} as const

/** Why a frame was refused; each ends the connection, for a right page never sends one. */
export type FrameFault = 'too-large' | 'not-json' | 'not-a-frame'

const encoder = new TextEncoder()

/** Whether the text takes more than `limit` bytes as UTF-8; counts only when the length leaves a doubt. */
export const exceeds = (text: string, limit: number): boolean =>
  text.length > limit || (text.length * 3 > limit && encoder.encode(text).length > limit)

type Fields = Readonly<Record<string, unknown>>

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)

const hasOnly = (fields: Fields, ...keys: readonly string[]): boolean => Object.keys(fields).every((key) => keys.includes(key))

const isCount = (value: unknown, most: number): value is number =>
  Number.isSafeInteger(value) && Number(value) >= 1 && Number(value) <= most

const toFrame = (fields: Fields): ClientFrame | null => {
  const { t, id, path, count } = fields
  if (!isCount(id, Number.MAX_SAFE_INTEGER)) return null
  switch (t) {
    case 'call':
      return hasOnly(fields, 't', 'id', 'path', 'input') && typeof path === 'string' && path.length <= 200
        ? { t, id, path, input: fields.input }
        : null
    case 'cancel':
      return hasOnly(fields, 't', 'id') ? { t, id } : null
    case 'took':
      return hasOnly(fields, 't', 'id', 'count') && isCount(count, limits.watchWindow) ? { t, id, count } : null
    default:
      return null
  }
}

/** Reads one frame from a page; trusts nothing about it. */
export const parseClientFrame = (text: string): ClientFrame | FrameFault => {
  if (exceeds(text, limits.clientFrameBytes)) return 'too-large'
  try {
    const value: unknown = JSON.parse(text)
    return (isFields(value) ? toFrame(value) : null) ?? 'not-a-frame'
  } catch {
    return 'not-json'
  }
}

/** The frame as text, or `null` when it is over the limit to the page. */
export const encodeHostFrame = (frame: HostFrame): string | null => {
  const text = JSON.stringify(frame)
  return exceeds(text, limits.hostFrameBytes) ? null : text
}

export interface Service<C extends Contract> {
  readonly contract: C
  readonly handlers: Handlers<C>
  /** Logs an unexpected failure once and gives the reference that the user may quote. */
  readonly report: (error: unknown, path: string) => string
}

type Handler = (input: unknown, context: CallContext) => unknown

interface Running {
  readonly abort: AbortController
  readonly window: SendingWindow
}

interface Session {
  readonly service: {
    readonly contract: Contract
    readonly handlers: Readonly<Record<string, Readonly<Record<string, Handler>>>>
    readonly report: Service<Contract>['report']
  }
  readonly channel: Channel
  readonly running: Map<number, Running>
  readonly connection: object
}

/** Looks up own properties only: `identities.constructor` and `__proto__.x` are as unknown as any other. */
const find = ({ service }: Session, path: string): { spec: Call | Watch; handler: Handler } => {
  const [group = '', method = '', ...more] = path.split('.')
  const groups = Object.hasOwn(service.contract, group) ? service.contract[group] : undefined
  const spec = groups && Object.hasOwn(groups, method) ? groups[method] : undefined
  const handlers = Object.hasOwn(service.handlers, group) ? service.handlers[group] : undefined
  const handler = handlers && Object.hasOwn(handlers, method) ? handlers[method] : undefined
  if (!spec || !handler || more.length > 0) throw new AppError('not_found')
  return { spec, handler }
}

const send = (session: Session, frame: HostFrame) => {
  const text = encodeHostFrame(frame)
  if (text === null) throw new AppError('too_large')
  session.channel.send(text)
}

const toWire = (session: Session, error: unknown, path: string): WireError => {
  if (error instanceof AppError && error.code !== 'internal') {
    return { code: error.code, message: error.message, ...(error.data === undefined ? {} : { data: error.data }) }
  }
  return { code: 'internal', message: 'unexpected failure', data: { reference: session.service.report(error, path) } }
}

const sendFailure = (session: Session, id: number, error: WireError) => {
  const text = encodeHostFrame({ t: 'fail', id, error })
  session.channel.send(text ?? JSON.stringify({ t: 'fail', id, error: { code: error.code, message: error.code } }))
}

const follow = async (session: Session, id: number, { events, abort, window }: Running & { events: AsyncIterable<unknown> }) => {
  for await (const value of events) {
    if (abort.signal.aborted) return
    send(session, { t: 'next', id, value })
    window.sent()
    await window.room(abort.signal)
    if (abort.signal.aborted) return
  }
  if (!abort.signal.aborted) send(session, { t: 'end', id })
}

const answer = async (session: Session, id: number, { path, input, running }: { path: string; input: unknown; running: Running }) => {
  const { spec, handler } = find(session, path)
  const parsed = spec.input.safeParse(input)
  if (!parsed.success)
    throw new AppError(
      'bad_input',
      '',
      parsed.error.issues.map(({ path: at, message }) => ({ at: at.join('.'), message })),
    )
  const { signal } = running.abort
  const result = handler(parsed.data, { signal, connection: session.connection })
  if (spec.kind === 'watch') return follow(session, id, { ...running, events: result as AsyncIterable<unknown> })
  const value = await result
  if (!signal.aborted) send(session, { t: 'ok', id, value })
}

const run = async (session: Session, id: number, { path, input }: { path: string; input?: unknown }) => {
  const running: Running = { abort: new AbortController(), window: createSendingWindow(limits.watchWindow) }
  session.running.set(id, running)
  try {
    await answer(session, id, { path, input, running })
  } catch (error) {
    if (!running.abort.signal.aborted) sendFailure(session, id, toWire(session, error, path))
  } finally {
    session.running.delete(id)
  }
}

/** Not even the failure could be told: the page opens another channel. */
const giveUp = (session: Session, error: unknown) => {
  session.service.report(error, 'the channel of a page')
  session.channel.close()
}

const receive = (session: Session, text: string) => {
  const frame = parseClientFrame(text)
  if (typeof frame === 'string') return session.channel.close()
  switch (frame.t) {
    case 'cancel':
      return session.running.get(frame.id)?.abort.abort()
    case 'took':
      return session.running.get(frame.id)?.window.took(frame.count)
    case 'call':
      if (session.running.has(frame.id)) return session.channel.close()
      if (session.running.size >= limits.callsInFlight) return sendFailure(session, frame.id, { code: 'too_many_calls', message: '' })
      void run(session, frame.id, frame).catch((error: unknown) => giveUp(session, error))
  }
}

/**
 * Answers one page over one channel until it closes. Inputs are parsed before a handler runs; expected failures cross as their code,
 * others as `internal` with a reference. A malformed frame, an id in use or a frame over the limit closes the channel.
 * A cancelled call counts as in flight until its handler has ended, so that call-and-cancel can't pile up work.
 */
export const serve = <C extends Contract>(service: Service<C>, channel: Channel): void => {
  const session: Session = { service: service as unknown as Session['service'], channel, running: new Map(), connection: {} }
  channel.onFrame(
    guarded(
      (text: string) => receive(session, text),
      (error) => giveUp(session, error),
    ),
  )
  channel.onClose(() => {
    for (const { abort } of session.running.values()) abort.abort()
  })
}
