import { useState } from 'react'
import type { FolderHandle } from '../../../electron/contract/model/basics.ts'
import type { FolderEntry } from '../../../electron/contract/model/rig.ts'
import { useAsked } from '../../state/ask.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { Dialog, DialogActs } from '../../ui/dialog.tsx'
import { Loading } from '../../ui/empty.tsx'
import { Fault } from '../../ui/fault.tsx'
import { Search } from '../../ui/field.tsx'
import type { IconName } from '../../ui/icons.ts'
import layout from '../../ui/layout.module.css'
import { Icon } from '../../ui/mark.tsx'
import text from '../../ui/text.module.css'
import { addWords } from '../../words/add.ts'
import styles from './entries.module.css'
import type { PathKind } from './path-field.tsx'

const words = addWords.browser

interface BrowserProps {
  readonly kind: PathKind
  /** Where to begin; `null`: at the places. */
  readonly from: FolderEntry | null
  readonly onClose: () => void
  readonly onPick: (picked: FolderEntry) => void
}

interface Place {
  /** `null`: the places to begin at. */
  readonly here: FolderEntry | null
  readonly filter: string
  readonly hidden: boolean
}

const useListing = ({ here, filter, hidden }: Place, kind: PathKind) => {
  const handle = here?.handle as FolderHandle | undefined
  return useAsked(
    JSON.stringify([handle ?? null, filter, hidden]),
    async (client) =>
      handle === undefined
        ? { entries: await client.folders.roots(null), more: 0 }
        : await client.folders.children({ handle, programs: kind === 'program', archives: kind === 'archive', hidden, filter }),
    { waitMs: filter === '' ? 0 : 150 },
  )
}

/** The folder above the one that is shown: asked for, because a pasted path was not come to on foot. */
const useAbove = (here: FolderEntry | null) =>
  useAsked(
    here === null ? null : here.handle,
    async (client) => (await client.folders.above({ handle: here?.handle as FolderHandle })).at(-2) ?? null,
    { waitMs: 0 },
  )

/** The main side's folders, read only: places, then down, and up as far as the root. */
export const FolderBrowser = ({ kind, from, onClose, onPick }: BrowserProps) => {
  const [place, setPlace] = useState<Place>({ here: kind === 'folder' ? from : null, filter: '', hidden: false })
  const { here, filter, hidden } = place
  const listing = useListing(place, kind)
  const above = useAbove(here)
  const go = (next: FolderEntry | null) => setPlace({ here: next, filter: '', hidden })
  return (
    <Dialog open onClose={onClose} title={words.title[kind]}>
      <div className={styles.crumbs}>
        {here === null ? (
          <span className={text.quiet}>{words.places}</span>
        ) : (
          <Button small kind="quiet" icon="up" onPress={() => go(above.answer)}>
            {words.up}
          </Button>
        )}
        <span className={`${text.path} ${styles.crumb}`}>{here?.path ?? ''}</span>
      </div>
      {here !== null && <Sieve place={place} change={setPlace} />}
      {listing.fault && <Fault words={listing.fault} />}
      {listing.answer === null ? (
        <Loading label={words.loading} />
      ) : (
        <Entries
          {...listing.answer}
          paths={here === null}
          filtered={filter !== ''}
          onOpen={(entry) => (entry.looksLike === kind && kind !== 'folder' ? onPick(entry) : go(entry))}
        />
      )}
      <BrowserActs here={kind === 'folder' ? here : null} onClose={onClose} onPick={onPick} />
    </Dialog>
  )
}

interface BrowserActsProps extends Pick<BrowserProps, 'onClose' | 'onPick'> {
  readonly here: FolderEntry | null
}

const BrowserActs = ({ here, onClose, onPick }: BrowserActsProps) => (
  <DialogActs>
    <Button onPress={onClose}>{words.cancel}</Button>
    {here !== null && (
      <Button kind="primary" onPress={() => onPick(here)}>
        {words.take}
      </Button>
    )}
  </DialogActs>
)

const Sieve = ({ place, change }: { place: Place; change: (next: Place) => void }) => (
  <div className={layout.tools}>
    <Search label={words.filter} value={place.filter} onChange={(filter) => change({ ...place, filter })} />
    <Checkbox label={words.hidden} checked={place.hidden} onChange={(hidden) => change({ ...place, hidden })} />
  </div>
)

const iconOf: Readonly<Record<FolderEntry['looksLike'], IconName>> = {
  'node-data': 'nodes',
  'post-data': 'drive',
  folder: 'folder',
  program: 'play',
  file: 'activity',
  archive: 'binaries',
}

interface EntriesProps {
  readonly entries: readonly FolderEntry[]
  readonly more: number
  /** At the places a name alone says little. */
  readonly paths: boolean
  readonly filtered: boolean
  readonly onOpen: (entry: FolderEntry) => void
}

const Entries = ({ entries, more, paths, filtered, onOpen }: EntriesProps) => (
  <>
    <ul className={styles.entries} aria-label={words.list}>
      {entries.map((entry) => (
        <li key={entry.handle}>
          <button type="button" onClick={() => onOpen(entry)}>
            <Icon name={iconOf[entry.looksLike]} />
            <span className={text.cut}>{paths ? entry.path : entry.name}</span>
            <span className={styles.looks}>{words.look[entry.looksLike]}</span>
          </button>
        </li>
      ))}
      {entries.length === 0 && <li className={text.note}>{filtered ? words.nothingFits : words.empty}</li>}
    </ul>
    {more > 0 && <p className={text.note}>{words.more(more)}</p>}
  </>
)
