import { lazy, Suspense, useId, useState } from 'react'
import type { FolderEntry } from '../../../electron/contract/model/rig.ts'
import { useAsked } from '../../state/ask.ts'
import { Button } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import field from '../../ui/field.module.css'
import { asTyped } from '../../ui/field.tsx'
import layout from '../../ui/layout.module.css'
import { Mark } from '../../ui/mark.tsx'
import { addWords } from '../../words/add.ts'
import { pathProblems } from '../../words/door.ts'
import styles from './entries.module.css'

const words = addWords.path
const FolderBrowser = lazy(() => import('./folder-browser.tsx').then((browser) => ({ default: browser.FolderBrowser })))

export type PathKind = 'folder' | 'program' | 'archive'

interface PathFieldProps {
  readonly label: string
  readonly help: string
  readonly kind: PathKind
  readonly picked: FolderEntry | null
  /** `null` while what is typed names nothing. */
  readonly onPick: (picked: FolderEntry | null) => void
}

/** What is typed, until it names something that is there: then that is picked, and shown in its place. */
const useTyped = (kind: PathKind, onPick: PathFieldProps['onPick']) => {
  const [typed, type] = useState<string | null>(null)
  const asks = typed !== null && typed.trim() !== ''
  const asked = useAsked(asks ? `${kind} ${typed}` : null, async (client) => {
    const answer = await client.folders.named({ text: typed ?? '', kind })
    if (answer.entry !== null) {
      type(null)
      onPick(answer.entry)
    }
    return answer
  })
  const problem = asked.answer?.problem ? pathProblems[asked.answer.problem](asked.answer.detail) : null
  return { typed, type, looking: asked.pending, problem: problem ?? asked.fault?.title ?? null }
}

/** A folder or program on the computer where Smeshdesk runs: its path typed or pasted, or found by browsing. */
export const PathField = ({ label, help, kind, picked, onPick }: PathFieldProps) => {
  const id = useId()
  const [open, setOpen] = useState(false)
  const { typed, type, looking, problem } = useTyped(kind, onPick)
  return (
    <div className={field.group}>
      <label className={field.label} htmlFor={id}>
        {label}
      </label>
      <div className={layout.row}>
        <input
          id={id}
          className={classes(field.box, field.mono, problem !== null && field.wrong)}
          value={picked?.path ?? typed ?? ''}
          onChange={(event) => {
            type(event.target.value)
            if (picked !== null) onPick(null)
          }}
          placeholder={words.example[kind]}
          maxLength={8192}
          aria-invalid={problem === null ? undefined : true}
          aria-describedby={`${id}-below`}
          {...asTyped}
        />
        <Button icon="folder" onPress={() => setOpen(true)}>
          {words.browse}
        </Button>
      </div>
      <p id={`${id}-below`} className={problem === null ? field.help : field.error} aria-live="polite">
        <Below problem={problem} looking={looking} picked={picked} help={help} />
      </p>
      {open && <Browser kind={kind} picked={picked} close={() => setOpen(false)} onPick={onPick} forget={() => type(null)} />}
    </div>
  )
}

interface BrowserProps extends Pick<PathFieldProps, 'kind' | 'picked' | 'onPick'> {
  readonly close: () => void
  /** What was typed gives way to what is chosen. */
  readonly forget: () => void
}

const Browser = ({ kind, picked, close, onPick, forget }: BrowserProps) => (
  <Suspense>
    <FolderBrowser
      kind={kind}
      from={picked}
      onClose={close}
      onPick={(entry) => {
        forget()
        onPick(entry)
        close()
      }}
    />
  </Suspense>
)

interface BelowProps {
  readonly problem: string | null
  readonly looking: boolean
  readonly picked: FolderEntry | null
  readonly help: string
}

const Below = ({ problem, looking, picked, help }: BelowProps) => {
  if (problem !== null)
    return (
      <>
        <Mark name="failed" tone="bad" />
        <span>{problem}</span>
      </>
    )
  if (looking) return words.looking
  if (picked === null || picked.looksLike === 'folder') return help
  return (
    <span className={styles.seen}>
      <Mark name="pass" tone="good" />
      {words.look[picked.looksLike]}
    </span>
  )
}
