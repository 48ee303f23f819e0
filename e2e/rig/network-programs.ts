import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { consoleProgramAt, installPrograms } from '../../electron/devnet/install/install.ts'
import { consoleProgram } from '../host/console-host.ts'

/** Devnet's programs under the names of the real ones, and a stand-in for postcli; returns their folder. `speed` divides their own waits. */
export function layNetworkPrograms(folder: string, speed: number): string {
  installPrograms(folder, { program: consoleProgramAt(consoleProgram), speed })
  const postcli = new URL('simulated-postcli.ts', import.meta.url).pathname
  writeFileSync(
    join(folder, 'postcli'),
    `#!/bin/sh\nexec '${process.execPath}' --disable-warning=ExperimentalWarning '${postcli}' "$@"\n`,
    {
      mode: 0o755,
    },
  )
  return folder
}
