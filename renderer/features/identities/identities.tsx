import { useCallback, useMemo, useState } from 'react'
import { useLocation } from 'wouter'
import type { IdentityRow } from '../../../electron/contract/model/identity.ts'
import { shortId } from '../../format/ids.ts'
import { count } from '../../format/numbers.ts'
import { useCalm, useRows } from '../../state/desk.ts'
import { tallyOf } from '../../state/tally.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import { Empty } from '../../ui/empty.tsx'
import { Search } from '../../ui/field.tsx'
import layout from '../../ui/layout.module.css'
import { Mark } from '../../ui/mark.tsx'
import { PageHead } from '../../ui/section.tsx'
import { Segments } from '../../ui/segments.tsx'
import text from '../../ui/text.module.css'
import { identitiesWords as words } from '../../words/identities.ts'
import styles from './identities.module.css'
import { IdentityDrawer } from './identity-drawer.tsx'
import { IdentityTable } from './identity-table.tsx'
import { type Filter, filters, heldOrder, passes, type View, visibleRows } from './rows.ts'

/** What is each identity doing, and why? The table, and who says what beside it. */
export const Identities = ({ chosen, state }: { chosen: string | null; state?: string }) => {
  const identities = useRows('identities')
  const [view, setView] = useState<View>({ query: state === undefined ? '' : `"${state}"`, filter: 'all', sort: 'state', down: false })
  const [, go] = useLocation()
  const all = useMemo(() => Object.values(identities), [identities])
  const { rows, hold } = useHeldRows(all, view)
  const change = useCallback((part: Partial<View>) => setView((before) => ({ ...before, ...part })), [])
  const row = chosen === null ? undefined : identities[chosen]
  const close = useCallback(() => {
    go('/identities')
    requestAnimationFrame(() => document.getElementById(`identity-${chosen}`)?.focus())
  }, [go, chosen])
  return (
    <div className={classes(styles.split, row && styles.withDrawer)}>
      <div className={styles.list}>
        <Head identities={identities} />
        {chosen !== null && !row && <Gone id={chosen} />}
        <Tools all={all} view={view} change={change} />
        {rows.length === 0 ? (
          <div className={classes(styles.padded, styles.rest)}>
            {all.length === 0 ? (
              <Empty {...words.empty} to="/nodes/add" icon="add" />
            ) : (
              <Empty {...saidOf(view)} act={words.nothing.act} onPress={() => change({ query: '', filter: 'all' })} />
            )}
          </div>
        ) : (
          <IdentityTable rows={rows} chosen={row?.id ?? null} view={view} change={change} hold={hold} />
        )}
        <Foot rows={rows} all={all.length} />
      </div>
      {row && <IdentityDrawer key={row.id} row={row} onClose={close} />}
    </div>
  )
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
  readonly view: View
  readonly change: (part: Partial<View>) => void
}

const Tools = ({ all, view, change }: ToolsProps) => (
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
  </div>
)

const Foot = ({ rows, all }: { rows: readonly IdentityRow[]; all: number }) => (
  <footer className={styles.foot}>
    <span role="status">{words.foot.shown(rows.length, all)}</span>
    <span>{sizeOf(rows)}</span>
    <span className={classes(text.cut, styles.hidden)}>{words.foot.hidden}</span>
  </footer>
)

/** Of what is shown; nothing is added up from what is unknown. */
const sizeOf = (rows: readonly IdentityRow[]): string => {
  const known = rows.filter(({ numUnits, sizeBytes }) => numUnits !== null && sizeBytes !== null)
  const sum = <Kind extends number>(of: (row: IdentityRow) => Kind | null) =>
    known.reduce<number>((total, row) => total + (of(row) ?? 0), 0) as Kind
  return words.foot.size({
    units: sum(({ numUnits }) => numUnits),
    bytes: sum(({ sizeBytes }) => sizeBytes),
    known: known.length,
    all: rows.length,
  })
}

const saidOf = ({ query, filter }: View): { readonly title: string; readonly text: string } => {
  if (query.trim() !== '' || filter === 'all') return words.nothing
  return filter === 'attention' ? words.nothing.needs : { title: words.nothing.title, text: words.nothing.of }
}

interface Held {
  readonly view: View
  readonly ids: readonly string[]
}

/** The rows of a view; while `hold` is on their order stands still, until the reader asks for another one. */
const useHeldRows = (all: readonly IdentityRow[], view: View) => {
  const [held, keep] = useState<Held | null>(null)
  const sorted = useMemo(() => visibleRows(all, view), [all, view])
  const rows = useMemo(() => (held?.view === view ? heldOrder(sorted, held.ids) : sorted), [held, sorted, view])
  const hold = useCallback((on: boolean) => keep(on ? { view, ids: sorted.map(({ id }) => id) } : null), [view, sorted])
  return { rows, hold }
}
