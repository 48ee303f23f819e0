import type { Alert } from '../../electron/contract/model/rig.ts'
import { ActButton } from '../acts/act-button.tsx'
import { useAct } from '../state/act.ts'
import { Button, ButtonLink } from '../ui/button.tsx'
import { Fault } from '../ui/fault.tsx'
import type { AlertWords } from '../words/alerts.ts'
import { shellWords } from '../words/shell.ts'
import { routeOf } from './route-of.ts'

/** The one act that helps; for what is over, that a person has seen it. */
export const AlertActs = ({ alert, said }: { alert: Alert; said: AlertWords }) => {
  const see = useAct((client) => client.rig.acknowledge({ alert: alert.id }))
  if (alert.acknowledge)
    return (
      <>
        {see.fault && <Fault words={see.fault} />}
        <Button small onPress={() => void see.run()}>
          {shellWords.alert.seen}
        </Button>
      </>
    )
  if (alert.act !== null) return <ActButton act={alert.act} label={said.act} small />
  if (alert.route === null) return null
  return (
    <ButtonLink to={routeOf(alert.route)} small>
      {said.act}
    </ButtonLink>
  )
}
