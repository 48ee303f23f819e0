import { useEffect, useState } from 'react'
import type { EarnedByEpoch } from '../../../electron/contract/model/earned.ts'
import { epochAt } from '../../../electron/time/index.ts'
import { coins, coinsExact } from '../../format/coins.ts'
import { useAsked } from '../../state/ask.ts'
import { useMirror, useNetworkNow, useNow } from '../../state/desk.ts'
import { classes } from '../../ui/classes.ts'
import { Section } from '../../ui/section.tsx'
import text from '../../ui/text.module.css'
import { age } from '../../words/ages.ts'
import { earnedWords } from '../../words/earned.ts'
import { overviewWords } from '../../words/overview.ts'
import styles from './overview.module.css'

const words = overviewWords.earned
const askEveryMs = 30_000

/** What is known now, asked for again and again; what was known before stays until then. */
function useEarned(): { readonly known: EarnedByEpoch | null; readonly failed: boolean } {
  const round = Math.floor(useNow(askEveryMs) / askEveryMs)
  const { answer, fault } = useAsked(`earned ${round}`, (client) => client.identities.earnedByEpoch(null), { waitMs: 0 })
  const [known, keep] = useState<EarnedByEpoch | null>(null)
  useEffect(() => {
    if (answer !== null) keep(answer)
  }, [answer])
  return { known, failed: fault !== null }
}

/** What the rig was paid, epoch by epoch, by its nodes' word; what no node tells is said so, and never counts as nothing. */
export const EarnedEpochs = () => {
  const now = useNow(60_000)
  const { known, failed } = useEarned()
  return (
    <Section
      title={words.title}
      beside={
        known !== null && known.at !== null && <span className={classes(text.tiny, text.faint)}>{words.asOf(age(now - known.at))}</span>
      }
    >
      {known === null ? <p className={text.note}>{failed ? words.failed : earnedWords.loading}</p> : <Known known={known} />}
    </Section>
  )
}

const Known = ({ known: { epochs, told, silent } }: { known: EarnedByEpoch }) => {
  const of = silent.reduce((sum, { identities }) => sum + identities, told)
  return (
    <>
      {epochs.length === 0 && told > 0 && <p className={text.note}>{words.none(told, of)}</p>}
      {of === 0 && <p className={text.note}>{overviewWords.fleet.none}</p>}
      <ul className={styles.earned}>
        {epochs.map((row) => (
          <EpochRow key={`${row.clock} ${row.epoch}`} row={row} />
        ))}
      </ul>
      {silent.map(({ asked, identities, ...teller }) => (
        <p key={`${asked} ${teller.node ?? ''}`} className={text.note}>
          {asked !== 'told' && words.silent(identities, of, earnedWords.why[asked](teller))}
        </p>
      ))}
    </>
  )
}

const EpochRow = ({ row: { clock, epoch, total, identities, atLeast } }: { row: EarnedByEpoch['epochs'][number] }) => {
  const now = useNetworkNow()
  const own = useMirror(({ clocks }) => clocks[clock] ?? null)
  const several = useMirror(({ clocks }) => Object.keys(clocks).length > 1) === true
  const runs = own !== null && epochAt(own, now) === epoch
  const by = several && own !== null ? `, ${overviewWords.next.by(own.nodes)}` : ''
  return (
    <li>
      <span>{`${earnedWords.epoch(epoch)}${runs ? words.soFar : ''}${by}`}</span>
      <span className={text.quiet}>{words.paid(identities)}</span>
      <b className={classes(text.medium)} title={earnedWords.amount(coinsExact(total))}>
        {words.amount(coins(total), atLeast)}
      </b>
    </li>
  )
}
