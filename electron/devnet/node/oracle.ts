import { appendFileSync } from 'node:fs'

/** One signature made with a smesher's key, as the test's oracle of truth sees it. */
export interface SignedAct {
  readonly act: 'atx' | 'proposal' | 'hare' | 'poet-registration'
  readonly id: string
  readonly layer: number
  readonly epoch: number
  /** What was signed: two acts of one kind, id and layer with different content are what gets an identity banned. */
  readonly content: string
}

/** Appends signed acts to the oracle's file, one JSON object a line; does nothing without a file. */
export function oracleOf(file: string | null, node: string, now: () => number): (act: SignedAct) => void {
  if (file === null) return () => undefined
  return (act) => appendFileSync(file, `${JSON.stringify({ t: new Date(now()).toISOString(), node, ...act })}\n`)
}
