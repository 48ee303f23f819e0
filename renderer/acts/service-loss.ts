import type { IdentityRow } from '../../electron/contract/model/identity.ts'
import { percent } from '../format/numbers.ts'
import { programWords } from '../words/programs.ts'

const words = programWords.stopDialog

/** What stopping its service would lose right now, by the identity's own progress; `null`: nothing, as far as anybody says. */
export const serviceLoss = (identity: Pick<IdentityRow, 'progress' | 'cell'> | null, asked: boolean): string | null => {
  if (identity === null) return asked ? words.loses : null
  const { phase, pass, positionBytes, totalBytes, bytesPerSecond } = identity.progress
  if (phase === 'reading' && positionBytes !== null && totalBytes) {
    // At the pace of now: nobody writes down when it began.
    const readMs = bytesPerSecond ? (positionBytes / bytesPerSecond) * 1_000 : null
    return words.losesNow(percent(positionBytes / totalBytes), pass, readMs)
  }
  if (phase === 'k2pow') return words.losesPow(pass)
  return asked || identity.cell.post === 'proving' ? words.loses : null
}

/** What stopping a node would cost the identities whose keys it has; `null`: nothing, as far as anybody says. */
export const nodeLoss = (identities: readonly Pick<IdentityRow, 'name' | 'cell'>[], asked: boolean): string | null => {
  const names = identities.filter(({ cell }) => cell.post === 'proving').map(({ name }) => name)
  return names.length > 0 ? words.nodeLoses(names) : asked ? words.loses : null
}
