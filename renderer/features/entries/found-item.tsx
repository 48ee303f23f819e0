import { useId } from 'react'
import type { AddressTry } from '../../../electron/contract/model/door.ts'
import type { FolderEntry } from '../../../electron/contract/model/rig.ts'
import { shortId } from '../../format/ids.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { classes } from '../../ui/classes.ts'
import layout from '../../ui/layout.module.css'
import { Mark } from '../../ui/mark.tsx'
import text from '../../ui/text.module.css'
import { addWords } from '../../words/add.ts'
import { tryWords } from '../../words/door.ts'
import { foundWords as words } from '../../words/found.ts'
import { tryLooks } from './address-field.tsx'
import { FoldedGrounds, Questions } from './found-grounds.tsx'
import styles from './found-rig.module.css'
import { addressesOf, isWhole, mayChoose, type Thing } from './found-things.ts'
import { PathField } from './path-field.tsx'
import type { Outcome } from './use-adding.ts'

/** What answered at each address, by the address. */
export type Tries = ReadonlyMap<string, AddressTry>

export interface FoundItemProps {
  readonly thing: Thing
  readonly chosen: boolean
  /** It may not be chosen beside the rest. */
  readonly mixed: boolean
  readonly tries: Tries
  /** `undefined`: it was not tried to add it. */
  readonly outcome: Outcome | undefined
  readonly onChoose: (chosen: boolean) => void
  /** Chosen by hand; `undefined`: none is asked for. */
  readonly program: FolderEntry | null | undefined
  readonly onProgram: (program: FolderEntry | null) => void
}

/** One program or folder that was found: whether it shall be added, what it is, how it was found, what answers. */
export const FoundItem = (props: FoundItemProps) => {
  const { thing, tries, outcome, program } = props
  const { draft, pid } = thing
  return (
    <li className={classes(styles.item, thing.kind === 'service' && styles.service)}>
      <Choice {...props} />
      <div className={styles.what}>
        <span className={classes(text.path, text.quiet)}>{draft.dataFolder?.path ?? words.noFolder}</span>
        <Holds thing={thing} />
        <FoldedGrounds grounds={thing.grounds} />
        <Questions thing={thing} />
        {program !== undefined && <ProgramChoice {...props} program={program} />}
      </div>
      <div className={styles.state}>
        <Chip mark={pid === null ? 'queued' : 'starting'} tone={pid === null ? 'idle' : 'active'}>
          {pid === null ? words.still : words.runs}
        </Chip>
        {draft.simulated && (
          <Chip mark="info" tone="idle">
            {addWords.simulated}
          </Chip>
        )}
        {addressesOf(thing).map(({ kind, address }) => (
          <Tried key={kind} kind={kind} address={address} answer={tries.get(`${kind} ${address}`) ?? null} />
        ))}
      </div>
      {outcome !== null && <Became outcome={outcome} />}
    </li>
  )
}

const Choice = ({ thing, chosen, mixed, outcome, onChoose }: FoundItemProps) => {
  const id = useId()
  const { draft, known } = thing
  const open = mayChoose(thing) && outcome !== null && !mixed
  const why =
    known !== null ? words.known(known) : thing.kind === 'service' && thing.supervised ? words.supervised : mixed ? words.mixed : ''
  return (
    <div className={styles.choice}>
      {mayChoose(thing) && outcome !== null ? (
        <label>
          <input
            type="checkbox"
            checked={chosen && open}
            aria-disabled={!open || undefined}
            aria-describedby={why === '' ? undefined : id}
            aria-label={words.choose(draft.name)}
            onChange={(event) => open && onChoose(event.target.checked)}
          />
          <b className={text.medium}>{draft.name}</b>
        </label>
      ) : (
        <b className={text.medium}>{draft.name}</b>
      )}
      {why !== '' && (
        <span id={id} className={classes(text.small, text.quiet)}>
          {why}
        </span>
      )}
      {outcome === null && <Became outcome={outcome} />}
      {known === null && !isWhole(thing) && (
        <ButtonLink small to={thing.kind === 'node' ? '/nodes/add' : '/services/add'}>
          {words.byHand}
        </ButtonLink>
      )}
    </div>
  )
}

/** What lies in its folder, and whose it is. */
const Holds = ({ thing: { draft, holds, keys } }: { thing: Thing }) => {
  const said = [
    ...('identity' in draft && draft.identity !== null ? [addWords.found.by(shortId(draft.identity))] : []),
    ...holds.map((one) => words.holds[one]),
    ...(keys === 0 ? [] : [words.keys(keys)]),
  ]
  return said.length === 0 ? null : <span className={text.small}>{said.join(' · ')}</span>
}

type ProgramChoiceProps = Pick<FoundItemProps, 'thing' | 'outcome' | 'onProgram'> & { readonly program: FolderEntry | null }

/** The program by which Smeshdesk may start it: chosen here until it is an entry, from then on where that is corrected. */
const ProgramChoice = ({ thing: { kind, draft, known }, outcome, program, onProgram }: ProgramChoiceProps) => {
  if (known !== null) return null
  if (outcome !== null)
    return (
      <PathField
        label={addWords[kind].program}
        help={words.programHelp}
        kind="program"
        picked={program ?? draft.program}
        onPick={onProgram}
      />
    )
  return (
    program === null && (
      <div>
        <ButtonLink small to={`/${kind}s/${draft.name}/edit`}>
          {words.chooseProgram}
        </ButtonLink>
      </div>
    )
  )
}

interface TriedProps {
  readonly kind: 'public' | 'private' | 'post' | 'operator'
  readonly address: string
  readonly answer: AddressTry | null
}

const Tried = ({ kind, address, answer }: TriedProps) => {
  const { mark, tone } = answer === null ? ({ mark: 'unknown', tone: 'idle' } as const) : tryLooks[answer.result]
  const said = answer === null ? tryWords.asking : tryWords.says(kind, answer)
  return (
    <span className={classes(styles.try, text.small)} title={`${address}: ${said}`}>
      <Mark name={mark} tone={tone} />
      <span>
        {words.tries[kind]}
        <span className={classes(answer?.result === 'right' || answer === null ? text.hidden : text.quiet)}>{`: ${said}`}</span>
      </span>
    </span>
  )
}

const Became = ({ outcome }: { outcome: Outcome | undefined }) =>
  outcome === undefined ? null : (
    <p className={classes(styles.became, layout.row, text.small)} role="status">
      <Mark name={outcome === null ? 'pass' : 'failed'} tone={outcome === null ? 'good' : 'bad'} />
      <span>
        {outcome === null
          ? words.added
          : [outcome.title, outcome.why, outcome.reference].filter((part) => part !== null && part !== '').join(' ')}
      </span>
    </p>
  )
