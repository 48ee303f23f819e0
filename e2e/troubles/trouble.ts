/** One trouble that the script has caused, and how it must be told. */
export interface Trouble {
  readonly name: string
  /** Identities whose row must tell it; none: it is no identity’s. */
  readonly rows: readonly string[]
  /** The words of the row's state. */
  readonly states: RegExp
  /** What stands beside the state, of what was lost before. */
  readonly marks?: RegExp
  /** What the strip or its list must say. */
  readonly says: RegExp
  /** The act that must stand beside it; `null`: nothing can be done in the page. */
  readonly act: RegExp | null
  /** Whether title and filter count it; without Smeshdesk nothing is counted. */
  readonly counted: boolean
  /** How long after its cause it may be untold. */
  readonly withinMs: number
  /** How long after it is mended it may still be told. */
  readonly goneMs: number
}
