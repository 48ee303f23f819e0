import { randomBytes } from 'node:crypto'
import { WebSocket } from 'ws'
import type { Channel } from '../../contract/wire.ts'
import { limits, webSocketChannel } from '../../rpc/index.ts'
import type { Secret } from '../../secret/index.ts'
import { type DoorFile, NoHost } from './door-file.ts'
import { type Meeting, prove, sameProof } from './host/proof.ts'

/** Milliseconds until we are let in. */
const limit = 5_000

type Fields = Readonly<Record<string, unknown>>
/** What is asked for once both sides have proved the token: a link for a browser, or the rig for this terminal. */
type Wish = 'link' | 'rig'

const fieldsOf = (text: string): Fields => {
  const value: unknown = JSON.parse(text)
  return typeof value === 'object' && value !== null ? (value as Fields) : {}
}

interface Asked {
  readonly token: Secret
  readonly meeting: Meeting
  readonly wish: Wish
}

/** What to answer to a message of the host, `got` at the end of the meeting. Throws when the other side is not our host. */
const reply = (fields: Fields, { token, meeting, wish }: Asked): { send: unknown } | { got: string } => {
  switch (fields.t) {
    case 'prove': {
      const met = { ...meeting, hostNonce: String(fields.nonce) }
      if (!sameProof(prove(token, 'host', met), String(fields.proof)))
        throw new Error('Another program sits on the port of the host. Nothing was told to it.')
      return { send: { t: 'proof', proof: prove(token, 'page', met) } }
    }
    case 'welcome':
      return { send: { t: wish } }
    case wish:
      return { got: String(fields.link) }
    default:
      throw new Error('The host said something that this version does not know. It may be of another version: start it again.')
  }
}

interface Met {
  readonly socket: WebSocket
  /** The link, where one was asked for. */
  readonly got: string
}

/** Meets a running host, proving the token of its door file and having the host prove it too. */
const meet = ({ address, token }: DoorFile, wish: Wish): Promise<Met> =>
  new Promise((resolve, reject) => {
    const origin = `http://${address}`
    const asked = { token, wish, meeting: { origin, pageNonce: randomBytes(16).toString('hex'), hostNonce: '' } }
    const socket = new WebSocket(`ws://${address}/rpc`, {
      origin,
      handshakeTimeout: limit,
      maxPayload: limits.hostFrameBytes,
      perMessageDeflate: false,
    })
    const end = (error: Error) => {
      reject(error)
      socket.terminate()
    }
    const timer = setTimeout(() => end(new Error(`The host at ${address} does not answer.`)), limit)
    socket.once('open', () => socket.send(JSON.stringify({ t: 'hello', version: 1, kind: 'token', nonce: asked.meeting.pageNonce })))
    const receive = (data: unknown) => {
      try {
        const next = reply(fieldsOf((data as Buffer).toString('utf8')), asked)
        if ('send' in next) return socket.send(JSON.stringify(next.send))
        clearTimeout(timer)
        socket.off('message', receive)
        resolve({ socket, got: next.got })
      } catch (error) {
        end(error instanceof Error ? error : new Error('The talk with the host failed.'))
      }
    }
    socket.on('message', receive)
    socket.on('error', () => end(new NoHost(`The host at ${address} can’t be reached.`)))
    socket.once('close', () => {
      clearTimeout(timer)
      reject(new Error(`The host at ${address} did not let us in.`))
    })
  })

/** A fresh link to a running host. */
export const askLink = async (door: DoorFile): Promise<string> => (await meet(door, 'link')).got

/** A session of this terminal at a running host: it may do what `consoleApi` holds, and no more. */
export async function openTerminal(door: DoorFile): Promise<Channel> {
  const { socket } = await meet(door, 'rig')
  const channel = webSocketChannel(socket)
  return { ...channel, close: () => socket.close(1000) }
}
