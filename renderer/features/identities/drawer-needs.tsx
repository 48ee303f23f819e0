import type { IdentityRow } from '../../../electron/contract/model/identity.ts'
import { ActButton } from '../../acts/act-button.tsx'
import { utc } from '../../format/time.ts'
import { useMirror, useNow } from '../../state/desk.ts'
import { classes } from '../../ui/classes.ts'
import layout from '../../ui/layout.module.css'
import { Mark } from '../../ui/mark.tsx'
import { More } from '../../ui/more.tsx'
import text from '../../ui/text.module.css'
import { identitiesWords } from '../../words/identities.ts'
import { stateWords } from '../../words/states.ts'
import { CopyPath } from './drawer-files.tsx'
import styles from './identities.module.css'

const words = identitiesWords.drawer

/** The state in a sentence, the files it speaks of, what to do about it, and the one act that helps most; the rest is folded. */
export const DrawerNeeds = ({ row }: { row: IdentityRow }) => {
  const state = stateWords(row.state)
  const now = useNow()
  return (
    <section className={classes(layout.line, styles.needs)} aria-label={state.title}>
      <Mark name={state.mark} tone={row.tone} />
      <strong className={text[row.tone]}>{state.title}</strong>
      <span className={text.age} title={row.since === null ? undefined : utc(row.since)}>
        {row.since === null ? '' : words.since(now - row.since)}
      </span>
      <Concern row={row} />
      <p>{state.sentence}</p>
      {row.unseenLoss !== null && <p className={text.bad}>{words.loss.said(row.unseenLoss)}</p>}
      <p>
        <span className={text.faint}>{words.doNext} </span>
        {state.action}
      </p>
      <div className={classes(layout.acts, layout.near, styles.acts)}>
        <HelpingAct row={row} label={state.action} />
        <More label={words.act.more}>
          <Rest row={row} />
        </More>
      </div>
    </section>
  )
}

/** None where it would lead to this very drawer. */
const HelpingAct = ({ row: { act, id }, label }: { row: IdentityRow; label: string }) => {
  if (act === null || (act.do === 'open' && act.route.endsWith(`/identities/${id}`))) return null
  // What a person does by hand is advice; a button says where it leads.
  const leads = act.do === 'open' && act.route.startsWith('#/nodes') ? words.act.node : label
  return <ActButton act={act} label={leads} primary small />
}

const concerns = { duplicate: 'loadable', defective: 'defective' } as const

/** Where the files lie that the state speaks of: the node that would load each, and its whole path. */
const Concern = ({ row: { cell, keyFiles, overlay } }: { row: IdentityRow }) => {
  const of = overlay === 'key-returned' ? 'duplicate' : cell.key
  if (of !== 'duplicate' && of !== 'defective') return null
  const files = keyFiles.filter(({ state }) => state === concerns[of])
  return (
    files.length > 0 && (
      <div className={styles.concern}>
        <p>{words.lies[of]}</p>
        <ul>
          {files.map(({ path, node }) => (
            <li key={path}>
              {node !== null && <b>{words.node(node)}</b>}
              <CopyPath path={path} />
            </li>
          ))}
        </ul>
      </div>
    )
  )
}

const Rest = ({ row }: { row: IdentityRow }) => {
  const batch = useMirror(
    ({ batches, lostMoves }) =>
      Object.values(batches).find(({ identity, activity }) => identity === row.id && activity !== 'ended')?.batch ??
      Object.values(lostMoves).find(({ identity }) => identity === row.id)?.id ??
      null,
  )
  const movable = useMirror(({ nodes }) => Object.keys(nodes).length > 1) === true && row.node !== null && row.ban.state !== 'banned'
  const twice = row.overlay === 'key-returned' || row.cell.key === 'duplicate' || row.cell.key === 'defective'
  const service = useMirror(({ services }) => (row.service === null ? false : Object.hasOwn(services, row.service)))
  return (
    <>
      {service && row.service !== null && <a href={`#/logs/service/${row.service}`}>{words.act.log}</a>}
      {row.node !== null && <a href={`#/nodes/${row.node}`}>{words.act.node}</a>}
      {row.node !== null && <a href={`#/logs/node/${row.node}`}>{words.act.nodeLog}</a>}
      {batch !== null ? (
        <a href={`#/migrate/${batch}`}>{words.act.batch}</a>
      ) : (
        movable && !twice && <a href={`#/migrate/new/${row.id}`}>{words.act.move}</a>
      )}
    </>
  )
}
