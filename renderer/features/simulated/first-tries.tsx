import { create } from 'zustand'
import { useMirror } from '../../state/desk.ts'
import { simulatedWords } from '../../words/simulated.ts'
import styles from './simulated.module.css'
import { TryCards } from './try-cards.tsx'

const words = simulatedWords.tries
/** Hidden once is hidden until the page is opened anew. */
const useHidden = create<{ hidden: boolean }>(() => ({ hidden: false }))

/** On the first screen of a simulation, until it is hidden. */
export const FirstTries = () => {
  const { hidden } = useHidden()
  const ready = useMirror(({ rig }) => rig.simulation !== null) === true
  if (hidden || !ready) return null
  return (
    <section className={styles.tries} aria-label={words.title}>
      <TryCards />
      <button type="button" className={styles.hide} onClick={() => useHidden.setState({ hidden: true })}>
        {words.hide}
      </button>
    </section>
  )
}
