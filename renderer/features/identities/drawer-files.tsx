import type { IdentityRow } from '../../../electron/contract/model/identity.ts'
import { shellWord } from '../../format/ids.ts'
import { useMirror } from '../../state/desk.ts'
import { Chip } from '../../ui/chip.tsx'
import { classes } from '../../ui/classes.ts'
import { CopyId } from '../../ui/copy-id.tsx'
import layout from '../../ui/layout.module.css'
import { Section } from '../../ui/section.tsx'
import text from '../../ui/text.module.css'
import type { Look } from '../../ui/tone.ts'
import { identitiesWords } from '../../words/identities.ts'
import styles from './identities.module.css'

const words = identitiesWords.drawer
type KeyFile = IdentityRow['keyFiles'][number]

const looks: Readonly<Record<KeyFile['state'], Look>> = {
  loadable: { mark: 'pass', tone: 'good' },
  retired: { mark: 'retired', tone: 'idle' },
  defective: { mark: 'failed', tone: 'bad' },
  elsewhere: { mark: 'not-loaded', tone: 'idle' },
}

/** Every file that holds its key, where its data lies, and the exact command line of its service. */
export const DrawerFiles = ({ row }: { row: IdentityRow }) => (
  <>
    <Section className={layout.above} title={words.keys} level="h3">
      {row.keyFiles.length === 0 ? (
        <p className={text.note}>{words.noKeys}</p>
      ) : (
        <ul className={styles.files}>
          {row.keyFiles.map((file) => (
            <FileRow key={file.path} file={file} />
          ))}
        </ul>
      )}
    </Section>
    {row.dataFolder !== null && (
      <Section className={layout.above} title={words.data} level="h3">
        <CopyPath path={row.dataFolder} />
      </Section>
    )}
    <CommandLine row={row} />
  </>
)

const stateOf = ({ state, node, defect }: KeyFile): string => {
  if (defect !== null) return words.defect[defect]
  return state === 'loadable' ? words.keyState.loadable(node) : words.keyState[state]
}

const FileRow = ({ file }: { file: KeyFile }) => (
  <li>
    <Chip {...looks[file.state]} note={file.state === 'loadable' ? undefined : (file.node ?? undefined)}>
      {stateOf(file)}
    </Chip>
    <CopyPath path={file.path} />
  </li>
)

/** A whole path, never cut, and the way to take it along. */
export const CopyPath = ({ path }: { path: string }) => (
  <div className={styles.place}>
    <span className={text.path}>{path}</span>
    <CopyId short="" whole={path} words={words.copyPath} plain />
  </div>
)

const CommandLine = ({ row }: { row: IdentityRow }) => {
  const line = useMirror(({ services }) => (row.service === null ? undefined : services[row.service]?.slot.commandLine))
  const shown = line && line.length > 0 ? line.map(shellWord).join(' ') : null
  return (
    <Section
      className={layout.above}
      title={words.command}
      level="h3"
      beside={shown !== null && <CopyId short="" whole={shown} words={words.copyCommand} plain />}
    >
      {shown === null ? (
        <p className={text.note}>{words.noCommand}</p>
      ) : (
        <div className={classes(text.command, styles.command)}>{shown}</div>
      )}
    </Section>
  )
}
