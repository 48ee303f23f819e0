import { useState } from 'react'
import type { Found } from '../../../electron/contract/model/found.ts'
import { shortId } from '../../format/ids.ts'
import { useAsked } from '../../state/ask.ts'
import { useMirror } from '../../state/desk.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { classes } from '../../ui/classes.ts'
import { Fault } from '../../ui/fault.tsx'
import layout from '../../ui/layout.module.css'
import { Section } from '../../ui/section.tsx'
import text from '../../ui/text.module.css'
import { addWords } from '../../words/add.ts'
import styles from './entries.module.css'
import type { AnyDraft } from './entry-form.ts'

const words = addWords.found
/** What is shown before the rest is asked for. */
const shownAtFirst = 6

interface Thing<One extends AnyDraft> {
  readonly draft: One
  readonly pid: number | null
  readonly known: string | null
}

interface FoundProps<One extends AnyDraft> {
  readonly title: (count: number) => string
  readonly of: (found: Found) => readonly Thing<One>[]
  readonly onUse: (draft: One) => void
}

/** Why a found thing may not join the rig that is open; `null` when it may. */
const useMixed = (): ((simulated: boolean) => string | null) => {
  const kind = useMirror(({ rig }) => rig.kind)
  const holds = useMirror(({ nodes, services }) => Object.keys(nodes).length + Object.keys(services).length > 0) === true
  return (simulated) => {
    if (!holds) return null
    if (kind === 'own' && simulated) return words.realClosed
    return kind === 'simulated' && !simulated ? words.simulatedClosed : null
  }
}

const order = (thing: Thing<AnyDraft>): number => (thing.known === null ? 0 : 2) + (thing.pid === null ? 1 : 0)

/** What is on this computer already; using it fills the form, and nothing more. */
export const FoundList = <One extends AnyDraft>({ title, of, onUse }: FoundProps<One>) => {
  const { answer, fault, again } = useAsked('found', (client) => client.door.find({ containers: true }), { waitMs: 0 })
  if (fault !== null) return <Fault words={fault} />
  if (answer === null) return <p className={classes(text.quiet, styles.looking)}>{words.looking}</p>
  const things = [...of(answer)].sort((a, b) => order(a) - order(b))
  return (
    <Section
      title={title(things.filter(({ known }) => known === null).length)}
      label={words.label}
      beside={
        <Button small kind="quiet" onPress={again}>
          {words.again}
        </Button>
      }
    >
      {answer.processes === 'not-here' && <p className={text.note}>{words.notHere}</p>}
      {answer.processes === 'partly' && <p className={text.note}>{words.partly}</p>}
      {things.length === 0 ? <p className={text.note}>{words.none}</p> : <Things things={things} onUse={onUse} />}
    </Section>
  )
}

const Things = <One extends AnyDraft>({ things, onUse }: { things: readonly Thing<One>[]; onUse: (draft: One) => void }) => {
  const [all, showAll] = useState(false)
  const [used, use] = useState<string | null>(null)
  const mixed = useMixed()
  const shown = all ? things : things.slice(0, shownAtFirst)
  const take = (thing: Thing<One>) => {
    use(keyOf(thing))
    onUse(thing.draft)
  }
  return (
    <>
      <ul className={styles.things} aria-label={words.label}>
        {shown.map((thing) => (
          <FoundRow
            key={keyOf(thing)}
            thing={thing}
            used={used === keyOf(thing)}
            closed={mixed(thing.draft.simulated)}
            onUse={() => take(thing)}
          />
        ))}
      </ul>
      {things.length > shown.length && (
        <Button small kind="quiet" onPress={() => showAll(true)}>
          {words.more(things.length - shown.length)}
        </Button>
      )}
    </>
  )
}

const keyOf = ({ draft, pid }: Thing<AnyDraft>): string => `${draft.dataFolder?.path ?? ''} ${pid ?? ''}`

interface FoundRowProps {
  readonly thing: Thing<AnyDraft>
  readonly used: boolean
  readonly closed: string | null
  readonly onUse: () => void
}

const FoundRow = ({ thing: { draft, pid, known }, used, closed, onUse }: FoundRowProps) => (
  <li>
    <span className={layout.two}>
      <b className={text.medium}>{draft.name === '' ? (draft.dataFolder?.name ?? '') : draft.name}</b>
      <span className={classes(text.path, text.quiet)}>{draft.dataFolder?.path ?? words.inFolder}</span>
      {'identity' in draft && draft.identity !== null && (
        <span className={classes(text.tiny, text.faint)}>{words.by(shortId(draft.identity))}</span>
      )}
    </span>
    <span className={styles.thingState}>
      <Chip mark={pid === null ? 'queued' : 'starting'} tone={pid === null ? 'idle' : 'active'}>
        {pid === null ? words.still : words.running(pid)}
      </Chip>
      {draft.simulated && (
        <Chip mark="info" tone="idle">
          {addWords.simulated}
        </Chip>
      )}
    </span>
    <span className={classes(layout.acts, layout.end, styles.thingAct)}>
      {known !== null ? (
        <span className={text.quiet}>{words.known(known)}</span>
      ) : (
        <Button small reason="before" closed={closed} onPress={onUse}>
          {words.use}
        </Button>
      )}
      {used && (
        <span role="status" className={classes(text.quiet, text.small)}>
          {words.used}
        </span>
      )}
    </span>
  </li>
)
