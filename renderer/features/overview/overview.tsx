import { useLink, useMirror, useNow, useRows } from '../../state/desk.ts'
import { Empty } from '../../ui/empty.tsx'
import layout from '../../ui/layout.module.css'
import { identitiesWords } from '../../words/identities.ts'
import { Coming } from './coming.tsx'
import { EarnedEpochs } from './earned.tsx'
import { Fleet } from './fleet.tsx'
import { Lanes } from './lanes.tsx'
import styles from './overview.module.css'
import { Risks } from './risks.tsx'
import { verdictRest, verdictSaid } from './verdict-said.ts'

/** Is everything going to be fine this epoch? The verdict, what speaks against it, and when which proof is made. */
export const Overview = () => {
  const rows = useRows('identities')
  const nodes = useMirror((state) => Object.keys(state.nodes).length) ?? 0
  const list = Object.values(rows)
  return (
    <div className={layout.page}>
      <Verdict />
      <Risks />
      {list.length + nodes === 0 ? (
        <Empty {...identitiesWords.empty} to="/nodes/add" icon="add" />
      ) : (
        <>
          <Lanes rows={list} />
          <div className={styles.under}>
            <Fleet rows={list} />
            <Coming rows={list} />
            <EarnedEpochs />
          </div>
        </>
      )}
    </div>
  )
}

const Verdict = () => {
  const now = useNow()
  const lost = useLink().kind === 'lost'
  const state = useMirror((whole) => whole)
  const said = verdictSaid(state, now, lost)
  const rest = state === null ? '' : verdictRest(said, { identities: state.identities, provenAt: state.verdict?.provenAt ?? null }, now)
  return (
    <header className={styles.verdict}>
      <h1>{said.sentence}</h1>
      {rest !== '' && <p>{rest}</p>}
    </header>
  )
}
