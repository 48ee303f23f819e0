import { randomBytes } from 'node:crypto'
import { WebSocket } from 'ws'
import type { Secret } from '../../secret/index.ts'
import type { DoorFile } from './door-file.ts'
import { type Meeting, prove, sameProof } from './host/proof.ts'

/** Milliseconds for the whole talk. */
const limit = 5_000

type Fields = Readonly<Record<string, unknown>>

const fieldsOf = (text: string): Fields => {
  const value: unknown = JSON.parse(text)
  return typeof value === 'object' && value !== null ? (value as Fields) : {}
}

/** What to answer to a message of the host, `link` when it is the end of the talk. Throws when the other side is not our host. */
const reply = (fields: Fields, token: Secret, meeting: Meeting): { send: unknown } | { link: string } => {
  switch (fields.t) {
    case 'prove': {
      const met = { ...meeting, hostNonce: String(fields.nonce) }
      if (!sameProof(prove(token, 'host', met), String(fields.proof)))
        throw new Error('Another program sits on the port of the host. Nothing was told to it.')
      return { send: { t: 'proof', proof: prove(token, 'page', met) } }
    }
    case 'welcome':
      return { send: { t: 'link' } }
    case 'link':
      return { link: String(fields.link) }
    default:
      throw new Error('The host said something that this version does not know.')
  }
}

/** Asks a running host for a fresh link, proving the token of its door file and having the host prove it too. */
export const askLink = ({ address, token }: DoorFile): Promise<string> =>
  new Promise((resolve, reject) => {
    const origin = `http://${address}`
    const meeting: Meeting = { origin, pageNonce: randomBytes(16).toString('hex'), hostNonce: '' }
    const socket = new WebSocket(`ws://${address}/rpc`, {
      origin,
      handshakeTimeout: limit,
      maxPayload: 64 * 1024,
      perMessageDeflate: false,
    })
    const end = (error: Error) => {
      reject(error)
      socket.terminate()
    }
    const timer = setTimeout(() => end(new Error(`The host at ${address} does not answer.`)), limit)
    socket.once('open', () => socket.send(JSON.stringify({ t: 'hello', version: 1, kind: 'token', nonce: meeting.pageNonce })))
    socket.on('message', (data) => {
      try {
        const next = reply(fieldsOf((data as Buffer).toString('utf8')), token, meeting)
        if ('link' in next) resolve(next.link)
        else socket.send(JSON.stringify(next.send))
      } catch (error) {
        end(error instanceof Error ? error : new Error('The talk with the host failed.'))
      }
    })
    socket.on('error', () => end(new Error(`The host at ${address} can’t be reached.`)))
    socket.once('close', () => {
      clearTimeout(timer)
      reject(new Error(`The host at ${address} did not let us in.`))
    })
  })
