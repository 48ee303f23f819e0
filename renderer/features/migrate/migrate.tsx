import type { SmesherId } from '../../../electron/contract/model/basics.ts'
import { useMirror } from '../../state/desk.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import layout from '../../ui/layout.module.css'
import { migrateWords as words } from '../../words/migrate.ts'
import { LostPage } from './lost-page.tsx'
import { MovePage } from './move-page.tsx'
import { MoveWizard } from './move-wizard.tsx'

/** One move by its batch, or the wizard for a new one. */
export const Migrate = ({ chosen, identity }: { chosen: string | null; identity: string | null }) => {
  const batch = useMirror(({ batches }) => (chosen === null ? null : (batches[chosen] ?? null)))
  const lost = useMirror(({ lostMoves }) => (chosen === null ? null : (lostMoves[chosen] ?? null)))
  if (chosen === null) return <MoveWizard key={identity} identity={identity as SmesherId | null} />
  if (batch) return <MovePage batch={batch} />
  if (lost) return <LostPage move={lost} />
  return (
    <div className={layout.page}>
      <Empty
        title={words.gone.title}
        act={
          <ButtonLink to="/migrate" small>
            {words.gone.act}
          </ButtonLink>
        }
      >
        {words.gone.text}
      </Empty>
    </div>
  )
}
