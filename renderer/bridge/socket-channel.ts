import type { Channel } from '../../electron/contract/wire.ts'
import { freshNonce, type Meeting, nameOfKey, prove } from './proof.ts'

/** Where the page keeps its key for as long as the tab lives; `sessionStorage` is not shared with other ports. */
interface KeyStore {
  getItem(name: string): string | null
  setItem(name: string, value: string): void
  removeItem(name: string): void
}

export interface Door {
  /** `ws://…/rpc` of the host that served this page. */
  readonly address: string
  /** This page's own origin, which goes into the proof: a relay on another port can't use it. */
  readonly origin: string
  /** The one-time code from the address, if there was one. */
  readonly code: string | null
  readonly keys: KeyStore
}

/** Why the host did not let the page in: it has to be opened with a fresh link, or the other side is not our host, or nobody answers. */
export type Refusal = 'not-let-in' | 'not-our-host' | 'no-answer'

export class DoorClosed extends Error {
  readonly refusal: Refusal

  constructor(refusal: Refusal) {
    super(`the host did not let this page in: ${refusal}`)
    this.name = 'DoorClosed'
    this.refusal = refusal
  }
}

const keyItem = 'smeshdesk-key'
/** The host closes with this code when a secret is wrong, used up or too old. */
const notLetIn = 4401

/** Takes the one-time code out of the address, so that neither history nor a copied link holds it. */
export const takeCode = (
  location: { hash: string; pathname: string; search: string },
  history: { replaceState(data: unknown, unused: string, url: string): void },
): string | null => {
  const code = /^#code=([A-Za-z0-9_-]{43})$/.exec(location.hash)?.[1] ?? null
  if (location.hash.startsWith('#code=')) history.replaceState(null, '', `${location.pathname}${location.search}`)
  return code
}

interface Inbox {
  /** The next message; throws `DoorClosed` when the socket closed. */
  next(): Promise<string>
  /** From now on messages go to the listener, those that wait first. */
  handOver(listener: (text: string) => void): void
}

const inboxOf = (socket: WebSocket): Inbox => {
  const waiting: string[] = []
  let closed: number | null = null
  let wake = () => {}
  let listener: ((text: string) => void) | null = null
  socket.addEventListener('message', (event) => {
    if (listener) return listener(String(event.data))
    waiting.push(String(event.data))
    wake()
  })
  socket.addEventListener('close', (event) => {
    closed = event.code
    wake()
  })
  const next = async (): Promise<string> => {
    for (;;) {
      const text = waiting.shift()
      if (text !== undefined) return text
      if (closed !== null) throw new DoorClosed(closed === notLetIn ? 'not-let-in' : 'no-answer')
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
  }
  const handOver = (to: (text: string) => void) => {
    listener = to
    for (const text of waiting.splice(0)) to(text)
  }
  return { next, handOver }
}

const fieldsOf = (text: string): Readonly<Record<string, unknown>> => {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {}
  } catch {
    return {}
  }
}

const opened = (socket: WebSocket): Promise<void> =>
  new Promise((resolve, reject) => {
    socket.addEventListener('open', () => resolve(), { once: true })
    socket.addEventListener('close', () => reject(new DoorClosed('no-answer')), { once: true })
  })

/** Both sides prove the secret to each other, the host first: whoever else sits on the port gets two random numbers and no more. */
const meet = async (
  socket: WebSocket,
  inbox: Inbox,
  { door, secret, kind }: { door: Door; secret: string; kind: 'code' | 'key' },
): Promise<Meeting> => {
  const pageNonce = freshNonce()
  socket.send(
    JSON.stringify({ t: 'hello', version: 1, kind, ...(kind === 'key' ? { name: await nameOfKey(secret) } : {}), nonce: pageNonce }),
  )
  const answer = fieldsOf(await inbox.next())
  const meeting: Meeting = { origin: door.origin, pageNonce, hostNonce: String(answer.nonce) }
  if (answer.t !== 'prove' || answer.proof !== (await prove(secret, 'host', meeting))) throw new DoorClosed('not-our-host')
  socket.send(JSON.stringify({ t: 'proof', proof: await prove(secret, 'page', meeting) }))
  if (fieldsOf(await inbox.next()).t !== 'welcome') throw new DoorClosed('not-our-host')
  return meeting
}

const channelOf = (socket: WebSocket, inbox: Inbox): Channel => ({
  send: (text) => {
    if (socket.readyState === WebSocket.OPEN) socket.send(text)
  },
  onFrame: (listener) => inbox.handOver(listener),
  onClose: (listener) => socket.addEventListener('close', () => listener(), { once: true }),
  close: () => socket.close(),
})

/** Milliseconds that the whole meeting may take; a port that accepts and then says nothing must not hold the page. */
const meetingLimit = 5_000

/**
 * Opens the channel of a browser page. A code, used once, leaves a key of this start of the host in `keys`, with which later
 * sockets of this tab are let in. Throws `DoorClosed`; a key that the host no longer knows is forgotten.
 */
export const openSocketChannel = async (door: Door): Promise<Channel> => {
  const secret = door.code ?? door.keys.getItem(keyItem)
  if (!secret) throw new DoorClosed('not-let-in')
  const kind = door.code ? 'code' : 'key'
  const socket = new WebSocket(door.address)
  const deadline = setTimeout(() => socket.close(), meetingLimit)
  try {
    const inbox = inboxOf(socket)
    await opened(socket)
    const meeting = await meet(socket, inbox, { door, secret, kind })
    if (kind === 'code') door.keys.setItem(keyItem, await prove(secret, 'key', meeting))
    return channelOf(socket, inbox)
  } catch (error) {
    if (kind === 'key' && error instanceof DoorClosed && error.refusal === 'not-let-in') door.keys.removeItem(keyItem)
    socket.close()
    throw error
  } finally {
    clearTimeout(deadline)
  }
}
