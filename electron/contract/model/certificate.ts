import * as z from 'zod/mini'
import { Check, Instant, RigName, ShownPath } from './basics.ts'

/** `authority`: by it the others are known. `node`: shown by the TLS listener. `service`: shown to it. */
export const CertificateRole = z.enum(['authority', 'node', 'service'])
export type CertificateRole = z.output<typeof CertificateRole>

/** One certificate: made here, or named by an entry of the rig. What stands in a key is told to nobody. */
export const CertificateRow = z.object({
  /** Its role and path. */
  key: z.string(),
  role: CertificateRole,
  /** The node by whose TLS listener it is used; `null` of an authority. */
  node: z.nullable(RigName),
  /** Whose it is: a node's name, a service's, or empty of an authority. */
  of: z.string(),
  path: ShownPath,
  keyPath: z.nullable(ShownPath),
  /** The authority's certificate that goes with it. */
  authorityPath: z.nullable(ShownPath),
  /** Names and addresses that it is for. */
  names: z.array(z.string()),
  from: z.nullable(Instant),
  until: z.nullable(Instant),
  /** Made by Smeshdesk: how many there were of it; `null`: a person's own. */
  number: z.nullable(z.number()),
  /** A newer one is there, and no entry of this computer names this one any more. */
  replaced: z.boolean(),
  /** Entries that name it. */
  usedBy: z.array(z.string()),
  checks: z.array(Check),
})
export type CertificateRow = z.output<typeof CertificateRow>
