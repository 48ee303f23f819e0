import type { Alert } from '../../electron/contract/model/rig.ts'
import type { MarkName } from '../ui/marks.ts'
import type { Tone } from '../ui/tone.ts'
import { knownState } from '../words/states.ts'

const markOf: Record<Tone, MarkName> = {
  bad: 'failed',
  odd: 'disagree',
  warn: 'at-risk',
  active: 'waiting',
  idle: 'info',
  good: 'published',
}

/** The mark of the state that an alert names, else that of its tone. */
export const alertMark = ({ words, tone }: Pick<Alert, 'words' | 'tone'>): MarkName =>
  knownState(words.replace(/^lost-/, ''))?.mark ?? markOf[tone]
