// What the page sends once a person has typed what its language asks for. Values, never sentences: the core compares these alone,
// so that what is typed may be said in any language.

/** To stop what loses something by it. */
export const stopConsent = (name: string): string => `stop:${name}`

/** To end at once what was told to stop, had its time and runs on; no other consent stands for it. */
export const endConsent = (name: string): string => `end:${name}`

/** To ask a node in plain text although its address is neither this computer's nor of a private network. */
export const plainConsent = (name: string): string => `plain:${name}`

/** To let go of what a lost move holds. */
export const letGoConsent = (id: string): string => `let-go:${id}`
