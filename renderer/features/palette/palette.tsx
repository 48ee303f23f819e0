import { useState } from 'react'
import { RestartDialog } from '../../acts/restart-dialog.tsx'
import { StopDialog } from '../../acts/stop-dialog.tsx'
import { useAct } from '../../state/act.ts'
import { useMirror } from '../../state/desk.ts'
import type { Does } from './entries.ts'
import { PaletteList } from './palette-list.tsx'

type Asking = Extract<Does, { is: 'ask' }>

/** Everything by typing: goes there, copies it, does it; what can lose something only opens the dialog that asks. */
export const Palette = ({ onClose }: { onClose: () => void }) => {
  const [asking, ask] = useState<Asking | null>(null)
  return asking === null ? <PaletteList onClose={onClose} onAsk={ask} /> : <Asked asking={asking} onClose={onClose} />
}

const Asked = ({ asking: { what, kind, name }, onClose }: { asking: Asking; onClose: () => void }) => {
  const row = useMirror(({ nodes, services }) => (kind === 'node' ? nodes : services)[name] ?? null)
  const act = useAct((client, words: string) => (kind === 'node' ? client.nodes : client.services)[what]({ name, words }))
  if (row?.slot == null) return null
  const { slot, findings } = row
  return what === 'stop' ? (
    <StopDialog program={{ kind, name, slot, findings }} act={act} open onClose={onClose} />
  ) : (
    <RestartDialog kind={kind} name={name} slot={slot} act={act} open onClose={onClose} />
  )
}
