import type { MarkName } from './marks.ts'

/** What colour says, third after shape and word. */
export type Tone = 'idle' | 'active' | 'good' | 'warn' | 'bad' | 'odd'

/** What a state looks like. */
export interface Look {
  readonly mark: MarkName
  readonly tone: Tone
}
