import { Link, useLocation } from 'wouter'
import { count } from '../format/numbers.ts'
import { clockTime, utc } from '../format/time.ts'
import { useLink, useMirror, useNow } from '../state/desk.ts'
import { classes } from '../ui/classes.ts'
import type { IconName } from '../ui/icons.ts'
import { Brand, Icon, Mark } from '../ui/mark.tsx'
import text from '../ui/text.module.css'
import { awakeWords } from '../words/awake.ts'
import { shellWords as words } from '../words/shell.ts'
import styles from './rail.module.css'
import { ThemeSwitch } from './theme-switch.tsx'
import { Toasts } from './toasts.tsx'
import { isOpen } from './use-alerts.ts'

interface Entry {
  readonly to: string
  readonly name: string
  readonly icon: IconName
  readonly count: number | null
}

const binaries: Entry = { to: '/binaries', name: words.binaries, icon: 'binaries', count: null }

const useEntries = (): readonly (readonly Entry[])[] => {
  const identities = useMirror((state) => Object.keys(state.identities).length)
  const nodes = useMirror((state) => Object.keys(state.nodes).length)
  const open = useMirror((state) => Object.values(state.batches).filter(({ activity }) => activity !== 'ended').length) ?? 0
  const moves = open + (useMirror((state) => Object.keys(state.lostMoves).length) ?? 0)
  const alerts = useMirror((state) => Object.values(state.alerts).filter(isOpen).length)
  return [
    [
      { to: '/overview', name: words.overview, icon: 'overview', count: null },
      { to: '/identities', name: words.identities, icon: 'identities', count: identities },
    ],
    [
      { to: '/migrate', name: words.migrate, icon: 'migrate', count: moves === 0 ? null : moves },
      { to: '/keys', name: words.keys, icon: 'key', count: null },
    ],
    [{ to: '/nodes', name: words.nodes, icon: 'nodes', count: nodes }, binaries],
    [
      { to: '/activity', name: words.activity, icon: 'activity', count: alerts },
      { to: '/settings', name: words.settings, icon: 'settings', count: null },
    ],
  ]
}

/** One entry per screen that exists; its place is marked, its figure at the right. */
export const Rail = () => {
  const groups = useEntries()
  return (
    <nav className={styles.rail} aria-label={words.screens}>
      <Link href="/welcome" className={styles.brand ?? ''} aria-label={`${words.product}, ${words.start}`}>
        <Brand />
        <span className={text.wide}>{words.product}</span>
      </Link>
      {groups.map((group) => (
        <ul key={group[0]?.to}>
          {group.map((entry) => (
            <RailEntry key={entry.to} entry={entry} />
          ))}
        </ul>
      ))}
      <div className={styles.grow} />
      <Toasts />
      <ThemeSwitch />
      <Network />
    </nav>
  )
}

const RailEntry = ({ entry }: { entry: Entry }) => {
  const [location] = useLocation()
  const here = location === entry.to || location.startsWith(`${entry.to}/`)
  return (
    <li>
      <Link href={entry.to} title={entry.name} {...(here ? { 'aria-current': 'page' as const } : {})}>
        <Icon name={entry.icon} />
        <span className={text.wide}>{entry.name}</span>
        {entry.count !== null && entry.count > 0 && <span className={classes(styles.count, text.wide)}>{count(entry.count)}</span>}
      </Link>
    </li>
  )
}

/** What the rig is connected to, in three lines; without Smeshdesk nothing of it is green. */
const Network = () => {
  const rig = useMirror((state) => state.rig)
  const best = useMirror((state) => (state.epoch === null ? null : (state.nodes[state.epoch.node] ?? null)))
  const link = useLink()
  const lost = link.kind === 'lost'
  const sync = best?.sync ?? null
  const good = !lost && best?.reach === 'answers' && sync?.synced === true
  const name = rig?.kind === 'simulated' ? words.network.simulated : (best?.network ?? words.network.none)
  const said = sync === null ? words.network.unknown : words.network.layer(count(sync.currentLayer), sync.synced)
  return (
    <div className={styles.network} title={rig?.settingsFile}>
      <Mark name={good ? 'published' : !lost && rig?.kind === 'simulated' ? 'info' : 'unknown'} tone={good ? 'good' : 'idle'} />
      <b className={text.wide}>{name}</b>
      <span className={text.wide} title={lost ? utc(link.since) : undefined}>
        {lost ? words.network.last(clockTime(link.since)) : said}
      </span>
      <AwakeLine />
      {rig && <span className={text.wide}>{words.network.host(rig.version, rig.host)}</span>}
    </div>
  )
}

/** While a proof keeps this computer awake, or should: which one; since when stands under the pointer, all else in Activity. */
const AwakeLine = () => {
  const awake = useMirror((state) => state.awake)
  const now = useNow(60_000)
  if (awake === null || (awake.state !== 'held' && awake.state !== 'cannot')) return null
  return (
    <span
      className={classes(text.wide, awake.state === 'cannot' && styles.cannot)}
      title={`${awakeWords.says(awake, now - awake.since)} ${utc(awake.since)}`}
    >
      {awakeWords.short(awake)}
    </span>
  )
}
