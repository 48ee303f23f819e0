import { type ReactNode, useCallback, useMemo, useState } from 'react'
import type { RigName } from '../../../electron/contract/model/basics.ts'
import type { LogLine } from '../../../electron/contract/model/rig.ts'
import { useWatch } from '../../state/watch.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { classes } from '../../ui/classes.ts'
import { CopyId } from '../../ui/copy-id.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Search } from '../../ui/field.tsx'
import { useKeys, withCommand, writes } from '../../ui/keys.ts'
import layout from '../../ui/layout.module.css'
import { type LogRow, LogView } from '../../ui/log-view.tsx'
import { PageHead } from '../../ui/section.tsx'
import { Segments } from '../../ui/segments.tsx'
import text from '../../ui/text.module.css'
import { endingSaid } from '../../words/endings.ts'
import { logWords as words } from '../../words/log.ts'
import { GivenLog } from './log-file.tsx'
import { addLines, type Level, type LogEvent, type LogKept, levels, nextTrouble, shownLines } from './log-lines.ts'
import styles from './logs.module.css'

const none: readonly LogLine[] = []

interface LogName {
  readonly kind: 'node' | 'service'
  readonly name: string
}

/** The log of one process on a page of its own. */
export const Logs = ({ kind, name }: LogName) => (
  <div className={styles.page}>
    <ProcessLog kind={kind} name={name}>
      {(lead) => (
        <PageHead title={words.title(name)} lead={lead}>
          <ButtonLink to={kind === 'node' ? `/nodes/${name}` : '/nodes'}>{kind === 'node' ? words.backNode : words.backService}</ButtonLink>
        </PageHead>
      )}
    </ProcessLog>
    {kind === 'node' && <GivenLog name={name} />}
  </div>
)

interface ProcessLogProps extends LogName {
  /** What stands above; it is told how many lines there are. */
  readonly children: (lead: string) => ReactNode
}

/** Text only, newest at the end, its file, and what the open line means, else the last step that the log names. */
export const ProcessLog = ({ kind, name, children }: ProcessLogProps) => {
  const log = useWatch<LogEvent, LogKept>(
    `${kind} ${name}`,
    (client, signal) => client.logs.watchLog({ kind, name: name as RigName }, signal),
    addLines,
  )
  const [query, find] = useState('')
  const [level, choose] = useState<Level>('all')
  const [current, open] = useState<number | null>(null)
  const lines = log?.lines ?? none
  const rows = useMemo(() => shownLines(lines, { query, level }), [lines, query, level])
  return (
    <>
      {children(words.lines(kind, rows.filter(({ beside }) => !beside).length, lines.length))}
      <div className={layout.tools}>
        <Search label={words.search} value={query} onChange={find} />
        <Segments<Level>
          label={words.levels.label}
          value={level}
          onChange={choose}
          options={levels.map((value) => ({ value, label: words.levels[value] }))}
        />
      </div>
      <Lines rows={rows} any={lines.length > 0} file={log?.file ?? null} current={current} choose={open} />
      <Meaning row={rows.find(({ key }) => key === current)} phase={log?.phase ?? null} />
    </>
  )
}

const meant = (key: string): string => words.phases[key] ?? endingSaid(key)

/** Of a line that no list knows nothing is said but that. */
const Meaning = ({ row, phase }: { row: LogRow | undefined; phase: string | null }) => {
  if (row === undefined && !phase) return null
  return (
    <p className={styles.means} role="status">
      <b>{row === undefined ? words.means : words.lineMeans}</b>{' '}
      {row === undefined ? meant(phase ?? '') : row.means === undefined ? words.lineUnknown : meant(row.means)}
    </p>
  )
}

interface LinesProps {
  readonly rows: readonly LogRow[]
  readonly any: boolean
  readonly file: string | null
  readonly current: number | null
  readonly choose: (key: number | null) => void
}

const Lines = ({ rows, any, file, current, choose }: LinesProps) => {
  const [wrap, setWrap] = useState(false)
  const [following, follow] = useState(true)
  const trouble = nextTrouble(rows, current)
  const toTrouble = useCallback(() => {
    if (trouble === null) return
    follow(false)
    choose(trouble)
  }, [trouble, choose])
  useKeys((event) => {
    if (writes(event.target) || withCommand(event) || event.altKey) return
    if (event.key === 'w') setWrap((was) => !was)
    if (event.key === 'n') toTrouble()
  })
  if (rows.length === 0) return <Empty {...(any ? words.nothing : words.empty)} />
  return (
    <div className={styles.lines}>
      <div className={layout.tools}>
        <Checkbox label={words.follow} checked={following} onChange={follow} />
        <Checkbox label={words.wrap} checked={wrap} onChange={setWrap} />
        <Button small closed={trouble === null ? words.noTrouble : null} onPress={toTrouble}>
          {words.next}
        </Button>
        <span className={layout.grow} />
        <CopyId short={words.copyAll.short} whole={asText(rows)} words={words.copyAll} plain />
      </div>
      <LogView
        rows={rows}
        label={words.label}
        copyWords={words.copyLine}
        wrap={wrap}
        follow={{ on: following, set: follow }}
        open={{ key: current, set: choose }}
      />
      {file !== null && <WholeLog file={file} />}
    </div>
  )
}

const asText = (rows: readonly LogRow[]): string =>
  rows.map(({ at, level, text: said, repeats }) => [at, level, said, repeats ?? ''].join(' ').trim()).join('\n')

const WholeLog = ({ file }: { file: string }) => (
  <p className={classes(text.note, styles.file)}>
    <span>{words.file}</span> <span className={text.path}>{file}</span>
    <CopyId short="" whole={file} words={words.copyFile} plain />
  </p>
)
