import { useCallback, useEffect, useMemo, useState } from 'react'
import type { RigName } from '../../../electron/contract/model/basics.ts'
import type { LogLine } from '../../../electron/contract/model/rig.ts'
import { useWatch } from '../../state/watch.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { classes } from '../../ui/classes.ts'
import { CopyId } from '../../ui/copy-id.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Search } from '../../ui/field.tsx'
import layout from '../../ui/layout.module.css'
import { type LogRow, LogView } from '../../ui/log-view.tsx'
import { PageHead } from '../../ui/section.tsx'
import { Segments } from '../../ui/segments.tsx'
import text from '../../ui/text.module.css'
import { logWords as words } from '../../words/log.ts'
import { addLines, type Level, type LogEvent, type LogKept, levels, nextTrouble, shownLines } from './log-lines.ts'
import styles from './logs.module.css'

const none: readonly LogLine[] = []

interface LogName {
  readonly kind: 'node' | 'service'
  readonly name: string
}

/** The log of one process: text only, newest at the end, its file, and the last step that it names. */
export const Logs = ({ kind, name }: LogName) => {
  const log = useWatch<LogEvent, LogKept>(
    `${kind} ${name}`,
    (client, signal) => client.logs.watchLog({ kind, name: name as RigName }, signal),
    addLines,
  )
  const [query, find] = useState('')
  const [level, choose] = useState<Level>('all')
  const lines = log?.lines ?? none
  const rows = useMemo(() => shownLines(lines, { query, level }), [lines, query, level])
  return (
    <div className={styles.page}>
      <PageHead title={words.title(name)} lead={words.lines(kind, rows.filter(({ beside }) => !beside).length, lines.length)}>
        <ButtonLink to={kind === 'node' ? `/nodes/${name}` : '/nodes'}>{kind === 'node' ? words.backNode : words.backService}</ButtonLink>
      </PageHead>
      <div className={layout.tools}>
        <Search label={words.search} value={query} onChange={find} />
        <Segments<Level>
          label={words.levels.label}
          value={level}
          onChange={choose}
          options={levels.map((value) => ({ value, label: words.levels[value] }))}
        />
      </div>
      <Lines rows={rows} any={lines.length > 0} file={log?.file ?? null} />
      {log?.phase && (
        <p className={styles.means}>
          <b>{words.means}</b> {words.phases[log.phase] ?? log.phase}
        </p>
      )}
    </div>
  )
}

const Lines = ({ rows, any, file }: { rows: readonly LogRow[]; any: boolean; file: string | null }) => {
  const [wrap, setWrap] = useState(false)
  const [following, follow] = useState(true)
  const [current, choose] = useState<number | null>(null)
  const trouble = nextTrouble(rows, current)
  const toTrouble = useCallback(() => {
    if (trouble === null) return
    follow(false)
    choose(trouble)
  }, [trouble])
  useLetters({ w: () => setWrap((was) => !was), n: toTrouble })
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

/** Single letters of this screen; not while something is typed. */
const useLetters = (letters: Readonly<Record<string, () => void>>) => {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const writes = event.target instanceof HTMLElement && event.target.closest('input[type="search"], dialog') !== null
      if (!writes && !event.ctrlKey && !event.metaKey && !event.altKey) letters[event.key]?.()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  })
}
