import type { BatchRow } from '../../../electron/contract/model/migration.ts'
import { ArmPage } from './arm-page.tsx'
import { MovedPage } from './moved-page.tsx'
import { ProgressPage } from './progress-page.tsx'

/** One move where it stands: running, waiting for consent to arm, or at its end. */
export const MovePage = ({ batch }: { batch: BatchRow }) => {
  if (batch.activity === 'needs-arming') return <ArmPage key={batch.batch} batch={batch} />
  if (batch.state === 'moved') return <MovedPage batch={batch} />
  return <ProgressPage key={batch.batch} batch={batch} />
}
