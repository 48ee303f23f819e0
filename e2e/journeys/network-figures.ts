/** What the journey of a network measured, as far as it came. */
export interface NetworkFigures {
  /** Keys where the node loads them, and beside data, once it was made. */
  keysInPlace: number
  keysBeside: number
  /** From the empty profile until every identity has published. */
  firstAtxsMs: number | null
  /** Services that were the same process after the app was killed between two epochs. */
  adopted: number
  /** Of each identity, by the node’s own word. */
  atxs: number[]
  /** A refusal was told, put right by the config editor, and the node started. */
  mended: boolean
}

export const noFiguresYet = (): NetworkFigures => ({
  keysInPlace: 0,
  keysBeside: 0,
  firstAtxsMs: null,
  adopted: 0,
  atxs: [],
  mended: false,
})
