import { createPrivateKey, X509Certificate } from 'node:crypto'
import { open } from 'node:fs/promises'
import { isIP } from 'node:net'
import type { CertificateRole } from '../contract/model/certificate.ts'
import { errorCode } from '../storage/index.ts'
import type { CertificateFacts } from './judge.ts'

/** Bytes of a file; a bundle of authorities stays far below. */
const fileLimit = 64 * 1024
const [mostBlocks, mostNames, longestName] = [20, 100, 253]

interface FileRead {
  readonly text: string
  readonly mode: number
}

/** Reads a file whole, or says why not. A pipe or device in its place is not waited for. */
async function readPem(path: string): Promise<FileRead | { readonly failed: string }> {
  try {
    const file = await open(path, 0x800 /* O_NONBLOCK */).catch(() => open(path, 'r'))
    try {
      const { size, mode } = await file.stat()
      if (size > fileLimit) return { failed: 'EFBIG' }
      const bytes = Buffer.alloc(fileLimit + 1)
      const { bytesRead } = await file.read(bytes, 0, bytes.length, 0)
      return bytesRead > fileLimit ? { failed: 'EFBIG' } : { text: bytes.toString('latin1', 0, bytesRead), mode: mode & 0o777 }
    } finally {
      await file.close()
    }
  } catch (error) {
    return { failed: errorCode(error) }
  }
}

/** All certificates of a PEM text, at most twenty; one that is none is left out. Never throws. */
export function parseCertificates(text: string): X509Certificate[] {
  const blocks = text.slice(0, fileLimit).match(/-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g) ?? []
  return blocks.slice(0, mostBlocks).flatMap((block) => {
    try {
      return [new X509Certificate(block)]
    } catch {
      return []
    }
  })
}

/** Names and addresses of the alternative names; what is neither is left out. Never throws. */
export function namesOf({ subjectAltName }: Pick<X509Certificate, 'subjectAltName'>): string[] {
  const parts = (subjectAltName ?? '').slice(0, fileLimit).split(', ')
  return parts
    .flatMap((part) => /^(?:DNS|IP Address):([A-Za-z0-9.:*_-]+)$/.exec(part)?.[1] ?? [])
    .filter((name) => name.length <= longestName)
    .slice(0, mostNames)
}

const instantOf = (text: string): number | null => {
  const at = Date.parse(text)
  return Number.isNaN(at) ? null : at
}

function isIssuedBy(own: X509Certificate, authorities: readonly X509Certificate[]): boolean {
  return authorities.some((authority) => {
    try {
      return own.checkIssued(authority) && own.verify(authority.publicKey)
    } catch {
      return false
    }
  })
}

const fits = (own: X509Certificate, host: string): boolean =>
  (isIP(host) === 0 ? own.checkHost(host, { subject: 'never' }) : own.checkIP(host)) !== undefined

async function lookAtKey(path: string, own: X509Certificate | null): Promise<CertificateFacts['key']> {
  const read = await readPem(path)
  if ('failed' in read) return { path, unread: read.failed, matches: null, mode: null }
  const mode = process.platform === 'win32' ? null : read.mode
  try {
    return { path, unread: null, matches: own?.checkPrivateKey(createPrivateKey(read.text)) ?? null, mode }
  } catch {
    return { path, unread: null, matches: false, mode }
  }
}

/** Where a certificate lies, and what goes with it; absolute paths. */
export interface CertificatePlace {
  readonly role: CertificateRole
  readonly path: string
  readonly keyPath: string | null
  readonly authorityPath: string | null
  /** As it is dialled; `null`: not known. */
  readonly host: string | null
}

/** Reads one certificate with its key and authority. Never rejects: what can't be read is said. The key itself is not kept. */
export async function lookAtCertificate({ role, path, keyPath, authorityPath, host }: CertificatePlace): Promise<CertificateFacts> {
  const [read, above] = await Promise.all([readPem(path), authorityPath === null ? null : readPem(authorityPath)])
  const [own = null] = 'text' in read ? parseCertificates(read.text) : []
  const key = keyPath === null ? null : await lookAtKey(keyPath, own)
  const bare = { role, path, host: host ?? '', key }
  const nothing = { names: [], from: null, until: null, isAuthority: false, uses: null, issuedByIt: null, fitsHost: null }
  if (own === null)
    return { ...bare, ...nothing, unread: 'failed' in read ? { detail: read.failed, garbled: false } : { detail: '', garbled: true } }
  return {
    ...bare,
    unread: null,
    names: namesOf(own),
    from: instantOf(own.validFrom),
    until: instantOf(own.validTo),
    isAuthority: own.ca,
    // Node calls the extended uses `keyUsage`, and leaves it out where there are none.
    uses: own.keyUsage ?? null,
    issuedByIt: above === null || 'failed' in above ? null : isIssuedBy(own, parseCertificates(above.text)),
    fitsHost: host === null ? null : fits(own, host),
    key,
  }
}
