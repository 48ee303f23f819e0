import { type ComponentType, Suspense, useState } from 'react'
import type { FolderHandle } from '../../../electron/contract/model/basics.ts'
import type { BinaryRow } from '../../../electron/contract/model/binaries.ts'
import type { FolderEntry } from '../../../electron/contract/model/rig.ts'
import { type Tool, tools } from '../../../electron/contract/model/tools.ts'
import { useAct } from '../../state/act.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogActs } from '../../ui/dialog.tsx'
import { Fault } from '../../ui/fault.tsx'
import { Field } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'
import { binariesWords } from '../../words/binaries.ts'
import styles from './binaries.module.css'

const words = binariesWords.form

export type SourceKind = 'archive' | 'folder' | 'url'

/** What lets a person name a file or folder of the computer where Smeshdesk runs. */
export type PathChooser = ComponentType<{
  readonly label: string
  readonly help: string
  readonly kind: 'archive' | 'folder'
  readonly picked: FolderEntry | null
  readonly onPick: (picked: FolderEntry | null) => void
}>

interface AddProps {
  readonly kind: SourceKind
  readonly PathField: PathChooser
  readonly rows: readonly BinaryRow[]
  readonly onClose: () => void
}

const isVersion = (text: string): boolean => /^[0-9A-Za-z](?:[0-9A-Za-z.+_-]{0,62}[0-9A-Za-z])?$/.test(text)
const isWeb = (text: string): boolean => URL.canParse(text) && new URL(text).protocol === 'https:'

/** What a release's name says of itself: `go-spacemesh-v1.7.6-linux-amd64.zip`. */
const versionIn = (name: string): string => /v?(\d+\.\d+\.\d+)/.exec(name)?.[1] ?? ''
const toolIn = (name: string): Tool | null => tools.find((tool) => name.toLowerCase().startsWith(tool)) ?? null

/** Why the version that is named can't be taken; `null`: it can. */
function wrongVersion(tool: Tool | null, version: string, rows: readonly BinaryRow[]): string | null {
  if (version === '') return null
  if (!isVersion(version)) return words.versionBad
  return rows.some((row) => row.tool === tool && row.version?.toLowerCase() === version.toLowerCase()) ? words.there : null
}

interface Form {
  readonly tool: Tool | null
  readonly version: string
  readonly picked: FolderEntry | null
  readonly url: string
}

/** What a release's name says stands in the form unless a person said otherwise. */
const withName = (form: Form, name: string): Form => ({
  ...form,
  tool: form.tool ?? toolIn(name),
  version: form.version === '' ? versionIn(name) : form.version,
})

/** Where a version comes from, what it is, and off it goes: how far it is stands on the page. */
export const AddDialog = ({ kind, PathField, rows, onClose }: AddProps) => {
  const [form, change] = useState<Form>({ tool: null, version: '', picked: null, url: '' })
  const { tool, version, picked, url } = form
  const add = useAct((client) => {
    const from = kind === 'url' ? { is: kind, url: url.trim() } : { is: kind, handle: (picked?.handle ?? '') as FolderHandle }
    return client.binaries.add({ tool: tool ?? 'go-spacemesh', version, from })
  })
  const wrong = wrongVersion(tool, version, rows)
  const from = kind === 'url' ? isWeb(url.trim()) : picked !== null
  const whole = tool !== null && version !== '' && wrong === null && from
  return (
    <Dialog open onClose={onClose} title={words.title[kind]} lead={words.lead}>
      <div className={styles.form}>
        <SourceField kind={kind} PathField={PathField} form={form} change={change} />
        <Called form={form} change={change} wrong={wrong} />
      </div>
      {add.fault && <Fault words={add.fault} />}
      <DialogActs>
        <Button onPress={onClose}>{words.cancel}</Button>
        <Button
          kind="primary"
          reason="before"
          closed={add.pending ? words.pending : whole ? null : words.incomplete}
          onPress={() => void add.run().then((done) => done !== null && onClose())}
        >
          {words.run}
        </Button>
      </DialogActs>
    </Dialog>
  )
}

interface SourceProps extends Pick<AddProps, 'kind' | 'PathField'> {
  readonly form: Form
  readonly change: (next: Form) => void
}

const toolChoices = tools.map((value) => ({ value, name: value, note: binariesWords.tools[value] }))

/** What it is, by its tool and its version. */
const Called = ({ form, change, wrong }: Omit<SourceProps, 'kind' | 'PathField'> & { readonly wrong: string | null }) => (
  <>
    <Select
      label={words.tool}
      value={form.tool}
      onChange={(tool) => change({ ...form, tool })}
      choices={toolChoices}
      nothing={words.noTool}
      icon="binaries"
    />
    <Field
      label={words.version}
      value={form.version}
      onChange={(version) => change({ ...form, version })}
      help={words.versionHelp}
      error={wrong}
      mono
      maxLength={64}
    />
  </>
)

const SourceField = ({ kind, PathField, form, change }: SourceProps) => {
  const { picked, url } = form
  if (kind === 'url')
    return (
      <Field
        label={words.url}
        value={url}
        onChange={(text) => {
          const address = text.trim()
          const name = isWeb(address) ? (new URL(address).pathname.split('/').at(-1) ?? '') : ''
          change(withName({ ...form, url: text }, name))
        }}
        help={words.urlHelp}
        error={url === '' || isWeb(url.trim()) ? null : words.urlBad}
        mono
        maxLength={2000}
      />
    )
  return (
    <Suspense>
      <PathField
        label={words[kind]}
        help={kind === 'archive' ? words.archiveHelp : words.folderHelp}
        kind={kind}
        picked={picked}
        onPick={(entry) => change(withName({ ...form, picked: entry }, entry?.name ?? ''))}
      />
    </Suspense>
  )
}
