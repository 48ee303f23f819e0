import * as z from 'zod/mini'

/** What the window's close button does: asks, keeps Smeshdesk in the tray, or ends it. Nodes and services go on in any case. */
export const Closing = z.enum(['ask', 'tray', 'quit'])
export type Closing = z.output<typeof Closing>

/** What a person chose for this profile, whatever rig is open in it. */
export const Choices = z.object({ closing: Closing })
export type Choices = z.output<typeof Choices>
