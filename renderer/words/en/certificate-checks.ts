import type { CertificateCheckId } from '../../../electron/contract/model/check-id.ts'
import { type CheckSentences, of, sentences } from './check-words.ts'

const refusedBy = 'The other side refuses it, so that no proof comes through.'
const makeNew = 'Make a new one, carry it over, and start both sides anew.'

/** What is found of certificates of mutual TLS. */
export const certificateChecks: Readonly<Record<CertificateCheckId, CheckSentences>> = {
  'certificate-unread': sentences({
    fails: (v) => `This can’t be read as a certificate or key: ${of(v, 'path')}`,
    why: 'Whether it still holds is not known, and a program that can’t read it does not start.',
    fix: 'Look at the file and its rights; it must be PEM.',
  }),
  'certificate-ended': sentences({
    fails: (v) => `The certificate ended on ${of(v, 'until').slice(0, 10)}: ${of(v, 'path')}`,
    why: refusedBy,
    fix: makeNew,
  }),
  'certificate-not-yet': sentences({
    fails: (v) => `The certificate counts from ${of(v, 'from').slice(0, 16)} on only: ${of(v, 'path')}`,
    why: refusedBy,
    fix: 'Set the clock of this computer right, or make a new one.',
  }),
  'certificate-no-authority': sentences({
    fails: (v) => `This is no certificate of an authority: ${of(v, 'path')}`,
    why: 'Nobody is known by it.',
    fix: 'Name the certificate by which the others were signed.',
  }),
  'certificate-other-authority': sentences({
    fails: (v) => `The authority named beside it has not signed this certificate: ${of(v, 'path')}`,
    why: refusedBy,
    fix: 'Name the authority that signed it, on both sides the same.',
  }),
  'certificate-wrong-use': sentences({
    fails: (v) =>
      v.role === 'node'
        ? `The certificate may not be used by a listener: ${of(v, 'path')}`
        : `The certificate may not be used by who dials: ${of(v, 'path')}`,
    why: refusedBy,
    fix: 'A node needs one for serverAuth, a service one for clientAuth.',
  }),
  'certificate-wrong-name': sentences({
    fails: (v) => `The certificate is not for ${of(v, 'host')}, which is dialled: ${of(v, 'path')}`,
    why: refusedBy,
    fix: 'Make one with that name, or dial by a name that it has.',
  }),
  'certificate-no-name': sentences({
    fails: (v) => `The certificate has no alternative name: ${of(v, 'path')}`,
    why: 'Neither nodes nor services read any other name, so that everybody refuses it.',
    fix: 'Make one for the names and addresses by which the node is dialled.',
  }),
  'certificate-key-differs': sentences({
    fails: (v) => `This is not the key of its certificate: ${of(v, 'path')}`,
    why: 'The program that is given both does not start.',
    fix: 'Name the key that was made with the certificate.',
  }),
  'certificate-key-open': sentences({
    fails: (v) => `Others on this computer may read the key: ${of(v, 'path')}`,
    why: 'Who has it may register as your service.',
    fix: 'Take the rights of others away: chmod 600.',
  }),
  'certificate-ends-soon': sentences({
    holds: (v) => `It counts until ${of(v, 'until').slice(0, 10)}`,
    fails: (v) => `The certificate ends on ${of(v, 'until').slice(0, 10)}: ${of(v, 'path')}`,
    why: 'From then on the other side refuses it, so that no proof comes through.',
    fix: makeNew,
  }),
}
