import { type ComponentType, Suspense, useMemo, useState } from 'react'
import type { FolderHandle } from '../../../electron/contract/model/basics.ts'
import type { Inventory } from '../../../electron/contract/model/key-copies.ts'
import type { FolderEntry } from '../../../electron/contract/model/rig.ts'
import { useAct } from '../../state/act.ts'
import { useMirror, useNow, useRows } from '../../state/desk.ts'
import { Button } from '../../ui/button.tsx'
import { Empty, Loading } from '../../ui/empty.tsx'
import { Fault } from '../../ui/fault.tsx'
import layout from '../../ui/layout.module.css'
import { PageHead } from '../../ui/section.tsx'
import text from '../../ui/text.module.css'
import { keysWords as words } from '../../words/keys.ts'
import { Added, Unread } from './folders.tsx'
import { KeyTable } from './key-table.tsx'
import { sorted } from './sorted.ts'

/** What lets a person choose a folder on the computer where Smeshdesk runs. */
export type FolderChooser = ComponentType<{
  readonly kind: 'folder'
  readonly from: null
  readonly onClose: () => void
  readonly onPick: (picked: FolderEntry) => void
}>

const countsOf = ({ found, advised }: ReturnType<typeof sorted>) => {
  const risks = found.filter(({ checks: [worst] }) => worst?.verdict === 'fail').length
  return { risks, unsure: found.length - risks, advice: advised }
}

/** Every copy of every key: what is wrong with it first. Nothing here moves or deletes a key. */
export const KeyCopies = ({ Browser }: { Browser: FolderChooser }) => {
  const keys = useRows('keys')
  const identities = useRows('identities')
  const inventory = useMirror((state) => state.inventory)
  const names = useMemo(() => new Map(Object.values(identities).map(({ id, name }): [string, string] => [id, name])), [identities])
  const shown = useMemo(() => sorted(Object.values(keys), (id) => names.get(id), words.advice.files), [keys, names])
  const all = Object.values(keys)
  const files = all.reduce((sum, { copies }) => sum + copies.filter(({ sameAs }) => sameAs === null).length, 0)
  const known = inventory !== null && inventory.lookedAt !== null
  const whole = inventory !== null && inventory.unread.length + inventory.elsewhere.length === 0
  const identityCount = all.filter(({ identity }) => identity !== null).length
  return (
    <div className={layout.page}>
      <PageHead
        title={words.title}
        lead={known ? words.summary({ files, identities: identityCount, whole, ...countsOf(shown) }) : words.notYet}
      >
        {inventory !== null && <Looking inventory={inventory} />}
        <Another Browser={Browser} />
      </PageHead>
      {inventory !== null && <Unread inventory={inventory} />}
      {all.length > 0 ? (
        <KeyTable {...shown} whole={whole} />
      ) : known ? (
        whole && <Empty {...words.empty} />
      ) : (
        inventory !== null && <Loading label={words.progress} />
      )}
      {inventory !== null && <Added folders={inventory.added} />}
    </div>
  )
}

/** How old the last look is, or how far the one is that a person waits for. */
const Looking = ({ inventory: { lookedAt, looking, stopped } }: { inventory: Inventory }) => {
  const now = useNow()
  const look = useAct((client) => client.keys.look(null))
  const stop = useAct((client) => client.keys.stopLooking(null))
  if (looking !== null)
    return (
      <>
        <span className={text.age} role="status">
          {words.looking(looking.done, looking.of)}
        </span>
        <Button onPress={() => void stop.run()}>{words.stop}</Button>
      </>
    )
  return (
    <>
      {look.fault && <Fault words={look.fault} />}
      <span className={text.age}>{stopped ? words.stopped : lookedAt !== null && words.looked(now - lookedAt)}</span>
      <Button icon="search" onPress={() => void look.run()}>
        {words.look}
      </Button>
    </>
  )
}

const Another = ({ Browser }: { Browser: FolderChooser }) => {
  const [open, setOpen] = useState(false)
  const editable = useMirror(({ rig }) => rig.editable)
  const add = useAct((client, folder: FolderEntry) => client.keys.addFolder({ handle: folder.handle as FolderHandle }))
  if (!editable) return null
  return (
    <>
      <Button icon="folder" onPress={() => setOpen(true)}>
        {words.another}
      </Button>
      {add.fault && <Fault words={add.fault} />}
      {open && (
        <Suspense>
          <Browser
            kind="folder"
            from={null}
            onClose={() => setOpen(false)}
            onPick={(folder) => {
              setOpen(false)
              void add.run(folder)
            }}
          />
        </Suspense>
      )}
    </>
  )
}
