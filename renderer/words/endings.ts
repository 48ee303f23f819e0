import type { LastEnd } from '../../electron/contract/model/rig.ts'
import { time } from '../format/time.ts'
import { age } from './ages.ts'
import { endingWords } from './en/endings.ts'
import { seenText } from './seen.ts'
import { told } from './told.ts'

const words = told('endings', endingWords)

const known: Readonly<Record<string, string>> = words.meanings
/** A meaning in words; a program's own last line as it came. */
export const endingSaid = (text: string): string => known[text] ?? seenText(text)

type End = Pick<LastEnd, 'meaning' | 'exit' | 'signal' | 'by'> & { readonly at: number }

/** Codes that shells give to signals: a person knows "137" from a search engine. */
const signalCodes: Readonly<Record<string, number>> = {
  SIGINT: 130,
  SIGILL: 132,
  SIGABRT: 134,
  SIGBUS: 135,
  SIGKILL: 137,
  SIGSEGV: 139,
  SIGTERM: 143,
}

const codeOf = ({ exit, signal }: End): number | null => exit ?? signalCodes[signal ?? ''] ?? null

/** "Exited (137) 1 min ago", "Stopped by you, 08:30:16": that it ended, when, and by whom. `now`: `null` where its time stands beside it. */
export const endHead = (end: End, now: number | null): string => {
  const at = now === null ? '' : time(end.at, now, { seconds: true })
  const ago = now === null ? '' : age(now - end.at)
  if (end.by === 'person') return words.byPerson(at)
  if (end.by === 'plan') return words.byPlan(at)
  if (end.by === 'batch') return words.byMove(at)
  if (end.meaning === 'external-ended') return words.elsewhere(ago)
  const code = codeOf(end)
  return code === null ? words.ended(ago) : words.exited(code, ago)
}

/** Why, in a sentence; empty where the head says it all. */
export const endWhy = (end: End): string => {
  const { by, meaning, exit, signal } = end
  if (by === 'person' || by === 'batch' || by === 'plan') return signal === 'SIGKILL' ? words.outlasted : ''
  if (meaning === 'external-ended') return words.notOurs
  const named = meaning !== 'unknown' && meaning !== 'ended-by-signal' && !meaning.startsWith('started-')
  if (signal !== null && !named) return words.fromOutside[signal] ?? words.bySignal(signal)
  if (exit === 0 && meaning.startsWith('started-')) return words.inOrder
  return words.meanings[meaning]
}

/** The same beside a state's name, in a table. */
export const endNote = (end: End, now: number): string => {
  const code = codeOf(end)
  return end.by !== 'nobody' || code === null ? time(end.at, now, { seconds: true }) : `(${code}) ${age(now - end.at)}`
}

const cures: Readonly<Record<string, string>> = words.cures

/** What helps after an end that nobody asked for; empty where nothing is known. */
export const endCure = ({ by, meaning }: End): string => {
  const cure = by === 'person' || by === 'batch' || by === 'plan' ? '' : (cures[meaning] ?? '')
  return cure === '' ? '' : `${words.helps} ${cure}`
}
