import { useRef } from 'react'
import type { SmesherId } from '../../../electron/contract/model/basics.ts'
import type { IdentityRow } from '../../../electron/contract/model/identity.ts'
import { AskDialog } from '../../acts/ask-dialog.tsx'
import { serviceLoss } from '../../acts/service-loss.ts'
import { useRows } from '../../state/desk.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogActs } from '../../ui/dialog.tsx'
import { type Effect, Effects } from '../../ui/effects.tsx'
import type { Look } from '../../ui/tone.ts'
import { identitiesWords } from '../../words/identities.ts'
import { nodesWords } from '../../words/nodes.ts'
import { type BulkAct, type BulkItem, bulkItems, bulkTyped } from './bulk.ts'
import { type Outcome, useBulk } from './use-bulk.ts'

const words = identitiesWords.bulk
const idle = { fault: null, pending: false, forget: () => {} }

interface BulkDialogProps {
  readonly act: BulkAct
  readonly ids: readonly SmesherId[]
  readonly onClose: () => void
}

/** Consent for several: each by its name with what it loses, then what came of each. */
export const BulkDialog = ({ act, ids, onClose }: BulkDialogProps) => {
  const identities = useRows('identities')
  const rows = ids.flatMap((id) => identities[id] ?? [])
  const items = bulkItems(act, rows, useRows('services'))
  const bulk = useBulk()
  const open = items.filter(({ closed }) => closed === null).length
  if (bulk.outcomes !== null) return <Outcomes act={act} rows={rows} outcomes={bulk.outcomes} end={bulk.end} onClose={onClose} />
  return (
    <AskDialog
      open
      onClose={onClose}
      title={words.title(act, open)}
      lead={open === 0 ? words.nothing : words.lead}
      effects={items.map((item) => effectOf(act, item))}
      typed={bulkTyped(act, items)}
      keep={words.keep}
      does={words.act(act, open)}
      closed={open === 0 ? words.nothing : null}
      act={idle}
      run={async () => {
        await bulk.run(act, items)
        return null
      }}
    />
  )
}

const effectOf = (act: BulkAct, { row, closed, consent }: BulkItem): Effect => {
  if (closed !== null) return { mark: 'info', tone: 'idle', text: words.left(row.name, closed) }
  if (act === 'start') return { mark: 'starting', tone: 'active', text: words.starts(row.name) }
  const loss = serviceLoss(row, consent !== null)
  return loss === null
    ? { mark: 'stopping', tone: 'idle', text: words.idle(row.name) }
    : { mark: 'failed', tone: 'bad', text: words.loses(row.name, loss) }
}

interface OutcomesProps extends Omit<BulkDialogProps, 'ids'> {
  readonly rows: readonly IdentityRow[]
  readonly outcomes: ReadonlyMap<string, Outcome>
  readonly end: () => void
}

const looks: Readonly<Record<'waits' | 'asked' | 'taken' | 'not-asked', Look>> = {
  waits: { mark: 'waiting', tone: 'idle' },
  asked: { mark: 'waiting', tone: 'active' },
  taken: { mark: 'accepted', tone: 'active' },
  'not-asked': { mark: 'stalled', tone: 'idle' },
}

/** Taken is not yet done: how each stands is told by its own row, live. */
const Outcomes = ({ act, rows, outcomes, end, onClose }: OutcomesProps) => {
  const services = useRows('services')
  const close = useRef<HTMLButtonElement>(null)
  const going = [...outcomes.values()].some((outcome) => outcome === 'waits' || outcome === 'asked')
  const said = (outcome: Exclude<Outcome, object>, service: string): string => {
    if (outcome === 'not-asked') return words.stopped
    return outcome === 'taken' ? words.taken(nodesWords.services.state[services[service]?.slot.state ?? 'unknown']) : words[outcome]
  }
  const effects = [...outcomes].map(([service, outcome]): Effect => {
    const name = rows.find((row) => row.service === service)?.name ?? service
    return typeof outcome === 'string'
      ? { ...looks[outcome], text: words.loses(name, said(outcome, service)) }
      : { mark: 'failed', tone: 'bad', text: words.loses(name, words.refused(outcome.title, outcome.why)) }
  })
  return (
    <Dialog open onClose={going ? end : onClose} title={words.outcome(act)} first={close}>
      <div role="status">
        <Effects effects={effects} />
      </div>
      <DialogActs>
        <Button reference={close} onPress={going ? end : onClose}>
          {going ? words.end : words.close}
        </Button>
      </DialogActs>
    </Dialog>
  )
}
