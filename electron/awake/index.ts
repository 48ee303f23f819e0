// Keeps this computer from falling asleep while a proof is in the making or due.
import { runInhibitor } from './inhibitor.io.ts'
import { inhibitorCommand } from './inhibitor-command.ts'
import type { Inhibit } from './keep-awake.io.ts'

export { type Inhibit, KeepAwake } from './keep-awake.io.ts'

/** By the system's own program, for a shell without a window. */
export const systemInhibit = (platform: NodeJS.Platform): Inhibit =>
  inhibitorCommand(platform, '') === null
    ? null
    : (why, hears) => {
        const command = inhibitorCommand(platform, why)
        return command === null ? () => undefined : runInhibitor(command, hears)
      }
