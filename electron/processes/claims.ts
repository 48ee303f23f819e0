/** What a start is for. Of each identity and each folder at most one may be on its way. */
export interface Claim {
  /** `slotText` of the slot that is started; its own starts wait for each other anyway. */
  readonly slot: string
  readonly identity: string | null
  readonly folder: string | null
}

const meets = (one: Claim, other: Claim): boolean =>
  one.slot !== other.slot &&
  ((one.identity !== null && one.identity === other.identity) || (one.folder !== null && one.folder === other.folder))

/** Starts that are on their way: no process tells of them yet, so that a look at processes can't. */
export class Claims {
  readonly #open = new Set<Claim>()

  /** Gives the way to let go; `null` when another slot's start has it. */
  take(claim: Claim): (() => void) | null {
    for (const other of this.#open) if (meets(claim, other)) return null
    // Each start has one of its own, also of the same slot.
    const own = { ...claim }
    this.#open.add(own)
    return () => void this.#open.delete(own)
  }
}
