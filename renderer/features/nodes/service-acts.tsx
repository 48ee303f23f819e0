import { useState } from 'react'
import type { ServiceRow } from '../../../electron/contract/model/rig.ts'
import { useAct } from '../../state/act.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Fault } from '../../ui/fault.tsx'
import { nodesWords } from '../../words/nodes.ts'
import styles from './nodes.module.css'
import { StopDialog } from './stop-dialog.tsx'

const words = nodesWords.services

const closedWords = (key: string): string => nodesWords.closed[key] ?? nodesWords.closedOther(key)

/** One act at a time: what runs can be stopped, what doesn't can be started; the closed one says why. */
export const ServiceActs = ({ service }: { service: ServiceRow }) => {
  const [asking, ask] = useState(false)
  const start = useAct((client) => client.services.start({ name: service.name }))
  const startable = service.startClosed === null
  const stops = service.stopClosed === null
  return (
    <span className={styles.acts}>
      {stops ? (
        <Button small onPress={() => ask(true)}>
          {words.stop}
        </Button>
      ) : (
        <Button
          small
          reason="before"
          icon={startable ? 'play' : undefined}
          closed={startable ? (start.pending ? nodesWords.pending : null) : closedWords(service.startClosed ?? '')}
          onPress={() => {
            void start.run()
          }}
        >
          {words.start}
        </Button>
      )}
      <ButtonLink to={`/logs/service/${service.name}`} small kind="quiet">
        {words.log}
      </ButtonLink>
      {start.fault && <Fault words={start.fault} />}
      <StopDialog service={service} open={asking} onClose={() => ask(false)} />
    </span>
  )
}
