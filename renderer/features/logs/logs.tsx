import { useMemo, useState } from 'react'
import type { RigName } from '../../../electron/contract/model/basics.ts'
import type { LogLine } from '../../../electron/contract/model/rig.ts'
import { useWatch } from '../../state/watch.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Search } from '../../ui/field.tsx'
import layout from '../../ui/layout.module.css'
import { type LogRow, LogView } from '../../ui/log-view.tsx'
import { Segments } from '../../ui/segments.tsx'
import text from '../../ui/text.module.css'
import { logWords as words } from '../../words/log.ts'
import { addLines, type Level, type LogEvent, type LogKept, levels, shownLines } from './log-lines.ts'
import styles from './logs.module.css'

const none: readonly LogLine[] = []

/** The log of one process: text only, newest at the end, and in words what it means. */
export const Logs = ({ kind, name }: { kind: 'node' | 'service'; name: string }) => {
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
      <header className={layout.head}>
        <div className={layout.grow}>
          <h1 className={text.title}>{words.title(name)}</h1>
          <p>{words.lines(kind, rows.length, lines.length)}</p>
        </div>
        <ButtonLink to={kind === 'node' ? `/nodes/${name}` : '/nodes'}>{kind === 'node' ? words.backNode : words.backService}</ButtonLink>
      </header>
      <div className={styles.tools}>
        <Search label={words.search} value={query} onChange={find} />
        <Segments<Level>
          label={words.levels.label}
          value={level}
          onChange={choose}
          options={levels.map((value) => ({ value, label: words.levels[value] }))}
        />
      </div>
      <Lines rows={rows} any={lines.length > 0} />
      {log?.phase && (
        <p className={styles.means}>
          <b>{words.means}</b> {words.phases[log.phase] ?? log.phase}
        </p>
      )}
    </div>
  )
}

const Lines = ({ rows, any }: { rows: readonly LogRow[]; any: boolean }) => {
  if (rows.length > 0) return <LogView rows={rows} label={words.label} followWords={words.follow} />
  const said = any ? words.nothing : words.empty
  return <Empty title={said.title}>{said.text}</Empty>
}
