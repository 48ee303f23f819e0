import { isOwnAlert } from '../../electron/contract/model/alert-key.ts'
import { clockTime, time } from '../format/time.ts'
import { findingTitle } from './checks.ts'
import { type AlertWords, alertWords as english } from './en/alerts.ts'
import { endingSaid } from './endings.ts'
import { seenValues } from './seen.ts'
import { stateWords } from './states.ts'
import { told } from './told.ts'

export type { AlertWords } from './en/alerts.ts'

const words = told('alerts', english)

type Values = Readonly<Record<string, string>>

/** What an alert costs and when, with the moment it is read at. */
interface Stake {
  readonly deadline: number | null
  readonly costEpochs: number | null
  readonly now: number
}

const ofFinding = (key: string, values: Values): AlertWords | null => {
  if (!key.endsWith('-finding') && key !== 'data-broken') return null
  const said = words.finding(
    key === 'node-finding' ? 'node' : key === 'certificate-finding' ? 'certificate' : 'service',
    values,
    findingTitle(values.finding ?? '', values) ?? values.finding ?? '',
  )
  return key === 'data-broken' ? { ...said, rest: stateWords(key).sentence } : said
}

const fromState = (key: string, values: Values): AlertWords => {
  const { title, sentence } = stateWords(key)
  return words.state(key, values, [title, sentence])
}

/** With seconds where they count. */
const moment = (at: number, now: number): string => time(at, now, { seconds: at - now < 600_000 })

/** `stake`: the one epoch that can still be kept, of something that has cost others already. */
const priceOf = ({ deadline, costEpochs, now }: Stake, stake: string | undefined): string => {
  if (deadline === null || costEpochs === null || deadline <= now) return ''
  return stake === undefined ? words.price(costEpochs, moment(deadline, now)) : words.backBefore(moment(deadline, now), stake)
}

interface Told extends Omit<Stake, 'now'> {
  readonly words: string
  readonly values: Values
  readonly over?: number | null
}

/** Words of an alert; of one that is over, that it is. */
export const alertWords = (alert: Told, now: number): AlertWords => {
  const said = openWords(alert, now)
  return alert.over == null ? said : words.over(said.head, clockTime(alert.over, true))
}

/** Its own words, else those of the state it names; an unknown key is shown with its values, honestly. */
const openWords = ({ words: key, values: sent, deadline, costEpochs }: Told, now: number): AlertWords => {
  const values: Values = { ...seenValues(sent), ...(sent.meaning === undefined ? {} : { meaning: endingSaid(sent.meaning) }) }
  if (key === 'service-stopped' && deadline !== null) return words.beforeGap(values, moment(deadline, now))
  const own = isOwnAlert(key) ? words.of[key](values) : null
  const said = own ?? ofFinding(key, values) ?? fromState(key, values)
  return { ...said, rest: `${said.rest}${priceOf({ deadline, costEpochs, now }, values.stake)}` }
}
