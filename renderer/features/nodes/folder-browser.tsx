import { useEffect, useState } from 'react'
import type { FolderHandle } from '../../../electron/contract/model/basics.ts'
import type { FolderEntry } from '../../../electron/contract/model/rig.ts'
import { useAct } from '../../state/act.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Loading } from '../../ui/empty.tsx'
import { Fault } from '../../ui/fault.tsx'
import type { IconName } from '../../ui/icons.ts'
import { Icon } from '../../ui/mark.tsx'
import text from '../../ui/text.module.css'
import { addWords } from '../../words/add.ts'
import styles from './add.module.css'
import type { Picked } from './folder-field.tsx'

const words = addWords.browser
type Listing = { readonly entries: readonly FolderEntry[]; readonly more: number }

interface BrowserProps {
  readonly kind: 'folder' | 'program'
  readonly onClose: () => void
  readonly onPick: (picked: Picked) => void
}

const useListing = (handle: string | null, programs: boolean) => {
  const [listing, list] = useState<Listing | null>(null)
  const { run, fault } = useAct((client, from: string | null) =>
    from === null
      ? client.folders.roots(null).then((entries) => ({ entries, more: 0 }))
      : client.folders.children({ handle: from as FolderHandle, programs }),
  )
  useEffect(() => {
    let wanted = true
    list(null)
    void run(handle).then((found) => wanted && list(found ?? { entries: [], more: 0 }))
    return () => {
      wanted = false
    }
  }, [run, handle])
  return { listing, fault }
}

/** The main side's folders, read only: places, then down; the way up is the way that was come. */
export const FolderBrowser = ({ kind, onClose, onPick }: BrowserProps) => {
  const [way, go] = useState<readonly FolderEntry[]>([])
  const here = way.at(-1) ?? null
  const { listing, fault } = useListing(here?.handle ?? null, kind === 'program')
  return (
    <Dialog open onClose={onClose} title={words.title[kind]}>
      <div className={styles.crumbs}>
        {here === null ? (
          <span className={text.quiet}>{words.places}</span>
        ) : (
          <Button small kind="quiet" icon="up" onPress={() => go(way.slice(0, -1))}>
            {words.up}
          </Button>
        )}
        <span className={`${text.path} ${styles.path}`}>{here?.path ?? ''}</span>
      </div>
      {fault && <Fault words={fault} />}
      {listing === null ? (
        <Loading label={words.loading} />
      ) : (
        <Entries listing={listing} onOpen={(entry) => (entry.looksLike === 'program' ? onPick(entry) : go([...way, entry]))} />
      )}
      <div className={styles.browserActs}>
        <Button onPress={onClose}>{words.cancel}</Button>
        {kind === 'folder' && here !== null && (
          <Button kind="primary" onPress={() => onPick(here)}>
            {words.take}
          </Button>
        )}
      </div>
    </Dialog>
  )
}

const iconOf: Readonly<Record<FolderEntry['looksLike'], IconName>> = {
  'node-data': 'nodes',
  'post-data': 'drive',
  folder: 'folder',
  program: 'play',
}

const Entries = ({ listing, onOpen }: { listing: Listing; onOpen: (entry: FolderEntry) => void }) => (
  <>
    <ul className={styles.entries} aria-label={words.list}>
      {listing.entries.map((entry) => (
        <li key={entry.handle}>
          <button type="button" onClick={() => onOpen(entry)}>
            <Icon name={iconOf[entry.looksLike]} />
            <span className={text.cut}>{entry.name}</span>
            <span className={styles.looks}>{words.look[entry.looksLike]}</span>
          </button>
        </li>
      ))}
    </ul>
    {listing.entries.length === 0 && <p className={text.note}>{words.empty}</p>}
    {listing.more > 0 && <p className={text.note}>{words.more(listing.more)}</p>}
  </>
)
