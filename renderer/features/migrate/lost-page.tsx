import { useState } from 'react'
import type { LostMove } from '../../../electron/contract/model/migration.ts'
import { useAct } from '../../state/act.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { classes } from '../../ui/classes.ts'
import { CopyId } from '../../ui/copy-id.tsx'
import { Fault } from '../../ui/fault.tsx'
import layout from '../../ui/layout.module.css'
import { Section } from '../../ui/section.tsx'
import text from '../../ui/text.module.css'
import { TypedWords } from '../../ui/typed-words.tsx'
import { identitiesWords } from '../../words/identities.ts'
import { migrateWords } from '../../words/migrate.ts'
import { seenText } from '../../words/seen.ts'

const words = migrateWords.lost

/** A move that nobody remembers: what is so, where its files are, and what a person can do. Nothing is offered that touches a file. */
export const LostPage = ({ move }: { move: LostMove }) => (
  <div className={classes(layout.page, layout.stack)}>
    <h1 className={text.title}>{words.title(move)}</h1>
    <p>
      <Chip mark="safety-stop" tone="bad" strong>
        {words.chip}
      </Chip>
    </p>
    <p>{words.why[move.why]}</p>
    {move.detail !== '' && <p className={text.path}>{seenText(move.detail)}</p>}
    <p>{words.stands}</p>
    <Where move={move} />
    {move.held.length > 0 && <p>{words.held(move.held)}</p>}
    <Section className={layout.above} title={words.places}>
      <Places move={move} />
    </Section>
    <Section className={layout.above} title={words.act}>
      <ul className={layout.stack}>
        {words.acts(move).map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    </Section>
    {move.letGoWords !== null && <LetGo move={move} consent={move.letGoWords} />}
  </div>
)

/** What it holds can be started again once a person is sure. */
const LetGo = ({ move, consent }: { move: LostMove; consent: string }) => {
  const [typed, type] = useState('')
  const letGo = useAct((client) => client.migration.letGo({ id: move.id, words: consent }))
  const own = words.letGo
  const wanted = own.typed(move.id)
  return (
    <section className={classes(layout.above, layout.stack)} aria-label={own.title}>
      <h2>{own.title}</h2>
      {move.letGoClosed === null ? (
        <>
          <p className={text.quiet}>{own.text(move.held)}</p>
          <TypedWords before={own.type} words={wanted} value={typed} onChange={type} mono />
          {letGo.fault && <Fault words={letGo.fault} />}
          <span>
            <Button closed={typed === wanted && !letGo.pending ? null : own.wait} onPress={() => void letGo.run()}>
              {own.act}
            </Button>
          </span>
        </>
      ) : (
        <p className={text.quiet}>{own.closed[move.letGoClosed]}</p>
      )}
    </section>
  )
}

/** Where its key could be loaded now. */
const Where = ({ move: { identity, found, why } }: { move: LostMove }) => {
  if (why === 'holds-unreadable' || why === 'moves-unreadable') return null
  const nodes = found.flatMap(({ is, node }) => (is === 'loadable-key' && node !== null ? [node] : []))
  return <p>{identity === null ? words.loadableUnknown : words.loadable([...new Set(nodes)])}</p>
}

const Places = ({ move: { found } }: { move: LostMove }) =>
  found.length === 0 ? (
    <p className={text.note}>{words.nothing}</p>
  ) : (
    <ul className={layout.stack}>
      {found.map(({ is, node, path }) => (
        <li key={`${is} ${path}`}>
          {node !== null && <b className={text.medium}>{words.at(node)} </b>}
          <span className={text.quiet}>{words.traces[is]}</span>
          <div>
            <span className={text.path}>{path}</span>
            <CopyId short="" whole={path} words={identitiesWords.drawer.copyPath} plain />
          </div>
        </li>
      ))}
    </ul>
  )
