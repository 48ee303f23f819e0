import { useLocation } from 'wouter'
import { AskDialog } from '../../acts/ask-dialog.tsx'
import { useAct } from '../../state/act.ts'
import { useRows } from '../../state/desk.ts'
import { simulatedWords } from '../../words/simulated.ts'

const words = simulatedWords.leave
const useCount = (kind: 'nodes' | 'services' | 'identities'): number => Object.keys(useRows(kind)).length

/** Asks once, and says what goes. */
export const LeaveDialog = ({ onClose }: { onClose: () => void }) => {
  const [, go] = useLocation()
  const goes = words.goes(useCount('nodes'), useCount('services'), useCount('identities'))
  const leave = useAct((client) => client.rig.stopSimulated(null))
  return (
    <AskDialog
      open
      danger
      onClose={onClose}
      title={words.title}
      lead={words.lead}
      effects={[
        ...goes.map((text) => ({ mark: 'failed' as const, tone: 'bad' as const, text })),
        { mark: 'pass', tone: 'good', text: words.stays },
      ]}
      keep={words.no}
      does={words.yes}
      act={leave}
      run={async () => {
        const left = await leave.run()
        if (left) go('/welcome')
        return left
      }}
    />
  )
}
