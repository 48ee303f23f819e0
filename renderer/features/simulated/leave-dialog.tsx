import { useRef } from 'react'
import { useLocation } from 'wouter'
import { useAct } from '../../state/act.ts'
import { useMirror } from '../../state/desk.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogActs } from '../../ui/dialog.tsx'
import { Fault } from '../../ui/fault.tsx'
import { simulatedWords } from '../../words/simulated.ts'
import styles from './simulated.module.css'

const words = simulatedWords.leave

/** Asks once, and says what goes. */
export const LeaveDialog = ({ onClose }: { onClose: () => void }) => {
  const safe = useRef<HTMLButtonElement>(null)
  const [, go] = useLocation()
  const nodes = useMirror((state) => Object.keys(state.nodes).length) ?? 0
  const services = useMirror((state) => Object.keys(state.services).length) ?? 0
  const identities = useMirror((state) => Object.keys(state.identities).length) ?? 0
  const leave = useAct((client) => client.rig.stopSimulated(null))
  return (
    <Dialog open onClose={onClose} title={words.title} lead={words.lead} first={safe}>
      <ul className={styles.goes}>
        {words.goes(nodes, services, identities).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p className={styles.stays}>{words.stays}</p>
      {leave.fault && <Fault words={leave.fault} />}
      <DialogActs>
        <Button reference={safe} onPress={onClose}>
          {words.no}
        </Button>
        <Button kind="danger-ready" onPress={() => void leave.run().then((done) => done && go('/welcome'))}>
          {words.yes}
        </Button>
      </DialogActs>
    </Dialog>
  )
}
