import type { MarkName } from '../ui/marks.ts'
import type { Tone } from '../ui/tone.ts'

export interface StateWords {
  readonly tone: Tone
  readonly mark: MarkName
  readonly title: string
  readonly sentence: string
  readonly action: string
}

/** Tone and mark, then title, sentence and action. */
export const state = (tone: Tone, mark: MarkName, words: readonly [title: string, sentence: string, action: string]): StateWords => ({
  tone,
  mark,
  title: words[0],
  sentence: words[1],
  action: words[2],
})
