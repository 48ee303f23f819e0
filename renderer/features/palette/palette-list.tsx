import { type KeyboardEvent, type RefObject, useEffect, useId, useMemo, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import type { AppClient } from '../../bridge/connection.ts'
import { useAct } from '../../state/act.ts'
import { useMirror, useNow } from '../../state/desk.ts'
import { classes } from '../../ui/classes.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Fault } from '../../ui/fault.tsx'
import field from '../../ui/field.module.css'
import { asTyped } from '../../ui/field.tsx'
import { Icon, Mark } from '../../ui/mark.tsx'
import text from '../../ui/text.module.css'
import { paletteWords as words } from '../../words/palette.ts'
import { type Does, type Entry, entriesOf } from './entries.ts'
import { found } from './fuzzy.ts'
import styles from './palette.module.css'

const shownAtMost = 40
const none: readonly Entry[] = []

interface PaletteListProps {
  readonly onClose: () => void
  readonly onAsk: (asking: Extract<Does, { is: 'ask' }>) => void
}

/** A field that keeps the focus, and below it what fits; arrows choose, Enter does it. */
export const PaletteList = ({ onClose, onAsk }: PaletteListProps) => {
  const now = useNow(60_000)
  const state = useMirror((whole) => whole)
  // The list stands still while it is open: only whether something is closed now is looked at when it is chosen.
  const [opened] = useState(state)
  const all = useMemo(() => (opened === null ? none : entriesOf(opened, now)), [opened, now])
  const [{ query, at }, set] = useState({ query: '', at: 0 })
  const fitting = useMemo(() => found(all, query), [all, query])
  const input = useRef<HTMLInputElement>(null)
  const id = useId()
  const shown = fitting.slice(0, shownAtMost)
  const { said, fault, take } = useTake({ onClose, onAsk })
  const takeNow = (entry: Entry) => void take(fresh(entry, state === null ? none : entriesOf(state, now)))
  const press = (event: KeyboardEvent) => {
    const to = stepOf(event.key, at, shown.length)
    const entry = shown[at]
    if (to !== null) set({ query, at: to })
    else if (event.key === 'Enter' && entry !== undefined) takeNow(entry)
    else return
    event.preventDefault()
  }
  return (
    <Dialog open onClose={onClose} title={words.title} first={input}>
      <Query
        query={query}
        type={(text) => set({ query: text, at: 0 })}
        input={input}
        list={id}
        chosen={shown.length > 0 ? `${id}-${at}` : undefined}
        press={press}
      />
      <Options id={id} shown={shown} at={at} take={takeNow} />
      <p className={classes(text.note, styles.told)} role="status">
        {said ?? (fitting.length === 0 ? words.none : words.count(shown.length, fitting.length))}
      </p>
      {fault && <Fault words={fault} />}
    </Dialog>
  )
}

interface QueryProps {
  readonly query: string
  readonly type: (text: string) => void
  readonly input: RefObject<HTMLInputElement | null>
  readonly list: string
  readonly chosen: string | undefined
  readonly press: (event: KeyboardEvent) => void
}

const Query = ({ query, type, input, list, chosen, press }: QueryProps) => (
  <span className={classes(field.box, field.search, styles.field)}>
    <Icon name="search" />
    <input
      ref={input}
      type="text"
      role="combobox"
      aria-expanded="true"
      aria-controls={list}
      aria-activedescendant={chosen}
      aria-label={words.field}
      placeholder={words.field}
      value={query}
      onChange={(event) => type(event.target.value)}
      onKeyDown={press}
      maxLength={200}
      {...asTyped}
    />
  </span>
)

/** The same act as it stands now: what was open a minute ago may be closed. */
const fresh = (entry: Entry, all: readonly Entry[]): Entry => all.find(({ key }) => key === entry.key) ?? entry

const stepOf = (key: string, at: number, of: number): number | null => {
  if (of === 0) return null
  if (key === 'ArrowDown') return (at + 1) % of
  if (key === 'ArrowUp') return (at + of - 1) % of
  if (key === 'PageDown') return Math.min(of - 1, at + 8)
  return key === 'PageUp' ? Math.max(0, at - 8) : null
}

interface OptionsProps {
  readonly id: string
  readonly shown: readonly Entry[]
  readonly at: number
  readonly take: (entry: Entry) => void
}

const Options = ({ id, shown, at, take }: OptionsProps) => {
  const list = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the chosen one is another element when either changes
  useEffect(() => {
    // jsdom has no such method; in newer browsers it gives a promise, which is no way to end an effect.
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView?.({ block: 'nearest' })
  }, [at, shown])
  return (
    <div ref={list} id={id} role="listbox" aria-label={words.results} className={styles.list}>
      {shown.map((entry, index) => (
        // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field, which names the chosen one
        // biome-ignore lint/a11y/useKeyWithClickEvents: its keys are the field's
        <div
          key={entry.key}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === at}
          aria-disabled={entry.closed !== null || undefined}
          className={classes(styles.option, entry.closed !== null && styles.closed)}
          onClick={() => take(entry)}
        >
          <span className={classes(text.cut, styles.said)}>{entry.said}</span>
          {entry.closed !== null && (
            <span className={classes(text.cut, styles.why)}>
              <Mark name="info" />
              {entry.closed}
            </span>
          )}
          <span className={classes(text.faint, styles.note)}>{entry.note}</span>
        </div>
      ))}
    </div>
  )
}

const copy = async (copied: string): Promise<string> => {
  try {
    await navigator.clipboard.writeText(copied)
    return words.copied
  } catch {
    return words.noClipboard
  }
}

/** Does what an entry does; one that is closed says why, and nothing more. */
const useTake = ({ onClose, onAsk }: PaletteListProps) => {
  const [, go] = useLocation()
  const [said, say] = useState<string | null>(null)
  const { run, fault } = useAct((client, does: (asked: AppClient) => Promise<unknown>) => does(client))
  const take = async ({ closed, does }: Entry): Promise<void> => {
    if (closed !== null) return say(words.closed(closed))
    if (does.is === 'copy') return say(await copy(does.text()))
    if (does.is === 'ask') return onAsk(does)
    if (does.is === 'run' && (await run(does.run)) === null) return
    onClose()
    if (does.to !== null) go(does.to)
  }
  return { said, fault, take }
}
