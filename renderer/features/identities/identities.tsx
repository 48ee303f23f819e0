import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import type { IdentityRow } from '../../../electron/contract/model/identity.ts'
import { shortId } from '../../format/ids.ts'
import { count } from '../../format/numbers.ts'
import { useCalm, useRows } from '../../state/desk.ts'
import { sizeOf } from '../../state/size-of.ts'
import { tallyOf } from '../../state/tally.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import { Empty } from '../../ui/empty.tsx'
import { Search } from '../../ui/field.tsx'
import { useKeys, withCommand, writes } from '../../ui/keys.ts'
import layout from '../../ui/layout.module.css'
import { Mark } from '../../ui/mark.tsx'
import { PageHead } from '../../ui/section.tsx'
import { Segments } from '../../ui/segments.tsx'
import text from '../../ui/text.module.css'
import { useWidth } from '../../ui/use-width.ts'
import { identitiesWords as words } from '../../words/identities.ts'
import { ChosenBar } from './chosen-bar.tsx'
import { columnsIn } from './columns.ts'
import { groupOf, linesOf } from './groups.ts'
import styles from './identities.module.css'
import { IdentityDrawer } from './identity-drawer.tsx'
import { IdentityTable } from './identity-table.tsx'
import { heldOrder, passes, visibleRows } from './rows.ts'
import { useChoice } from './use-choice.ts'
import { type Filter, filters, keepView, keptView, shownColumns, type View } from './view.ts'
import { ExportMenu, ViewMenu } from './view-menu.tsx'

/** What is each identity doing, and why? The table, and who says what beside it. */
export const Identities = ({ chosen, state }: { chosen: string | null; state?: string }) => {
  const identities = useRows('identities')
  const [view, change] = useView(state)
  const [, go] = useLocation()
  const all = useMemo(() => Object.values(identities), [identities])
  const { rows, lines, hold } = useHeldRows(all, view)
  const choice = useChoice(rows)
  const list = useRef<HTMLDivElement>(null)
  const width = useWidth(list)
  const shown = useMemo(() => columnsIn(view.columns, width), [view.columns, width])
  useAllKey(choice.all)
  const row = chosen === null ? undefined : identities[chosen]
  const close = useCallback(() => {
    go('/identities')
    requestAnimationFrame(() => document.getElementById(`identity-${chosen}`)?.focus())
  }, [go, chosen])
  return (
    <div className={classes(styles.split, row && styles.withDrawer)}>
      <div ref={list} className={styles.list}>
        <Head identities={identities} />
        {chosen !== null && !row && <Gone id={chosen} />}
        <Tools all={all} rows={rows} view={view} change={change} />
        {rows.length === 0 ? (
          <div className={classes(styles.padded, styles.rest)}>
            {all.length === 0 ? (
              <Empty {...words.empty} to="/nodes/add" icon="add" />
            ) : (
              <Empty {...saidOf(view)} act={words.nothing.act} onPress={() => change({ query: '', filter: 'all' })} />
            )}
          </div>
        ) : (
          <IdentityTable lines={lines} columns={shown} chosen={row?.id ?? null} view={view} change={change} hold={hold} choice={choice} />
        )}
        {choice.rows.length === 0 && <Foot rows={rows} all={all.length} whole={shown.length === shownColumns(view).length} />}
        <ChosenBar choice={choice} columns={shownColumns(view)} />
      </div>
      {row && <IdentityDrawer key={row.id} row={row} onClose={close} />}
    </div>
  )
}

/** Ctrl A, where it marks no text: not in a field, and not in the drawer, which is read and copied from. */
const useAllKey = (all: () => void) =>
  useKeys((event) => {
    if (!withCommand(event) || event.key.toLowerCase() !== 'a' || writes(event.target)) return
    if (event.target instanceof Element && event.target.closest('aside') !== null) return
    event.preventDefault()
    all()
  })

