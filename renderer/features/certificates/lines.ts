import type { CertificateRow } from '../../../electron/contract/model/certificate.ts'
import { shellWord } from '../../format/ids.ts'

/** What goes into a node's config, as it stands there. */
export const nodeConfig = ({ path, keyPath, authorityPath }: CertificateRow, listener: string): string =>
  JSON.stringify(
    {
      api: {
        'grpc-tls-listener': listener,
        'grpc-tls-ca-cert': authorityPath ?? '',
        'grpc-tls-cert': path,
        'grpc-tls-key': keyPath ?? '',
      },
    },
    null,
    2,
  )

/** Arguments of a service on another computer: its files lie where it is started. */
export const serviceFlags = (dials: string): string =>
  ['--address', `https://${dials}`, '--ca-cert', 'authority.pem', '--cert', 'service.pem', '--key', 'service.key'].map(shellWord).join(' ')

/** The newest certificate of a node, or of one of its services; `null` where none was made here. */
export function newestOf(rows: readonly CertificateRow[], role: CertificateRow['role'], of: string): CertificateRow | null {
  const made = rows.filter((row) => row.role === role && row.of === of && row.number !== null)
  return made.sort((one, other) => (other.number ?? 0) - (one.number ?? 0))[0] ?? null
}

/** Services for which certificates were made, each once. */
export const servicesOf = (rows: readonly CertificateRow[]): string[] =>
  [...new Set(rows.filter(({ role, number }) => role === 'service' && number !== null).map(({ of }) => of))].sort()

/** As a person types several: with commas or blanks between them. */
export const namesIn = (text: string): string[] => text.split(/[\s,;]+/).filter((name) => name !== '')
