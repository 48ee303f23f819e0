import { useState } from 'react'
import type { Bundle } from '../../../electron/contract/model/support.ts'
import { count, sizeOf } from '../../format/numbers.ts'
import { useAct } from '../../state/act.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import { Fault } from '../../ui/fault.tsx'
import layout from '../../ui/layout.module.css'
import { PageHead } from '../../ui/section.tsx'
import text from '../../ui/text.module.css'
import { doctorWords } from '../../words/doctor.ts'
import { shellWords } from '../../words/shell.ts'
import styles from './support.module.css'

const words = doctorWords.bundle

/** Exactly what a support bundle holds, part by part, before it is saved. */
export const Support = () => {
  const [bundle, keep] = useState<Bundle | null>(null)
  const prepare = useAct((client) => client.support.prepare(null))
  const make = async () => keep(await prepare.run())
  return (
    <div className={layout.page}>
      <PageHead title={words.title} lead={words.lead}>
        <ButtonLink to="/activity">{shellWords.activity}</ButtonLink>
        <Button kind={bundle === null ? 'primary' : 'plain'} onPress={() => void make()}>
          {words.prepare}
        </Button>
      </PageHead>
      <p>{words.never}</p>
      {prepare.pending && (
        <p role="status" className={text.note}>
          {words.preparing}
        </p>
      )}
      {prepare.fault && <Fault words={prepare.fault} />}
      {bundle !== null && !prepare.pending && <Parts key={bundle.id} bundle={bundle} />}
    </div>
  )
}

const Parts = ({ bundle: { id, parts, taken } }: { bundle: Bundle }) => {
  const save = useAct((client) => client.support.save({ id }))
  const [saved, keep] = useState<string | null>(null)
  const all = parts.reduce((sum, { characters }) => sum + characters, 0)
  const write = async () => {
    const done = await save.run()
    if (done !== null) keep(words.saved(done.path, sizeOf(String(done.bytes))))
  }
  return (
    <section className={layout.farAbove} aria-label={words.title}>
      <p>
        {words.exactly(parts.length, sizeOf(String(all)))} {words.taken(taken)}
      </p>
      <p className={text.note}>{words.check}</p>
      <ol className={classes(layout.ruled, layout.above)}>
        {parts.map((part) => (
          <PartRow key={part.name} id={id} {...part} />
        ))}
      </ol>
      <div className={classes(layout.acts, layout.above)}>
        <Button kind="primary" onPress={() => void write()}>
          {words.save}
        </Button>
        {saved !== null && <span role="status">{saved}</span>}
      </div>
      {save.fault && <Fault words={save.fault} />}
    </section>
  )
}

const PartRow = ({ id, name, characters }: { id: string; name: string; characters: number }) => {
  const [shown, show] = useState<{ readonly text: string; readonly more: boolean } | null>(null)
  const read = useAct((client, from: number) => client.support.part({ id, name, from }))
  const more = async (before: string) => {
    const next = await read.run(before.length)
    if (next !== null) show({ text: before + next.text, more: next.more })
  }
  return (
    <li className={styles.part}>
      <span className={styles.name}>
        <code>{name}</code> <span className={text.quiet}>{words.part(name)}</span>
      </span>
      <span className={text.quiet}>{words.characters(count(characters))}</span>
      <Button small onPress={() => (shown === null ? void more('') : show(null))}>
        {shown === null ? words.show : words.hide}
      </Button>
      {read.fault && <Fault words={read.fault} />}
      {shown !== null && (
        <div className={styles.text}>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys */}
          <section className={styles.scroll} tabIndex={0} aria-label={name}>
            <pre>{shown.text}</pre>
          </section>
          {shown.more && (
            <Button small onPress={() => void more(shown.text)}>
              {words.more}
            </Button>
          )}
        </div>
      )}
    </li>
  )
}
