import { isStateKey, type StateLook, stateLooks } from '../../electron/contract/model/states.ts'
import { states as english } from './en/states.ts'
import { told } from './told.ts'

const words = told('states', english)

export interface StateWords extends StateLook {
  readonly title: string
  readonly sentence: string
  readonly action: string
}

/** The words of a state; `null` for a key that is none: an alert's, or one of a newer core. */
export const knownState = (key: string): StateWords | null => {
  if (!isStateKey(key)) return null
  const [title, sentence, action] = words.of[key]
  return { ...stateLooks[key], title, sentence, action }
}

/** A state without words here is shown by its own key, as unknown: never as another state. */
export const stateWords = (key: string): StateWords => {
  const [title, sentence, action] = words.other(key)
  return knownState(key) ?? { tone: 'idle', mark: 'unknown', title, sentence, action }
}
