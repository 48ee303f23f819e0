import { type ReactNode, useState } from 'react'
import type { Epoch, Layer } from '../../../electron/contract/model/basics.ts'
import type { Earned } from '../../../electron/contract/model/earned.ts'
import type { KeptEarned } from '../../../electron/contract/model/history.ts'
import type { IdentityRow } from '../../../electron/contract/model/identity.ts'
import type { EpochClock } from '../../../electron/contract/model/rig.ts'
import { epochOfLayer, plus } from '../../../electron/time/index.ts'
import { coins, coinsExact } from '../../format/coins.ts'
import { shortId } from '../../format/ids.ts'
import { useAsked } from '../../state/ask.ts'
import { useMirror, useNow } from '../../state/desk.ts'
import { useWatch } from '../../state/watch.ts'
import { Button } from '../../ui/button.tsx'
import { CopyId } from '../../ui/copy-id.tsx'
import layout from '../../ui/layout.module.css'
import { Section } from '../../ui/section.tsx'
import text from '../../ui/text.module.css'
import { age } from '../../words/ages.ts'
import { earnedWords as words } from '../../words/earned.ts'
import styles from './drawer-earned.module.css'
import { type AtxLine, atxLines, paidOf, type RewardLine, rewardLines } from './earned-lines.ts'

/** Rows that stand there at first. */
const shownFirst = 5
/** What the network knows of an identity: its ATXs and what it was paid, by the word of one node, with what is remembered beside it; unknown is said as unknown. */
export const DrawerEarned = ({ row }: { row: IdentityRow }) => {
  const { id } = row
  const earned = useWatch<Earned, Earned>(
    id,
    (client, signal) => client.identities.watchEarned({ id }, signal),
    (_, next) => next,
  )
  const { answer: kept } = useAsked(`${id} ${earned?.atxs.at} ${earned?.rewards.at}`, (client) => client.history.earned({ id }), {
    waitMs: 0,
  })
  const clock = useMirror(({ clocks }) => clocks[row.clock ?? ''] ?? null) ?? null
  return (
    <Section className={layout.above} title={words.title} level="h3" beside={earned && <By earned={earned} />}>
      {earned === null ? <p className={text.note}>{words.loading}</p> : <Parts earned={earned} kept={kept} clock={clock} />}
    </Section>
  )
}

const By = ({ earned: { node, atxs, rewards } }: { earned: Earned }) => {
  const now = useNow()
  const at = Math.max(atxs.at ?? 0, rewards.at ?? 0)
  return node !== null && at > 0 && <span className={text.age}>{words.by(node, age(now - at))}</span>
}

interface PartsProps {
  readonly earned: Earned
  /** `null`: not known, or not to be read. */
  readonly kept: KeptEarned | null
  readonly clock: EpochClock | null
}

const Parts = ({ earned, kept, clock }: PartsProps) => {
  const atxs = atxLines(earned.atxs.list, kept?.atxs ?? [])
  const rewards = rewardLines(earned.rewards.list, kept?.rewards ?? [])
  const isNone = atxs.length + rewards.length === 0 && earned.atxs.at === null && earned.rewards.at === null
  // Where neither is known, one sentence says why.
  if (isNone && earned.atxs.asked === earned.rewards.asked) return <Why earned={earned} of="atxs" />
  return (
    <>
      {!earned.synced && earned.node !== null && <p className={text.note}>{words.syncing(earned.node)}</p>}
      <Part title={words.atxs} note="" earned={earned} of="atxs" lines={atxs}>
        <Rows none={words.noAtx} rows={atxs.map((atx) => [atx.id, <Atx key={atx.id} atx={atx} />])} />
      </Part>
      <Part title={words.rewards} note={sumOf(rewards, kept)} earned={earned} of="rewards" lines={rewards}>
        <Rows none={words.noReward} rows={rewards.map((one) => [`${one.layer}`, <Reward key={one.layer} of={one} clock={clock} />])} />
      </Part>
      {kept !== null && <Forgotten {...kept.forgotten} />}
      <Coinbases list={[...atxs, ...rewards].flatMap(({ coinbase }) => coinbase ?? [])} />
    </>
  )
}

