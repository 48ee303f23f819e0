import * as z from 'zod/mini'
import { ShownPath } from './basics.ts'

/** How Smeshdesk would be started without anybody's hand, and whether it is so. */
export const Autostart = z.object({
  kind: z.enum(['systemd-user', 'systemd-system', 'launchd', 'task', 'none']),
  /**
   * `off`: the file is there, and the system does not go by it; `outdated`: ours, for another program or of another version;
   * `changed`: not as we wrote it: it is left alone. `unknown`: it can't be looked at.
   */
  state: z.enum(['absent', 'on', 'off', 'outdated', 'changed', 'unknown']),
  file: ShownPath,
  /** What would be written, whole, and by which name it is agreed to. */
  text: z.string(),
  seal: z.string(),
  /** What is run after it is written. */
  commands: z.array(z.array(z.string())),
  /** Whether the system keeps this user’s programs while nobody is logged in; `null`: does not matter here. */
  linger: z.nullable(z.enum(['on', 'off', 'unknown'])),
})
export type Autostart = z.output<typeof Autostart>
