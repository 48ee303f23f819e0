import { useState } from 'react'
import type { Act } from '../../electron/contract/model/act.ts'
import { routeOf } from '../frame/route-of.ts'
import { useAct } from '../state/act.ts'
import { useMirror } from '../state/desk.ts'
import { Button, ButtonLink } from '../ui/button.tsx'
import { Fault } from '../ui/fault.tsx'
import { actWords as words } from '../words/acts.ts'
import { nodesWords } from '../words/nodes.ts'
import { closedWords } from '../words/programs.ts'
import { RestartDialog } from './restart-dialog.tsx'

interface ActButtonProps {
  readonly act: Act
  /** For `open` acts: what stands on the button; the others name themselves. */
  readonly label?: string | undefined
  readonly small?: boolean | undefined
  readonly primary?: boolean | undefined
}

type Running = Extract<Act, { do: 'start-service' | 'restart-service' | 'start-node' | 'restart-node' }>

const kindOf = ({ do: what }: Running) => (what === 'start-node' || what === 'restart-node' ? 'node' : 'service')
const isStart = ({ do: what }: Running) => what === 'start-node' || what === 'start-service'

/** The one act that helps, as a button: it does it, asks for the words that consent needs, or goes where it can be done. */
export const ActButton = ({ act, label, small, primary }: ActButtonProps) => {
  const kind = primary ? 'primary' : 'plain'
  const link = linkOf(act)
  if (link !== null)
    return (
      <ButtonLink to={link.to} small={small} kind={kind}>
        {act.do === 'open' ? (label ?? link.label) : link.label}
      </ButtonLink>
    )
  return 'name' in act && act.do !== 'read-log' && act.do !== 'edit' ? <RunButton act={act} small={small} kind={kind} /> : null
}

const linkOf = (act: Act): { to: string; label: string } | null => {
  switch (act.do) {
    case 'read-log':
      return { to: `/logs/${act.kind}/${act.name}`, label: words.log }
    case 'edit':
      return { to: `/${act.kind}s/${act.name}/edit`, label: words.edit(act.kind, act.name) }
    case 'open':
      return { to: routeOf(act.route), label: words.open }
    case 'start-service':
    case 'restart-service':
    case 'start-node':
    case 'restart-node':
      return null
  }
}

interface RunButtonProps {
  readonly act: Running
  readonly small: boolean | undefined
  readonly kind: 'primary' | 'plain'
}

const RunButton = ({ act, small, kind }: RunButtonProps) => {
  const program = useMirror((state) => (kindOf(act) === 'node' ? state.nodes : state.services)[act.name]?.slot ?? null)
  const [asking, ask] = useState(false)
  const run = useAct((client, said: string) => {
    const group = kindOf(act) === 'node' ? client.nodes : client.services
    return isStart(act) ? group.start({ name: act.name }) : group.restart({ name: act.name, words: said })
  })
  const closedBy = isStart(act) ? program?.startClosed : program?.restartClosed
  const asks = !isStart(act) && (program?.stopWords ?? null) !== null
  const closed = run.pending ? nodesWords.pending : closedBy == null ? null : closedWords(closedBy)
  const said = isStart(act) ? words.start : asks ? words.restartAsks : words.restart
  return (
    <>
      <Button
        small={small}
        kind={kind}
        icon={closed === null && isStart(act) ? 'play' : undefined}
        reason="before"
        closed={closed}
        onPress={() => (asks ? ask(true) : void run.run(''))}
      >
        {said(kindOf(act), act.name)}
      </Button>
      {run.fault && !asking && <Fault words={run.fault} />}
      {asks && program && (
        <RestartDialog kind={kindOf(act)} name={act.name} slot={program} act={run} open={asking} onClose={() => ask(false)} />
      )}
    </>
  )
}
