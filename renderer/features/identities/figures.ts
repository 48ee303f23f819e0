import type { IdentityRow } from '../../../electron/contract/model/identity.ts'

/** Its ATX of the epoch that counts is out, whatever else the row has to say. */
export const isOut = ({ tone, standing }: Pick<IdentityRow, 'tone' | 'standing'>): boolean =>
  tone === 'good' || standing.is === 'published' || standing.is === 'published-late'

const isStopped = ({ evidence }: Pick<IdentityRow, 'evidence'>): boolean =>
  evidence.some(({ source, says }) => source === 'operator' && says === 'stopped')

/** Nobody tells how far its proof is: neither the node says that none is wanted, nor the service what it does. */
export const isHidden = (row: Pick<IdentityRow, 'cell' | 'evidence'>): boolean => {
  const { post, operator } = row.cell
  return (post === 'proving' || post === 'unreachable') && !isStopped(row) && (operator === 'off' || operator === 'unreachable')
}

/** The PoST service's own word. */
export const serviceSays = (row: IdentityRow) => (row.cell.operator === 'off' && isStopped(row) ? 'stopped' : row.cell.operator)

/** How far its proof is; a part, from 0 to 1, only where something is counted. */
export type Progressed =
  | { readonly is: 'odd' | 'done' | 'k2pow' | 'unknown' | 'not-started' }
  /** `byLog`: at least so much was read; `null` where its log tells no more than that it reads. */
  | { readonly is: 'reading'; readonly part: number; readonly byLog: false }
  | { readonly is: 'reading'; readonly part: number | null; readonly byLog: true }

export const progressed = (row: IdentityRow): Progressed => {
  const { progress, tone } = row
  if (tone === 'odd') return { is: 'odd' }
  if (tone === 'good') return { is: 'done' }
  if (progress.phase === 'k2pow') return { is: 'k2pow' }
  if (progress.phase === 'reading' && progress.positionBytes !== null && progress.totalBytes)
    return { is: 'reading', part: progress.positionBytes / progress.totalBytes, byLog: progress.source === 'log' }
  if (progress.phase === 'reading' && progress.source === 'log') return { is: 'reading', part: null, byLog: true }
  if (isOut(row)) return { is: 'done' }
  return { is: isHidden(row) ? 'unknown' : 'not-started' }
}

/** When its proof is expected to be there: an instant, or why there is none. */
export const proofBy = (row: IdentityRow): number | 'done' | 'unknown' | 'not-due' => {
  if (row.tone === 'good') return 'done'
  if (row.progress.expectedAt !== null) return row.progress.expectedAt
  const due = row.cell.post === 'proving' || row.cell.post === 'unreachable' || row.standing.is === 'late' || row.tone === 'odd'
  if (!due && isOut(row)) return 'done'
  return due ? 'unknown' : 'not-due'
}
