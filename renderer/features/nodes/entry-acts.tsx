import type { RigName } from '../../../electron/contract/model/basics.ts'
import { useMirror } from '../../state/desk.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { nodesWords } from '../../words/nodes.ts'
import { Forget } from './forget.tsx'

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
      <ButtonLink to={`/${kind}s/${name}/edit`} kind="quiet" small>
        {nodesWords.edit}
      </ButtonLink>
      <Forget kind={kind} name={name} label={forget} />
    </>
  )
}
