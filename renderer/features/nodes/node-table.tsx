import { Link, useLocation } from 'wouter'
import type { NodeRow } from '../../../electron/contract/model/rig.ts'
import { layersBetween } from '../../../electron/time/index.ts'
import { count } from '../../format/numbers.ts'
import { time } from '../../format/time.ts'
import { useNow } from '../../state/desk.ts'
import { Chip } from '../../ui/chip.tsx'
import { classes } from '../../ui/classes.ts'
import layout from '../../ui/layout.module.css'
import table from '../../ui/table.module.css'
import text from '../../ui/text.module.css'
import { nodesWords as words } from '../../words/nodes.ts'
import { nodeLook, nodeNote, runsUnder } from './node-state.ts'
import styles from './nodes.module.css'

export const NodeTable = ({ nodes, chosen }: { nodes: readonly NodeRow[]; chosen: string | null }) => (
  <table className={classes(table.table, table.ends, styles.nodes)} aria-label={words.table}>
    <colgroup>
      <col className={styles.name} />
      <col />
      <col className={styles.version} />
      <col />
      <col className={styles.identities} />
      <col className={styles.runs} />
    </colgroup>
    <thead>
      <tr>
        <th scope="col">{words.columns.name}</th>
        <th scope="col">{words.columns.state}</th>
        <th scope="col">{words.columns.version}</th>
        <th scope="col">{words.columns.layer}</th>
        <th scope="col" className={table.number}>
          {words.columns.identities}
        </th>
        <th scope="col">{words.columns.runs}</th>
      </tr>
    </thead>
    <tbody>
      {nodes.map((node) => (
        <Row key={node.name} node={node} chosen={node.name === chosen} />
      ))}
    </tbody>
  </table>
)

const Row = ({ node, chosen }: { node: NodeRow; chosen: boolean }) => {
  const [, go] = useLocation()
  const now = useNow()
  const look = nodeLook(node)
  const stale = node.reach !== 'answers'
  return (
    <tr
      data-selected={chosen || undefined}
      onClick={(event) => event.target instanceof HTMLElement && !event.target.closest('a') && go(`/nodes/${node.name}`)}
    >
      <NameCell node={node} chosen={chosen} />
      <td>
        <Chip mark={look.mark} tone={look.tone} note={nodeNote(node, now)}>
          {look.title}
        </Chip>
      </td>
      <td className={classes(stale && text.stale)}>
        {node.version?.replace(/^v/, '') ?? <span className={text.faint}>{words.unknown}</span>}
      </td>
      <td className={classes(stale && text.stale)}>
        <Layer node={node} now={now} />
      </td>
      <td className={table.number}>{count(node.identities.length)}</td>
      <td>
        <span className={classes(node.slot?.pid == null && text.faint)}>{runsUnder(node)}</span>
      </td>
    </tr>
  )
}

const NameCell = ({ node, chosen }: { node: NodeRow; chosen: boolean }) => (
  <td className={table.tall}>
    <span className={layout.two}>
      <Link href={`/nodes/${node.name}`} className={styles.link ?? ''} {...(chosen ? { 'aria-current': 'true' as const } : {})}>
        {node.name}
      </Link>
      <span className={classes(text.tiny, text.faint)} title={node.dataFolder ?? undefined}>
        {node.dataFolder ?? words.noFolder}
      </span>
    </span>
  </td>
)

const Layer = ({ node: { sync, seenAt, reach }, now }: { node: NodeRow; now: number }) => {
  if (sync === null) return <span className={text.faint}>{words.unknown}</span>
  const behind = layersBetween(sync.processedLayer, sync.currentLayer)
  const aged =
    seenAt === null
      ? ''
      : reach === 'answers'
        ? behind > 2
          ? words.behind(behind)
          : words.newest(now - seenAt)
        : words.last(time(seenAt, now))
  return (
    <>
      {count(sync.currentLayer)} <span className={text.faint}>{aged}</span>
    </>
  )
}
