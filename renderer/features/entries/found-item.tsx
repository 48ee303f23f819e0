import { useId } from 'react'
import type { AddressTry } from '../../../electron/contract/model/door.ts'
import type { Ground } from '../../../electron/contract/model/found.ts'
import { shortId } from '../../format/ids.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { classes } from '../../ui/classes.ts'
import layout from '../../ui/layout.module.css'
import { Mark } from '../../ui/mark.tsx'
import text from '../../ui/text.module.css'
import { addWords } from '../../words/add.ts'
import { noteWords, tryWords } from '../../words/door.ts'
import { foundWords as words } from '../../words/found.ts'
import { tryLooks } from './address-field.tsx'
import styles from './found-rig.module.css'
import { addressesOf, isWhole, mayChoose, type Thing } from './found-things.ts'
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
}

/** One program or folder that was found: whether it shall be added, what it is, how it was found, what answers. */
export const FoundItem = (props: FoundItemProps) => {
  const { thing, tries, outcome } = props
  const { draft, pid } = thing
  return (
    <li className={classes(styles.item, thing.kind === 'service' && styles.service)}>
      <Choice {...props} />
      <div className={styles.what}>
        <span className={classes(text.path, text.quiet)}>{draft.dataFolder?.path ?? words.noFolder}</span>
        <Holds thing={thing} />
        <Grounds grounds={thing.grounds} />
        <Questions thing={thing} />
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
      <Became outcome={outcome} />
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

export const Grounds = ({ grounds }: { grounds: readonly Ground[] }) => (
  <ul className={classes(styles.grounds, text.small, text.quiet)} aria-label={words.how}>
    {grounds.map(({ by, what, on }) => (
      <li key={`${by} ${what}`}>{words.grounds[by](what, on)}</li>
    ))}
  </ul>
)

/** What is to be decided, and what is to be known before it is added. */
const Questions = ({ thing }: { thing: Thing }) => {
  const { undecided, draft } = thing
  const notes = draft.notes.filter((note) => note !== 'config-unread' && (note !== 'dials-unknown-node' || thing.kind === 'node'))
  const lines = [...undecided.map((one) => words.undecided[one]), ...notes.map((note) => noteWords[note])]
  return lines.length === 0 ? null : (
    <ul className={classes(styles.questions, text.small)}>
      {lines.map((line, at) => (
        <li key={line}>
          <Mark name={at < undecided.length ? 'unknown' : 'info'} tone={at < undecided.length ? 'warn' : 'idle'} />
          <span>{line}</span>
        </li>
      ))}
    </ul>
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
