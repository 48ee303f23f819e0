import { connect, type Socket } from 'node:net'
import { createTransport } from 'nodemailer'
import { type HostPort, isLoopback, parseAddress } from './address.ts'
import { guardedLookup } from './http-json.io.ts'
import { oneLine, type Posted, type Revealed } from './post-json.io.ts'
import { refusedHost } from './refused-host.io.ts'

const deadlineMs = 30_000

export interface Mail {
  /** `host:port`. */
  readonly server: string
  /** By TLS from the first byte, by STARTTLS or not at all; `local`: without any, to this very computer only. */
  readonly tls: 'implicit' | 'starttls' | 'local'
  readonly user: string | null
  readonly password: Revealed | null
  readonly from: string
  readonly to: string
  readonly subject: string
  readonly text: string
}

/** Where a mail may be handed in: in no range that is never asked, and without TLS on this computer alone; `null` for anything else. */
export function mailServer({ server, tls }: Pick<Mail, 'server' | 'tls'>): HostPort | null {
  const place = parseAddress(server)
  if (place === null || refusedHost(place.host) !== null) return null
  return tls === 'local' && !isLoopback(place.host) ? null : place
}

const connected = ({ host, port }: HostPort, signal: AbortSignal): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connect({ host, port, lookup: guardedLookup })
    // However it ends, nothing of it is left open.
    signal.addEventListener('abort', () => void socket.destroy(Object.assign(new Error('late'), { code: 'ETIMEDOUT' })), { once: true })
    socket.once('error', reject)
    socket.once('connect', () => resolve(socket))
  })

/** A server's own refusal, else the system's or the library's code. */
function failureOf(cause: unknown): Posted {
  const { code, responseCode, response } = cause as { code?: unknown; responseCode?: unknown; response?: unknown }
  if (typeof responseCode === 'number')
    return { kind: 'answered', status: responseCode, said: typeof response === 'string' ? oneLine(response) : '' }
  return { kind: 'failed', code: typeof code === 'string' ? code : 'unknown', said: cause instanceof Error ? oneLine(cause.message) : '' }
}

/**
 * Hands one mail in by SMTP. Never throws: `status` is the server's reply, 250 where it was taken. Limits: 30 s in all; certificates are
 * checked against the host's name; credentials and text go over TLS only, but to this very computer.
 */
export async function sendMail({ user, password, subject, text, from, to, ...way }: Mail, signal: AbortSignal): Promise<Posted> {
  const place = mailServer(way)
  if (place === null) return { kind: 'failed', code: 'address_refused', said: '' }
  const late = AbortSignal.any([AbortSignal.timeout(deadlineMs), signal])
  try {
    const transport = createTransport({
      host: place.host,
      port: place.port,
      connection: await connected(place, late),
      secure: way.tls === 'implicit',
      requireTLS: way.tls === 'starttls',
      ignoreTLS: way.tls === 'local',
      // No name of this computer goes out.
      name: 'smeshdesk',
      logger: false,
      disableFileAccess: true,
      disableUrlAccess: true,
      ...(user !== null && { auth: { user, pass: password?.reveal() ?? '' } }),
    })
    const { response } = await transport.sendMail({ from: { name: 'Smeshdesk', address: from }, to, subject, text })
    return { kind: 'answered', status: Number(/^\d{3}/.exec(response)?.[0] ?? 0), said: '' }
  } catch (cause) {
    return late.aborted ? { kind: 'failed', code: 'ETIMEDOUT', said: '' } : failureOf(cause)
  }
}
