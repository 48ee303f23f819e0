import { stateWords } from './states.ts'

type Values = Readonly<Record<string, string>>

export interface AlertWords {
  /** In bold: what is the matter. */
  readonly head: string
  /** One more sentence, which may be cut. */
  readonly rest: string
  readonly act: string
}

const value = (values: Values, name: string) => values[name] ?? 'unknown'

/** Alerts by key. Values come from the core as plain text. */
const alerts: Readonly<Record<string, (values: Values) => AlertWords>> = {
  'node-silent': (v) => ({
    head: `${value(v, 'node')} does not answer.`,
    rest: 'What it last said is kept and marked with its time.',
    act: 'Look at the node',
  }),
  'move-needs-you': (v) => ({
    head: `A move waits for you: ${value(v, 'name')}.`,
    rest: 'Nothing goes on by itself.',
    act: 'Open the move',
  }),
  'move-frozen': (v) => ({
    head: `Safety stop: ${value(v, 'name')}.`,
    rest: 'Smeshdesk has stopped the move and will do nothing by itself.',
    act: 'Open the move',
  }),
  'service-latched': (v) => ({
    head: `${value(v, 'service')} is not started again.`,
    rest: value(v, 'meaning'),
    act: 'Look at the service',
  }),
}

const fromState = (key: string, values: Values): AlertWords => {
  const words = stateWords(key)
  return { head: `${value(values, 'name')}: ${words.title.toLowerCase()}.`, rest: words.sentence, act: 'Show the evidence' }
}

/** Words of an alert: its own, else those of the state it names; an unknown key is shown with its values, honestly. */
export const alertWords = (key: string, values: Values): AlertWords => {
  const own = alerts[key]
  return own ? own(values) : fromState(key, values)
}
