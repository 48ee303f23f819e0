import type { Bytes } from '../../../electron/contract/model/basics.ts'
import type { BinaryRow } from '../../../electron/contract/model/binaries.ts'
import { toolOf } from '../../../electron/contract/model/tools.ts'
import { AskDialog } from '../../acts/ask-dialog.tsx'
import { size } from '../../format/numbers.ts'
import { useAct } from '../../state/act.ts'
import { Button } from '../../ui/button.tsx'
import { More } from '../../ui/more.tsx'
import { binariesWords as words } from '../../words/binaries.ts'
import styles from './binaries.module.css'
import { spoken } from './looks.ts'
import { UseDialog } from './use-dialog.tsx'

export interface Asks {
  /** Of the row. */
  readonly key: string
  /** `user`: who goes back. */
  readonly is: 'use' | 'remove' | 'back'
  readonly user?: BinaryRow['usedBy'][number]
}

interface ActsProps {
  readonly row: BinaryRow
  readonly ask: (asked: Asks) => void
}

/** What can be done with one version now; what changes something asks first. */
export const BinaryActs = ({ row: { key, tool, version, usedBy }, ask }: ActsProps) => {
  const usable = version !== null && (Object.values(toolOf) as readonly string[]).includes(tool)
  const removable = version !== null && usedBy.length === 0
  const backs = usedBy.filter(({ back }) => back !== null)
  const removes = () => ask({ key, is: 'remove' })
  return (
    <span className={styles.buttons}>
      {usable && (
        <Button small onPress={() => ask({ key, is: 'use' })}>
          {words.use.act}
        </Button>
      )}
      {!usable && removable && (
        <Button small onPress={removes}>
          {words.remove.act}
        </Button>
      )}
      {(backs.length > 0 || (usable && removable)) && (
        <More label={words.more(words.called(tool, version))}>
          {backs.map((user) => (
            <Button key={`${user.kind} ${user.name}`} small kind="quiet" onPress={() => ask({ key, is: 'back', user })}>
              {words.back.act(user.name, spoken(user.back ?? ''))}
            </Button>
          ))}
          {usable && removable && (
            <Button small kind="quiet" onPress={removes}>
              {words.remove.act}
            </Button>
          )}
        </More>
      )}
    </span>
  )
}

/** The question that was asked of one row, as the row stands now. */
export const Asked = ({ row, asked, onClose }: { row: BinaryRow; asked: Asks; onClose: () => void }) => {
  if (asked.is === 'use') return <UseDialog row={row} onClose={onClose} />
  if (asked.is === 'remove') return <RemoveDialog row={row} onClose={onClose} />
  return asked.user && <BackDialog from={words.called(row.tool, row.version)} user={asked.user} onClose={onClose} />
}

const RemoveDialog = ({ row: { tool, version, sizeBytes, kept }, onClose }: { row: BinaryRow; onClose: () => void }) => {
  const remove = useAct((client) => client.binaries.remove({ tool, version: version ?? '' }))
  return (
    <AskDialog
      open
      onClose={onClose}
      title={words.remove.title(words.called(tool, version))}
      effects={[
        { mark: 'retired', tone: 'idle', text: words.remove.gone(size(sizeBytes ?? (0 as Bytes))) },
        ...(kept.length === 0
          ? []
          : [{ mark: 'at-risk' as const, tone: 'warn' as const, text: words.remove.kept(kept.map(({ name }) => name)) }]),
        { mark: 'info', tone: 'idle', text: words.remove.again },
      ]}
      keep={words.remove.keep}
      does={words.remove.run}
      act={remove}
      run={() => remove.run()}
    />
  )
}

interface BackProps {
  readonly from: string
  readonly user: Pick<BinaryRow['usedBy'][number], 'kind' | 'name' | 'back'>
  readonly onClose: () => void
}

/** The way back, never taken by itself. */
const BackDialog = ({ from, user: { kind, name, back }, onClose }: BackProps) => {
  const act = useAct((client) => client.binaries.rollBack({ kind, name }))
  return (
    <AskDialog
      open
      onClose={onClose}
      title={words.back.title(name)}
      effects={[
        { mark: 'info', tone: 'idle', text: words.back.next(from, spoken(back ?? '')) },
        ...(kind === 'node' ? [{ mark: 'at-risk' as const, tone: 'warn' as const, text: words.back.database }] : []),
        { mark: 'pass', tone: 'good', text: words.back.untouched },
      ]}
      keep={words.back.keep}
      does={words.back.run}
      act={act}
      run={() => act.run()}
    />
  )
}
