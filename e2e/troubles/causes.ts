import { closeSync, copyFileSync, openSync, readFileSync, renameSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { processesOf } from './oracle.ts'

/** Each of these is done outside of the app, and gives back what mends it. */
type Mend = () => void

/** Half of a data file is gone; it comes back as it was. */
export function cutDataFile(folder: string): Mend {
  const file = join(folder, 'postdata_0.bin')
  const kept = `${file}.kept`
  copyFileSync(file, kept)
  truncateSync(file, Math.floor(statSync(file).size / 2))
  return () => renameSync(kept, file)
}

/** Rubbish where a key was. The key is held in memory and put back whole, as its owner alone can read it. */
export function breakKey(file: string): Mend {
  const key = readFileSync(file)
  writeFileSync(file, 'this is no key\n')
  return () => {
    const whole = `${file}.whole`
    const handle = openSync(whole, 'wx', 0o600)
    writeFileSync(handle, key)
    closeSync(handle)
    renameSync(whole, file)
  }
}

/** A second copy of a key, where another node would load it. */
export function doubleKey(file: string, copy: string): Mend {
  copyFileSync(file, copy)
  return () => rmSync(copy)
}

export function signal(folder: string, name: NodeJS.Signals): readonly number[] {
  const found = processesOf(folder)
  if (found.length === 0) throw new Error(`no process of ${folder}`)
  for (const pid of found) process.kill(pid, name)
  return found
}
