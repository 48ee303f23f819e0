import { Button, ButtonLink } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import { Empty } from '../../ui/empty.tsx'
import { identitiesWords as words } from '../../words/identities.ts'
import styles from './identities.module.css'
import type { View } from './rows.ts'

export const NoIdentities = () => (
  <div className={classes(styles.padded, styles.rest)}>
    <Empty
      title={words.empty.title}
      act={
        <ButtonLink to="/nodes/add" small icon="add">
          {words.empty.act}
        </ButtonLink>
      }
    >
      {words.empty.text}
    </Empty>
  </div>
)

const saidOf = ({ query, filter }: View): { readonly title: string; readonly text: string } => {
  if (query.trim() !== '' || filter === 'all') return words.nothing
  return filter === 'attention' ? words.nothing.needs : { title: words.nothing.title, text: words.nothing.of }
}

export const NothingFits = ({ view, showAll }: { view: View; showAll: () => void }) => {
  const said = saidOf(view)
  return (
    <div className={classes(styles.padded, styles.rest)}>
      <Empty
        title={said.title}
        act={
          <Button small onPress={showAll}>
            {words.nothing.act}
          </Button>
        }
      >
        {said.text}
      </Empty>
    </div>
  )
}
