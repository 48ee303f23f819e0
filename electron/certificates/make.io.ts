import { randomBytes, webcrypto } from 'node:crypto'
import { isIP } from 'node:net'
import type { CertificateRole } from '../contract/model/certificate.ts'

const [minute, day] = [60_000, 86_400_000]
const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
/** The authority outlives what it signs; changing it means to carry files to every machine at once. */
const lastsMs: Readonly<Record<CertificateRole, number>> = { authority: 3650 * day, node: 365 * day, service: 365 * day }
/** Clocks of two machines differ; a certificate counts from a little before it was made. */
const beforeMs = 10 * minute

/** Loaded when the first is made: it is a third of a megabyte that most never need. */
async function library() {
  await import('reflect-metadata')
  const x509 = await import('@peculiar/x509')
  x509.cryptoProvider.set(webcrypto)
  return x509
}

/** A certificate and its key, as PEM. */
export interface Made {
  readonly certificate: string
  readonly key: string
}

const pem = (label: string, bytes: ArrayBuffer): string =>
  `-----BEGIN ${label}-----\n${(
    Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  ).join('\n')}\n-----END ${label}-----\n`

const newKeys = () => webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
const keyText = async ({ privateKey }: webcrypto.CryptoKeyPair) => pem('PRIVATE KEY', await webcrypto.subtle.exportKey('pkcs8', privateKey))

/** Positive, so that no reader takes it for a negative number. */
const serial = (): string => `4${randomBytes(16).toString('hex').slice(1)}`

const spanOf = (role: CertificateRole, now: number) => ({
  notBefore: new Date(now - beforeMs),
  notAfter: new Date(now - beforeMs + lastsMs[role]),
})

/** A new authority that signs leaves only. `now`: milliseconds since 1970. */
export async function makeAuthority(now: number): Promise<Made> {
  const x509 = await library()
  const keys = await newKeys()
  const made = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serial(),
    name: `CN=Smeshdesk ${randomBytes(4).toString('hex')}`,
    ...spanOf('authority', now),
    keys,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  })
  return { certificate: `${made.toString('pem')}\n`, key: await keyText(keys) }
}

interface Wanted {
  readonly role: 'node' | 'service'
  /** Host names and addresses, judged before. */
  readonly names: readonly string[]
  readonly now: number
}

/** A certificate for one side, signed by the authority: for a year, for one use. Throws when the authority's files are none. */
export async function makeCertificate(authority: Made, { role, names, now }: Wanted): Promise<Made> {
  const x509 = await library()
  const above = new x509.X509Certificate(authority.certificate)
  const signingKey = await webcrypto.subtle.importKey('pkcs8', x509.PemConverter.decodeFirst(authority.key), algorithm, false, ['sign'])
  const keys = await newKeys()
  const until = Math.min(now - beforeMs + lastsMs[role], above.notAfter.getTime())
  const made = await x509.X509CertificateGenerator.create({
    serialNumber: serial(),
    subject: `CN=smeshdesk ${role}`,
    issuer: above.subject,
    ...spanOf(role, now),
    notAfter: new Date(until),
    publicKey: keys.publicKey,
    signingKey,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([role === 'node' ? x509.ExtendedKeyUsage.serverAuth : x509.ExtendedKeyUsage.clientAuth], false),
      new x509.SubjectAlternativeNameExtension(
        names.map((value) => ({ type: isIP(value) === 0 ? ('dns' as const) : ('ip' as const), value })),
      ),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(above.publicKey),
    ],
  })
  return { certificate: `${made.toString('pem')}\n`, key: await keyText(keys) }
}
