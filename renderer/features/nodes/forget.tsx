import { useRef, useState } from 'react'
import type { RigName } from '../../../electron/contract/model/basics.ts'
import { useAct } from '../../state/act.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Effects } from '../../ui/effects.tsx'
import { Fault } from '../../ui/fault.tsx'
import { nodesWords } from '../../words/nodes.ts'
import styles from './nodes.module.css'

const words = nodesWords.forget

/** Takes an entry out of the settings; stops nothing. */
export const Forget = ({ kind, name, label }: { kind: 'node' | 'service'; name: RigName; label: string }) => {
  const [open, setOpen] = useState(false)
  const safe = useRef<HTMLButtonElement>(null)
  const forget = useAct((client) => client.rig.remove({ kind, name }))
  return (
    <>
      <Button kind="quiet" small onPress={() => setOpen(true)}>
        {label}
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} title={words.title(name)} first={safe}>
        <Effects
          effects={[
            { mark: 'info', tone: 'idle', text: words.effects[0] },
            { mark: 'pass', tone: 'good', text: words.effects[1] },
          ]}
        />
        {forget.fault && <Fault words={forget.fault} />}
        <div className={styles.dialogActs}>
          <Button reference={safe} onPress={() => setOpen(false)}>
            {words.keep}
          </Button>
          <Button
            onPress={() => {
              void forget.run().then((done) => done && setOpen(false))
            }}
          >
            {words.act}
          </Button>
        </div>
      </Dialog>
    </>
  )
}
