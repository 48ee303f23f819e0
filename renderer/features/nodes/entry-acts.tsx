import { useState } from 'react'
import type { RigName } from '../../../electron/contract/model/basics.ts'
import { AskDialog } from '../../acts/ask-dialog.tsx'
import { useAct } from '../../state/act.ts'
import { useMirror } from '../../state/desk.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { configWords } from '../../words/config.ts'
import { nodesWords } from '../../words/nodes.ts'

interface EntryActsProps {
  readonly kind: 'node' | 'service'
  readonly name: RigName
  readonly forget: string
}

/** What can be done with an entry of the person's own: correct it, forget it. The playground's are not theirs. */
export const EntryActs = ({ kind, name, forget }: EntryActsProps) => {
  const editable = useMirror(({ rig }) => rig.editable) === true
  if (!editable) return null
  return (
    <>
      {kind === 'node' && (
        <ButtonLink to={`/nodes/${name}/config`} kind="quiet" small>
          {configWords.open}
        </ButtonLink>
      )}
      <ButtonLink to={`/${kind}s/${name}/edit`} kind="quiet" small>
        {nodesWords.edit}
      </ButtonLink>
      <Forget kind={kind} name={name} label={forget} />
    </>
  )
}

const words = nodesWords.forget

const useRuns = (kind: 'node' | 'service', name: RigName): boolean =>
  useMirror(({ nodes, services }) => {
    const [node, service] = [nodes[name], services[name]]
    const slot = (kind === 'node' ? node : service)?.slot
    return slot?.pid != null || (kind === 'node' ? node?.reach === 'answers' : slot?.state === 'external')
  }) === true

/** Takes an entry out of the settings; stops nothing. */
const Forget = ({ kind, name, label }: { kind: 'node' | 'service'; name: RigName; label: string }) => {
  const [open, setOpen] = useState(false)
  const runs = useRuns(kind, name)
  const forget = useAct((client) => client.rig.remove({ kind, name }))
  return (
    <>
      <Button kind="quiet" small onPress={() => setOpen(true)}>
        {label}
      </Button>
      <AskDialog
        open={open}
        onClose={() => setOpen(false)}
        title={words.title(name)}
        effects={[
          { mark: 'info', tone: 'idle', text: words.effects[0] },
          { mark: 'pass', tone: 'good', text: words.effects[1] },
          ...(runs ? [{ mark: 'at-risk' as const, tone: 'warn' as const, text: words.runs[kind] }] : []),
        ]}
        keep={words.keep}
        does={words.act}
        act={forget}
        run={forget.run}
      />
    </>
  )
}