const Forgotten = ({ epoch, layer }: KeptEarned['forgotten']) => (
  <>
    {epoch !== null && <p className={text.note}>{words.forgottenAtxs(epoch)}</p>}
    {layer !== null && <p className={text.note}>{words.forgottenRewards(layer)}</p>}
  </>
)

const sumOf = (lines: readonly RewardLine[], kept: KeptEarned | null): string => {
  const { total, layers, isAll } = paidOf(lines, kept)
  return layers === 0 ? '' : words.sum(coins(total), layers, isAll)
}

const Why = ({ earned, of }: { earned: Earned; of: 'atxs' | 'rewards' }) => {
  const { asked, at } = earned[of]
  return (
    asked !== 'told' && (
      <p className={text.note}>
        {words.why[asked](earned)} {at !== null && words.last}
      </p>
    )
  )
}

interface PartProps {
  readonly title: string
  readonly note: string
  readonly earned: Earned
  readonly of: 'atxs' | 'rewards'
  readonly lines: readonly { readonly isKept: boolean }[]
  readonly children: ReactNode
}

const Part = ({ title, note, earned, of, lines, children }: PartProps) => (
  <>
    <div className={styles.part}>
      <h4>{title}</h4>
      <span className={layout.grow}>{note}</span>
    </div>
    <Why earned={earned} of={of} />
    {earned[of].at === null && lines.length > 0 && <p className={text.note}>{words.keptOnly}</p>}
    {(earned[of].at !== null || lines.length > 0) && children}
  </>
)

/** The newest few, and all on demand. */
const Rows = ({ rows, none }: { rows: readonly (readonly [key: string, row: ReactNode])[]; none: string }) => {
  const [all, showAll] = useState(false)
  const shown = all ? rows : rows.slice(0, shownFirst)
  if (rows.length === 0) return <p className={text.note}>{none}</p>
  return (
    <>
      <ul className={styles.list}>
        {shown.map(([key, row]) => (
          <li key={key}>{row}</li>
        ))}
      </ul>
      {shown.length < rows.length && (
        <Button small onPress={() => showAll(true)}>
          {words.earlier(rows.length - shown.length)}
        </Button>
      )}
    </>
  )
}

const Atx = ({ atx }: { atx: AtxLine }) => (
  <>
    <b className={text.medium} title={words.pays(plus(atx.epoch, 1))}>
      {words.epoch(atx.epoch)}
    </b>
    <CopyId short={shortId(atx.id)} whole={atx.id} words={words.id} />
    <span>{atx.numUnits === null ? '' : words.units(atx.numUnits)}</span>
  </>
)

const epochIn = (layer: Layer, clock: EpochClock | null): Epoch | null => (clock === null ? null : epochOfLayer(clock, layer))

const Reward = ({ of: { layer, total }, clock }: { of: RewardLine; clock: EpochClock | null }) => {
  const epoch = epochIn(layer, clock)
  return (
    <>
      <b className={text.medium}>{words.layer(layer)}</b>
      <span className={text.quiet}>{epoch === null ? '' : words.epoch(epoch)}</span>
      <span title={words.amount(coinsExact(total))}>{words.amount(coins(total))}</span>
    </>
  )
}

/** Whom it was paid to: one address, or every one that it ever was. */
const Coinbases = ({ list }: { list: readonly string[] }) => {
  const all = [...new Set(list)]
  return (
    all.length > 0 && (
      <>
        <div className={styles.part}>
          <h4>{words.coinbase}</h4>
        </div>
        {all.map((coinbase) => (
          <div key={coinbase}>
            <CopyId
              short={coinbase.length > 24 ? `${coinbase.slice(0, 12)}…${coinbase.slice(-8)}` : coinbase}
              whole={coinbase}
              words={words.coinbaseCopy}
            />
          </div>
        ))}
      </>
    )
  )
}
