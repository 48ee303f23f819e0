import { Button, ButtonLink } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { identitiesWords as words } from '../../words/identities.ts'
import styles from './identities.module.css'

export const NoIdentities = () => (
  <div className={styles.padded}>
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

export const NothingFits = ({ showAll }: { showAll: () => void }) => (
  <div className={styles.padded}>
    <Empty
      title={words.nothing.title}
      act={
        <Button small onPress={showAll}>
          {words.nothing.act}
        </Button>
      }
    >
      {words.nothing.text}
    </Empty>
  </div>
)
