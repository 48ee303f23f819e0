import { useState } from 'react'
import { useLocation } from 'wouter'
import type { RigName, SmesherId } from '../../../electron/contract/model/basics.ts'
import type { MoveScan } from '../../../electron/contract/model/migration.ts'
import { useAct } from '../../state/act.ts'
import { useMirror } from '../../state/desk.ts'
import { ChecksPage } from './checks-page.tsx'
import { type Choice, ChoosePage } from './choose-page.tsx'
import { PlanPage } from './plan-page.tsx'

type Page = 'choose' | 'checks' | 'plan'
interface Scanned {
  readonly scan: MoveScan
  readonly at: number
}

const useScan = (choice: Choice) => {
  const [scanned, keep] = useState<Scanned | null>(null)
  const act = useAct((client, identity: SmesherId, target: RigName) => client.migration.scan({ identity, target }))
  const look = () => {
    const { identity, target } = choice
    if (identity === null || target === null) return
    void act.run(identity, target).then((scan) => scan && keep({ scan, at: Date.now() }))
  }
  return { scanned, look, forget: () => keep(null), looking: act.pending, fault: act.fault }
}

/** Starts a plan with its words, and goes to its page. */
const useBegin = () => {
  const [, go] = useLocation()
  const begin = useAct((client, made: MoveScan, words: string) =>
    client.migration.begin({ identity: made.identity, target: made.target, hash: made.plan?.hash ?? '', words }),
  )
  const start = (made: MoveScan, words: string) => {
    void begin.run(made, words).then((begun) => begun && go(`/migrate/${begun.batch}`))
  }
  return { start, forget: begin.forget, pending: begin.pending, fault: begin.fault }
}

/** Choose, checks, plan and consent. Nothing is changed until the plan is started. */
export const MoveWizard = ({ identity }: { identity: SmesherId | null }) => {
  const source = useMirror(({ identities }) => (identity === null ? null : (identities[identity]?.node ?? null)))
  const [choice, choose] = useState<Choice>({ source, target: null, identity })
  const [page, turn] = useState<Page>('choose')
  const scan = useScan(choice)
  const begin = useBegin()
  const again = () => {
    begin.forget()
    scan.look()
  }
  const toChecks = () => {
    again()
    turn('checks')
  }
  const back = () => {
    scan.forget()
    turn('choose')
  }
  const { identity: moving, target } = choice
  if (page === 'plan' && scan.scanned?.scan.plan) return <Planned scan={scan} begin={begin} again={again} back={toChecks} />
  // A plan that could not be made again leads to the checks, which say why.
  if (page !== 'choose' && moving !== null && target !== null)
    return <ChecksPage identity={moving} target={target} scan={scan} back={back} go={() => turn('plan')} />
  return <ChoosePage choice={choice} choose={(part) => choose((before) => ({ ...before, ...part }))} go={toChecks} />
}

interface PlannedProps {
  readonly scan: ReturnType<typeof useScan>
  readonly begin: ReturnType<typeof useBegin>
  readonly again: () => void
  readonly back: () => void
}

/** Consent belongs to one plan: another one is asked for anew. */
const Planned = ({ scan: { scanned, looking, fault }, begin, again, back }: PlannedProps) =>
  scanned?.scan.plan && (
    <PlanPage
      key={scanned.scan.plan.hash}
      scan={scanned.scan}
      plan={scanned.scan.plan}
      start={begin.start}
      starting={begin.pending}
      fault={begin.fault ?? fault}
      looking={looking}
      again={again}
      back={back}
    />
  )
