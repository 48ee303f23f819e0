import { type ReactNode, useState } from 'react'
import type { Found } from '../../../electron/contract/model/found.ts'
import { useAsked } from '../../state/ask.ts'
import { useMirror } from '../../state/desk.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import { Fault } from '../../ui/fault.tsx'
import layout from '../../ui/layout.module.css'
import { PageHead, Section } from '../../ui/section.tsx'
import text from '../../ui/text.module.css'
import { foundWords as words } from '../../words/found.ts'
import { seenText } from '../../words/seen.ts'
import { FoundExport } from './found-export.tsx'
import { FoundItem, Grounds, type Tries } from './found-item.tsx'
import styles from './found-rig.module.css'
import { addressesOf, beforehand, isMixed, isNew, mayChoose, type RigKind, type Thing, thingsOf } from './found-things.ts'
import { type Outcome, useAdding } from './use-adding.ts'

/** Everything that is on this computer already, as one rig: chosen in one go, added in one act. */
export const FoundPage = () => {
  const { answer, fault, again } = useAsked('found', (client) => client.door.find(null), { waitMs: 0 })
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

function leadOf(things: readonly Thing[]): string {
  const fresh = things.filter(isNew)
  const ready = fresh.filter((thing) => mayChoose(thing) && thing.undecided.length === 0).length
  return words.lead(ready, fresh.length - ready, things.filter(({ known }) => known !== null).length)
}

/** `null` while the rig holds nothing. */
function useRigKind(): RigKind {
  const holds = useMirror(({ nodes, services }) => Object.keys(nodes).length + Object.keys(services).length > 0) === true
  const simulated = useMirror(({ rig }) => rig.kind === 'simulated') === true
  return holds ? simulated : null
}

function useTries(things: readonly Thing[]): Tries {
  const asked = things.flatMap(addressesOf)
  const key = asked.length === 0 ? null : JSON.stringify(asked)
  const { answer } = useAsked(key, (client) => client.door.tryAddresses({ asked: asked.slice(0, 500) }), { waitMs: 0 })
  return new Map(
    asked.flatMap(({ kind, address }, at) => (answer?.[at] === undefined ? [] : [[`${kind} ${address}`, answer[at]] as const])),
  )
}

/** What is chosen, and what becomes of it. */
function useChoice(things: readonly Thing[]) {
  const rig = useRigKind()
  const [ids, choose] = useState(() => beforehand(things, rig))
  const adding = useAdding()
  // What is in the rig by now is not chosen any more.
  const chosen = things.filter(({ id }) => ids.has(id) && adding.outcomes.get(id) !== null)
  const set = (id: string, on: boolean) => choose((before) => new Set(on ? [...before, id] : [...before].filter((one) => one !== id)))
  return { ...adding, chosen, set, rig }
}

const Whole = ({ found, again }: { found: Found; again: () => void }) => {
  const things = thingsOf(found)
  const tries = useTries(things)
  const { chosen, set, rig, outcomes, pending, run } = useChoice(things)
  return (
    <>
      <PageHead title={words.title} lead={leadOf(things)}>
        <Button onPress={again}>{words.again}</Button>
        <Button
          kind="primary"
          icon="add"
          reason="before"
          closed={pending ? words.adding : chosen.length === 0 ? words.nothingChosen : null}
          onPress={() => void run(chosen, things)}
        >
          {words.add(chosen.length)}
        </Button>
      </PageHead>
      {!pending && <Came outcomes={[...outcomes.values()]} />}
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

/** What came of the one act, in a sentence. */
const Came = ({ outcomes }: { outcomes: readonly Outcome[] }) => {
  const done = outcomes.filter((one) => one === null).length
  return outcomes.length === 0 ? null : (
    <p className={classes(layout.acts, styles.group)}>
      <span role="status">{words.outcome(done, outcomes.length - done)}</span>
      <ButtonLink small to="/nodes">
        {words.open}
      </ButtonLink>
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
        <ul className={classes(text.small, text.quiet)}>
          {unseen.map((line) => (
            <li key={line}>{seenText(line)}</li>
          ))}
        </ul>
      )}
    </Section>
  </>
)
