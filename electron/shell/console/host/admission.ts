import type { WebSocket } from 'ws'
import { guarded } from '../../../faults/index.ts'
import { Secret } from '../../../secret/index.ts'
import type { Guards } from './guards.ts'
import { type Meeting, prove } from './proof.ts'
import type { SecretKind, Secrets } from './secrets.ts'

export interface AdmissionDeps {
  readonly guards: Guards
  readonly secrets: Secrets
  /** 16 random bytes as hex. */
  readonly nonce: () => string
}

interface MeetingDeps extends AdmissionDeps {
  readonly admit: (kind: SecretKind) => void
  readonly failed: (error: unknown) => void
}

interface Visitor {
  readonly kind: SecretKind
  readonly secret: Secret
  readonly meeting: Meeting
}

/** The visitor's secret is wrong, used up or too old; one code for all, so that it tells nothing. */
export const notLetIn = 4401
/** Milliseconds from the opened socket to the proof. */
const helloLimit = 5_000

type Fields = Readonly<Record<string, unknown>>

const fieldsOf = (text: string): Fields => {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Fields) : {}
  } catch {
    return {}
  }
}

/** What a holder of the token asks for once it is let in. */
export const wishOf = (data: unknown): unknown => (Buffer.isBuffer(data) && data.length <= 1024 ? fieldsOf(data.toString('utf8')).t : null)

const isKind = (value: unknown): value is SecretKind => value === 'code' || value === 'key' || value === 'token'

/** Reads `hello` and finds the secret that is to be proved; an unknown key, a void code and nonsense are alike. */
const greet = (hello: Fields, origin: string, { secrets, nonce }: AdmissionDeps): Visitor | null => {
  const { t, version, kind, name, nonce: pageNonce } = hello
  if (t !== 'hello' || version !== 1 || !isKind(kind) || typeof pageNonce !== 'string' || !/^[0-9a-f]{32}$/.test(pageNonce)) return null
  const secret = secrets.find(kind, typeof name === 'string' ? name : null)
  return secret ? { kind, secret, meeting: { origin, pageNonce, hostNonce: nonce() } } : null
}

const isProved = (fields: Fields, { kind, secret, meeting }: Visitor, { guards, secrets }: AdmissionDeps): boolean =>
  fields.t === 'proof' &&
  typeof fields.proof === 'string' &&
  guards.proof(prove(secret, 'page', meeting), fields.proof) &&
  secrets.use(kind, secret)

/**
 * Lets a visitor in after both sides proved the secret to each other, the host first. Calls `admit` once with how it came in;
 * a visitor that proved a one-time code has then the key of this meeting. Everybody else is closed with 4401, the slow too.
 */
export const meetVisitor = (socket: WebSocket, origin: string, deps: MeetingDeps): void => {
  let visitor: Visitor | null = null
  const refuse = () => socket.close(notLetIn)
  const deadline = setTimeout(refuse, helloLimit)
  const leave = () => {
    clearTimeout(deadline)
    socket.off('message', receive)
  }
  const receive = guarded((data: unknown, isBinary: boolean) => {
    const fields = isBinary || !Buffer.isBuffer(data) || data.length > 1024 ? {} : fieldsOf(data.toString('utf8'))
    if (!visitor) {
      visitor = greet(fields, origin, deps)
      if (!visitor) return refuse()
      return socket.send(
        JSON.stringify({ t: 'prove', nonce: visitor.meeting.hostNonce, proof: prove(visitor.secret, 'host', visitor.meeting) }),
      )
    }
    leave()
    if (!isProved(fields, visitor, deps)) return refuse()
    if (visitor.kind === 'code') deps.secrets.rememberKey(new Secret(prove(visitor.secret, 'key', visitor.meeting)))
    deps.admit(visitor.kind)
    socket.send('{"t":"welcome"}')
  }, deps.failed)
  socket.on('message', receive)
  socket.once('close', leave)
}