/** How the table is looked at; all but what is searched for stays in this browser. */
const useView = (state: string | undefined) => {
  const [view, setView] = useState(() => ({ ...keptView(), ...(state !== undefined && { query: `"${state}"` }) }))
  const change = useCallback((part: Partial<View>) => setView((before) => ({ ...before, ...part })), [])
  useEffect(() => keepView(view), [view])
  return [view, change] as const
}

const Head = ({ identities }: { identities: Readonly<Record<string, IdentityRow>> }) => {
  const tally = tallyOf(identities)
  const calm = useCalm()
  return (
    <PageHead
      title={words.title}
      lead={words.summary({ ...tally, calm, attention: Math.max(0, tally.attention - tally.odd - tally.banned) })}
      className={styles.padded}
    >
      {tally.all > 0 && (
        <ButtonLink to="/migrate" icon="migrate">
          {words.move}
        </ButtonLink>
      )}
    </PageHead>
  )
}

/** An address with an id that is not in the list. */
const Gone = ({ id }: { id: string }) => (
  <p className={classes(layout.tools, text.quiet, styles.padded)} role="status">
    <Mark name="info" />
    {words.gone(shortId(id.slice(0, 64)))}
  </p>
)

interface ToolsProps {
  readonly all: readonly IdentityRow[]
  /** Those that are shown. */
  readonly rows: readonly IdentityRow[]
  readonly view: View
  readonly change: (part: Partial<View>) => void
}

const Tools = ({ all, rows, view, change }: ToolsProps) => (
  <div className={classes(layout.tools, styles.padded)}>
    <Search label={words.search} value={view.query} onChange={(query) => change({ query })} />
    <Segments<Filter>
      label={words.filter.label}
      value={view.filter}
      onChange={(filter) => change({ filter })}
      options={filters.map((filter) => ({
        value: filter,
        label: words.filter[filter],
        count: count(all.filter((row) => passes(row, filter)).length),
      }))}
    />
    <span className={layout.grow} />
    <ViewMenu view={view} change={change} />
    <ExportMenu label={words.export.title} rows={rows} columns={shownColumns(view)} />
  </div>
)

const Foot = ({ rows, all, whole }: { rows: readonly IdentityRow[]; all: number; whole: boolean }) => (
  <footer className={styles.foot}>
    <span role="status">{words.foot.shown(rows.length, all)}</span>
    <span>{sizeSaid(rows)}</span>
    {!whole && <span className={text.cut}>{words.foot.hidden}</span>}
  </footer>
)

const sizeSaid = (rows: readonly IdentityRow[]): string => words.foot.size({ ...sizeOf(rows), all: rows.length })

const saidOf = ({ query, filter }: View): { readonly title: string; readonly text: string } => {
  if (query.trim() !== '' || filter === 'all') return words.nothing
  return filter === 'attention' ? words.nothing.needs : { title: words.nothing.title, text: words.nothing.of }
}

interface Held {
  readonly view: View
  readonly ids: readonly string[]
  readonly groups: ReadonlyMap<string, string>
}

/** The rows of a view; while `hold` is on their order and groups stand still, until the reader asks for another one. */
const useHeldRows = (all: readonly IdentityRow[], view: View) => {
  const [kept, keep] = useState<Held | null>(null)
  const held = kept?.view === view ? kept : null
  const sorted = useMemo(() => visibleRows(all, view), [all, view])
  const rows = useMemo(() => (held === null ? sorted : heldOrder(sorted, held.ids)), [held, sorted])
  const lines = useMemo(() => linesOf(rows, view.group, held?.groups), [rows, view.group, held])
  const hold = useCallback(
    (on: boolean) =>
      keep(on ? { view, ids: sorted.map(({ id }) => id), groups: new Map(sorted.map((row) => [row.id, groupOf(row, view.group)])) } : null),
    [view, sorted],
  )
  return { rows, lines, hold }
}
