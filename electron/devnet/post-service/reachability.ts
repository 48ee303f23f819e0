import { connect as connectTcp } from 'node:net'
import { connect as connectTls } from 'node:tls'
import type { NodeAddress } from './node-address.ts'
import type { TlsFiles } from './tls-files.ts'

const transport = (cause: string): string => `tonic::transport::Error(Transport, ConnectError(${cause}))`
const tcp = (cause: string): string => transport(`ConnectError("tcp connect error", ${cause})`)

/** Operating-system errors in the words of the real program; others are shown by their code. */
const OS_ERRORS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Os { code: 111, kind: ConnectionRefused, message: "Connection refused" }',
  ECONNRESET: 'Os { code: 104, kind: ConnectionReset, message: "Connection reset by peer" }',
  EHOSTUNREACH: 'Os { code: 113, kind: HostUnreachable, message: "No route to host" }',
  ENETUNREACH: 'Os { code: 101, kind: NetworkUnreachable, message: "Network is unreachable" }',
  ETIMEDOUT: 'Os { code: 110, kind: TimedOut, message: "Connection timed out" }',
  EACCES: 'Os { code: 13, kind: PermissionDenied, message: "Permission denied" }',
}

const DNS =
  'ConnectError("dns error", Custom { kind: Uncategorized, error: "failed to lookup address information: Name or service not known" })'

/** Words for a failed connect (recordings: cases, mtls). */
export function describeFailure(code: string): string {
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return transport(DNS)
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return invalidCertificate('NotValidForName')
  if (/CERT|ISSUER|SIGNATURE/.test(code)) return invalidCertificate('UnknownIssuer')
  return tcp(OS_ERRORS[code] ?? `Custom { kind: Other, error: "${code}" }`)
}

const invalidCertificate = (why: string): string => transport(`Custom { kind: InvalidData, error: InvalidCertificate(${why}) }`)

const codeOf = (error: Error): string => {
  const inner = error instanceof AggregateError ? error.errors[0] : error
  return inner instanceof Error && 'code' in inner && typeof inner.code === 'string' ? inner.code : 'UNKNOWN'
}

/** Tries to connect; null when something listens there (and its certificate is good), else the words for the failure. */
export function tryToConnect(address: NodeAddress, tls: TlsFiles | null): Promise<string | null> {
  const { host, port } = address
  return new Promise((resolve) => {
    const socket =
      tls === null || address.scheme !== 'https'
        ? connectTcp({ host, port })
        : connectTls({ host, port, ca: tls.caCert, cert: tls.cert, key: tls.key, servername: tls.domain ?? host, ALPNProtocols: ['h2'] })
    const settle = (outcome: string | null) => {
      socket.destroy()
      resolve(outcome)
    }
    socket.setTimeout(20_000, () => settle(describeFailure('ETIMEDOUT')))
    socket.once('secureConnect', () => settle(null))
    socket.once('connect', () => {
      if (tls === null || address.scheme !== 'https') settle(null)
    })
    socket.once('error', (error) => settle(describeFailure(codeOf(error))))
  })
}
