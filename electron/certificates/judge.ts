import type { Check } from '../contract/model/basics.ts'
import type { CertificateRole } from '../contract/model/certificate.ts'
import { check, worstFirst } from '../contract/model/verdicts.ts'

const day = 86_400_000
/** So long before its end a certificate is told of: its other half may have to be carried to another machine. */
export const soonMs = 30 * day

/** What stands in a certificate and beside it; `null`: not known. */
export interface CertificateFacts {
  readonly role: CertificateRole
  readonly path: string
  /** Why it could not be read at all; `garbled`: what lies there is no certificate. */
  readonly unread: { readonly detail: string; readonly garbled: boolean } | null
  readonly names: readonly string[]
  /** Milliseconds since 1970. */
  readonly from: number | null
  readonly until: number | null
  readonly isAuthority: boolean
  /** What it may be used for, as OIDs; `null`: it says nothing, so that everything is. */
  readonly uses: readonly string[] | null
  /** The authority beside it has signed it. */
  readonly issuedByIt: boolean | null
  /** It is for the host that is dialled; `null`: none is known. */
  readonly fitsHost: boolean | null
  readonly host: string
  readonly key: {
    readonly path: string
    readonly unread: string | null
    readonly matches: boolean | null
    /** Its permission bits; `null` where the system has none. */
    readonly mode: number | null
  } | null
}

const wantedUse: Readonly<Record<CertificateRole, string | null>> = {
  authority: null,
  // serverAuth and clientAuth (RFC 5280 §4.2.1.12).
  node: '1.3.6.1.5.5.7.3.1',
  service: '1.3.6.1.5.5.7.3.2',
}

const iso = (at: number | null): string => (at === null ? '' : new Date(at).toISOString())

function timeChecks({ path, from, until }: CertificateFacts, now: number): Check[] {
  const values = { path, from: iso(from), until: iso(until) }
  if (from === null || until === null) return [check.unknown('certificate-unread', { path, detail: '' })]
  if (now < from) return [check.fail('certificate-not-yet', values, iso(from))]
  if (now >= until) return [check.fail('certificate-ended', values, iso(until))]
  return [check[until - now <= soonMs ? 'warn' : 'pass']('certificate-ends-soon', values, iso(until))]
}

function purposeChecks({ role, path, uses, isAuthority, issuedByIt }: CertificateFacts): Check[] {
  const values = { path, role }
  if (role === 'authority') return isAuthority ? [] : [check.fail('certificate-no-authority', values)]
  const wanted = wantedUse[role] ?? ''
  return [
    ...(uses === null || uses.includes(wanted) ? [] : [check.fail('certificate-wrong-use', values, uses.join(', '))]),
    ...(issuedByIt === true ? [] : [check[issuedByIt === null ? 'unknown' : 'fail']('certificate-other-authority', values)]),
  ]
}

function nameChecks({ role, path, names, host, fitsHost }: CertificateFacts): Check[] {
  if (fitsHost === false) return [check.fail('certificate-wrong-name', { path, host, names: names.join(', ') }, names.join(', '))]
  // Neither Go nor Rust reads the common name any more.
  return role === 'node' && names.length === 0 ? [check.fail('certificate-no-name', { path })] : []
}

function keyChecks({ key }: CertificateFacts): Check[] {
  if (key === null) return []
  const { path, unread, matches, mode } = key
  if (unread !== null) return [check.unknown('certificate-unread', { path, detail: unread }, unread)]
  return [
    ...(matches === false ? [check.fail('certificate-key-differs', { path })] : []),
    ...(mode !== null && (mode & 0o077) !== 0 ? [check.warn('certificate-key-open', { path }, mode.toString(8))] : []),
  ]
}

/** All that is to be said of one certificate at a moment, worst first. */
export function judgeCertificate(facts: CertificateFacts, now: number): Check[] {
  const { path, unread } = facts
  if (unread !== null) {
    const verdict = unread.garbled ? 'fail' : 'unknown'
    return [check[verdict]('certificate-unread', { path, detail: unread.detail }, unread.detail)]
  }
  return worstFirst([...timeChecks(facts, now), ...purposeChecks(facts), ...nameChecks(facts), ...keyChecks(facts)])
}
