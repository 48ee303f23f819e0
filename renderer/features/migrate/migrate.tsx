import type { SmesherId } from '../../../electron/contract/model/basics.ts'
import type { BatchRow } from '../../../electron/contract/model/migration.ts'
import { useMirror } from '../../state/desk.ts'
import { Empty } from '../../ui/empty.tsx'
import layout from '../../ui/layout.module.css'
import { migrateWords as words } from '../../words/migrate.ts'
import { ArmPage } from './arm-page.tsx'
import { LostPage } from './lost-page.tsx'
import { MoveWizard } from './move-wizard.tsx'
import { MovedPage } from './moved-page.tsx'
import { ProgressPage } from './progress-page.tsx'

/** One move by its batch, or the wizard for a new one. */
export const Migrate = ({ chosen, identity }: { chosen: string | null; identity: string | null }) => {
  const batch = useMirror(({ batches }) => (chosen === null ? null : (batches[chosen] ?? null)))
  const lost = useMirror(({ lostMoves }) => (chosen === null ? null : (lostMoves[chosen] ?? null)))
  if (chosen === null) return <MoveWizard key={identity} identity={identity as SmesherId | null} />
  if (batch) return <MovePage batch={batch} />
  if (lost) return <LostPage move={lost} />
  return (
    <div className={layout.page}>
      <Empty {...words.gone} to="/migrate" />
    </div>
  )
}

/** One move where it stands: running, waiting for consent to arm, or at its end. */
const MovePage = ({ batch }: { batch: BatchRow }) => {
  if (batch.activity === 'needs-arming') return <ArmPage key={batch.batch} batch={batch} />
  if (batch.state === 'moved') return <MovedPage batch={batch} />
  return <ProgressPage key={batch.batch} batch={batch} />
}
