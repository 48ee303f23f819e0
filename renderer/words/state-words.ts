import type { StateLook } from '../../electron/contract/model/states.ts'

/** A state as a person reads it: what it is called, what it means, what to do. */
export type Said = readonly [title: string, sentence: string, action: string]

export interface StateWords extends StateLook {
  readonly title: string
  readonly sentence: string
  readonly action: string
}
