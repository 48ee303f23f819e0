import type { ReactNode } from 'react'
import type { Found } from '../../../electron/contract/model/found.ts'
import { useAsked } from '../../state/ask.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import { Disclosure } from '../../ui/disclosure.tsx'
import { Fault } from '../../ui/fault.tsx'
import layout from '../../ui/layout.module.css'
import { PageHead, Section } from '../../ui/section.tsx'
import text from '../../ui/text.module.css'
import { foundWords as words } from '../../words/found.ts'
import { seenText } from '../../words/seen.ts'
import { FoundExport } from './found-export.tsx'
import { Grounds } from './found-grounds.tsx'
import { FoundItem } from './found-item.tsx'
import styles from './found-rig.module.css'
import { isMixed, isNew, mayChoose, type Thing, thingsOf } from './found-things.ts'
import type { Outcome } from './use-adding.ts'
import { useChoice, usePrograms, useTries } from './use-found.ts'

/** Everything that is on this computer already, as one rig: chosen in one go, added in one act. */
export const FoundPage = () => {
  const { answer, fault, again } = useAsked('found', (client) => client.door.find({ containers: true }), { waitMs: 0 })
  return (
    <div className={layout.page}>
      {answer === null ? (
        <PageHead title={words.title} lead={fault === null ? words.looking : ''} />
      ) : (
        <Whole found={answer} again={again} />
      )}
      {fault && <Fault words={fault} />}
    </div>
  )
}

/** Of all that was found, what could still be added. */
const leftOf = (things: readonly Thing[], outcomes: ReadonlyMap<string, Outcome>): readonly Thing[] =>
  things.filter((thing) => isNew(thing) && outcomes.get(thing.id) !== null)

const inRig = (things: readonly Thing[], outcomes: ReadonlyMap<string, Outcome>): number =>
  things.filter(({ id, known }) => known !== null || outcomes.get(id) === null).length

function leadOf(things: readonly Thing[], outcomes: ReadonlyMap<string, Outcome>): string {
  const left = leftOf(things, outcomes)
  const ready = left.filter((thing) => mayChoose(thing) && thing.undecided.length === 0).length
  return words.lead(ready, left.length - ready, inRig(things, outcomes))
}

const Whole = ({ found, again }: { found: Found; again: () => void }) => {
  const { things, programOf, pick } = usePrograms(thingsOf(found))
  const tries = useTries(things)
  const { chosen, set, rig, outcomes, pending, run } = useChoice(things)
  return (
    <>
      <PageHead title={words.title} lead={leadOf(things, outcomes)}>
        <Button onPress={again}>{words.again}</Button>
        <MainAct
          over={leftOf(things, outcomes).length === 0 && inRig(things, outcomes) > 0}
          count={chosen.length}
          pending={pending}
          onAdd={() => void run(chosen, things)}
        />
      </PageHead>
      {!pending && <Came outcomes={[...outcomes.values()]} left={leftOf(things, outcomes).length} />}
      <Groups
        things={things}
        item={(thing) => (
          <FoundItem
            key={thing.id}
            thing={thing}
            chosen={chosen.includes(thing)}
            mixed={isMixed(thing, chosen, rig)}
            tries={tries}
            outcome={outcomes.get(thing.id)}
            program={programOf(thing.id)}
            onProgram={(program) => pick(thing.id, program)}
            onChoose={(on) => set(thing.id, on)}
          />
        )}
      />
      <p className={classes(text.note, styles.group)}>{words.readOnly}</p>
      <Rest found={found} />
      <FoundExport found={found} />
    </>
  )
}

interface MainActProps {
  /** Nothing is left to be added. */
  readonly over: boolean
  readonly count: number
  readonly pending: boolean
  readonly onAdd: () => void
}

const MainAct = ({ over, count, pending, onAdd }: MainActProps) =>
  over ? (
    <ButtonLink kind="primary" to="/nodes">
      {words.open}
    </ButtonLink>
  ) : (
    <Button
      kind="primary"
      icon="add"
      reason="before"
      closed={pending ? words.adding : count === 0 ? words.nothingChosen : null}
      onPress={onAdd}
    >
      {words.add(count)}
    </Button>
  )

/** What came of the one act, in a sentence. */
const Came = ({ outcomes, left }: { outcomes: readonly Outcome[]; left: number }) => {
  const done = outcomes.filter((one) => one === null).length
  return outcomes.length === 0 ? null : (
    <p className={classes(layout.acts, styles.group)}>
      <span role="status">{words.outcome(done, outcomes.length - done)}</span>
      {left > 0 && (
        <ButtonLink small to="/nodes">
          {words.open}
        </ButtonLink>
      )}
    </p>
  )
}

/** Each node with its services; then those without one. */
const Groups = ({ things, item }: { things: readonly Thing[]; item: (thing: Thing) => ReactNode }) => {
  const nodes = things.filter(({ kind }) => kind === 'node')
  const ofNode = (id: string | null) => things.filter((thing) => thing.kind === 'service' && thing.of === id)
  const others = ofNode(null)
  return (
    <>
      {nodes.map((node) => (
        <Section key={node.id} className={styles.group} title={node.draft.name}>
          <ul className={layout.ruled}>{[node, ...ofNode(node.id)].map(item)}</ul>
        </Section>
      ))}
      {others.length > 0 && (
        <Section className={styles.group} title={words.withoutNode}>
          <ul className={layout.ruled}>{others.map(item)}</ul>
        </Section>
      )}
    </>
  )
}

/** What was found and can't be added, and what was not looked at. */
const Rest = ({ found: { loose, starts, unseen } }: { found: Found }) => (
  <>
    {loose.length > 0 && (
      <Section className={styles.group} title={words.loose.title} note={words.loose.note}>
        <ul className={layout.ruled}>
          {loose.map(({ path, holds, grounds }) => (
            <li key={path} className={styles.item}>
              <span className={text.small}>{holds.map((one) => words.holds[one]).join(' · ')}</span>
              <span className={text.path}>{path}</span>
              <Grounds grounds={grounds} />
            </li>
          ))}
        </ul>
      </Section>
    )}
    {starts.length > 0 && (
      <Section className={styles.group} title={words.starts.title} note={words.starts.note}>
        <Grounds grounds={starts} />
      </Section>
    )}
    <Section className={styles.group} title={words.unseen.title} note={unseen.length === 0 ? '' : words.unseen.note}>
      {unseen.length === 0 ? (
        <p className={text.note}>{words.unseen.none}</p>
      ) : (
        <Disclosure label={words.unseen.count(unseen.length)} open={unseen.length === 1}>
          <ul className={classes(text.small, text.quiet)}>
            {unseen.map((line) => (
              <li key={line}>{seenText(line)}</li>
            ))}
          </ul>
        </Disclosure>
      )}
    </Section>
  </>
)
