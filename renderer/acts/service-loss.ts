import type { IdentityRow } from '../../electron/contract/model/identity.ts'
import { percent } from '../format/numbers.ts'
import { programWords } from '../words/programs.ts'

const words = programWords.stopDialog

/** What stopping its service would lose right now, by the identity's own progress; `null`: nothing, as far as anybody says. */
export const serviceLoss = (identity: Pick<IdentityRow, 'progress' | 'cell'> | null, asked: boolean): string | null => {
  if (identity === null) return asked ? words.loses : null
  const { phase, positionBytes, totalBytes } = identity.progress
  if (phase === 'reading' && positionBytes !== null && totalBytes) return words.losesNow(percent(positionBytes / totalBytes))
  return asked || phase === 'k2pow' || identity.cell.post === 'proving' ? words.loses : null
}
