import type { CertificateRole } from '../contract/model/certificate.ts'
import { parseAddress } from '../net/index.ts'

/** What a file of the certificates' folder is, by its name. */
export interface MadeName {
  readonly role: Exclude<CertificateRole, 'authority'>
  /** Of a service; empty of a node. */
  readonly service: string
  readonly number: number
  readonly is: 'certificate' | 'key'
}

const rigName = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/
const madeName = /^(?:(node)|service\.([A-Za-z0-9][A-Za-z0-9._-]{0,63}))\.(\d{1,6})\.(pem|key)$/

export const isNodeFolder = (name: string): boolean => rigName.test(name) && name !== authorityFolder

/** `null`: no file of ours. */
export function readMadeName(file: string): MadeName | null {
  const [, node, service = '', number, end] = madeName.exec(file) ?? []
  if (number === undefined) return null
  return { role: node === undefined ? 'service' : 'node', service, number: Number(number), is: end === 'pem' ? 'certificate' : 'key' }
}

export const madeFile = ({ role, service, number, is }: MadeName): string =>
  `${role === 'node' ? 'node' : `service.${service}`}.${number}.${is === 'key' ? 'key' : 'pem'}`

/** Below the folder of certificates; no rig name begins with a dot. */
export const authorityFolder = '.authority'
export const authorityFiles = { certificate: 'authority.pem', key: 'authority.key' } as const

/** A host name or address as it may stand in a certificate, in small letters; `null` for anything else. */
export function certificateName(text: string): string | null {
  const name = text.trim()
  return parseAddress(name.includes(':') ? `[${name}]:1` : `${name}:1`)?.host ?? null
}
