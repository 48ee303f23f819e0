import { useLink } from '../state/desk.ts'
import { Loading } from '../ui/empty.tsx'
import { Fault } from '../ui/fault.tsx'
import { Brand } from '../ui/mark.tsx'
import { errorWords } from '../words/errors.ts'
import { shellWords } from '../words/shell.ts'
import styles from './link-page.module.css'

const words = shellWords.link

/** Before the first state: opening, not reachable, or not let in. */
export const LinkPage = () => {
  const link = useLink()
  return (
    <main className={styles.page}>
      <Brand className={styles.logo} />
      <h1 className={styles.title}>{shellWords.product}</h1>
      {link.kind === 'refused' ? <Refused why={link.why} /> : link.kind === 'lost' ? <Unreachable /> : <Loading label={words.opening} />}
    </main>
  )
}

const Refused = ({ why }: { why: string }) => (
  <Fault
    words={
      why === 'not-our-host'
        ? { title: words.notOurs, why: words.notOursWhy, act: words.notOursAct, reference: null }
        : { title: words.refused, why: words.refusedWhy, act: words.refusedAct, reference: null }
    }
  />
)

const Unreachable = () => {
  const [title, why, act] = errorWords.disconnected
  return <Fault words={{ title, why, act, reference: null }} />
}
