import type { IdentityRow } from '../../../electron/contract/model/identity.ts'
import { useMirror, useNow } from '../../state/desk.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { Mark } from '../../ui/mark.tsx'
import text from '../../ui/text.module.css'
import { identitiesWords } from '../../words/identities.ts'
import { stateWords } from '../../words/states.ts'
import styles from './identities.module.css'

const words = identitiesWords.drawer

/** The state in a sentence, what to do about it, and where. */
export const DrawerNeeds = ({ row }: { row: IdentityRow }) => {
  const state = stateWords(row.state)
  const now = useNow()
  return (
    <section className={styles.needs} aria-label={state.title}>
      <Mark name={state.mark} tone={row.tone} />
      <strong className={text[row.tone]}>{state.title}</strong>
      <span className={text.age}>{row.since === null ? '' : words.since(now - row.since)}</span>
      <p>{state.sentence}</p>
      <p>
        <span className={text.faint}>{words.doNext} </span>
        {state.action}
      </p>
      <div className={styles.acts}>
        <Acts row={row} />
      </div>
    </section>
  )
}

const Acts = ({ row }: { row: IdentityRow }) => {
  const batch = useMirror(
    ({ batches }) => Object.values(batches).find(({ identity, activity }) => identity === row.id && activity !== 'ended')?.batch ?? null,
  )
  const movable = useMirror(({ nodes }) => Object.keys(nodes).length > 1) === true && row.node !== null && row.ban.state !== 'banned'
  const service = useMirror(({ services }) => (row.service === null ? false : Object.hasOwn(services, row.service)))
  return (
    <>
      {service && row.service !== null && (
        <ButtonLink to={`/logs/service/${row.service}`} small>
          {words.act.log}
        </ButtonLink>
      )}
      {row.node !== null && (
        <ButtonLink to={`/nodes/${row.node}`} small>
          {words.act.node}
        </ButtonLink>
      )}
      {batch !== null ? (
        <ButtonLink to={`/migrate/${batch}`} small>
          {words.act.batch}
        </ButtonLink>
      ) : (
        movable && (
          <ButtonLink to={`/migrate/new/${row.id}`} small>
            {words.act.move}
          </ButtonLink>
        )
      )}
    </>
  )
}
