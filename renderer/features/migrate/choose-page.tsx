import type { RigName, SmesherId } from '../../../electron/contract/model/basics.ts'
import type { NodeRow } from '../../../electron/contract/model/rig.ts'
import { useRows } from '../../state/desk.ts'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Icon } from '../../ui/mark.tsx'
import { Select } from '../../ui/select.tsx'
import text from '../../ui/text.module.css'
import { migrateWords } from '../../words/migrate.ts'
import { ChooseAside } from './choose-aside.tsx'
import { FitTable } from './fit-table.tsx'
import styles from './migrate.module.css'
import { MoveList } from './move-list.tsx'
import { PickTable } from './pick-table.tsx'
import { WizardFrame } from './wizard-frame.tsx'

const words = migrateWords.choose

export interface Choice {
  readonly source: RigName | null
  readonly target: RigName | null
  readonly identity: SmesherId | null
}

interface ChooseProps {
  readonly choice: Choice
  readonly choose: (part: Partial<Choice>) => void
  readonly go: () => void
}

/** From, to, and which identity; what will happen and what it costs stands beside it. */
export const ChoosePage = ({ choice, choose, go }: ChooseProps) => {
  const byName = useRows('nodes')
  const nodes = Object.values(byName).sort((a, b) => a.name.localeCompare(b.name))
  const source = choice.source === null ? undefined : byName[choice.source]
  const target = choice.target === null ? undefined : byName[choice.target]
  const closed = choice.identity === null || !source || !target ? words.closed : null
  return (
    <WizardFrame
      title={migrateWords.title}
      step={0}
      aside={<ChooseAside choice={choice} />}
      foot={
        <>
          <span className={text.grow} />
          <span className={text.note}>{words.nothingYet}</span>
          <Button kind="primary" reason="before" closed={closed} onPress={go}>
            {words.go}
          </Button>
        </>
      }
    >
      <MoveList />
      {nodes.length < 2 ? (
        <Empty {...words.noTwo} to="/nodes/add" icon="add" />
      ) : (
        <>
          <Pair nodes={nodes} choice={choice} choose={choose} />
          {source && target && <FitTable source={source} target={target} />}
          {source && <PickTable source={source} chosen={choice.identity} choose={(identity) => choose({ identity })} />}
        </>
      )}
    </WizardFrame>
  )
}

const noteOf = ({ dataFolder, identities }: NodeRow) => words.note(dataFolder ?? words.noFolder, identities.length)

const Pair = ({ nodes, choice, choose }: Pick<ChooseProps, 'choice' | 'choose'> & { nodes: readonly NodeRow[] }) => (
  <div className={styles.pair}>
    <Select
      label={words.from}
      nothing={words.nothing}
      icon="nodes"
      value={choice.source}
      onChange={(source) => choose({ source, identity: null, ...(choice.target === source ? { target: null } : {}) })}
      choices={nodes.map((node) => ({ value: node.name, name: node.name, note: noteOf(node) }))}
    />
    <Icon name="arrow" />
    <Select
      label={words.to}
      nothing={words.nothing}
      icon="nodes"
      value={choice.target}
      onChange={(target) => choose({ target })}
      choices={nodes.map((node) => ({
        value: node.name,
        name: node.name,
        note: noteOf(node),
        closed: node.name === choice.source ? words.sameNode : null,
      }))}
    />
  </div>
)
