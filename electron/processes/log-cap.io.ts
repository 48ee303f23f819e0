import { copyFile, rename, stat, truncate } from 'node:fs/promises'

export interface LogCap {
  /** Bytes of the live file. */
  readonly maxBytes: number
  /** Older files that are kept: `NAME.log.1` is the youngest. */
  readonly keep: number
}

const logCap: LogCap = { maxBytes: 50 * 1024 * 1024, keep: 3 }

/**
 * Keeps a log file below its cap: copied aside, then cut to nothing. The child goes on with its own descriptor, which appends,
 * so it neither notices nor leaves a hole. Lines written between the copy and the cut (milliseconds) are lost.
 * Returns whether it was cut.
 */
export async function capLog(file: string, { maxBytes, keep }: LogCap = logCap): Promise<boolean> {
  const size = (await stat(file).catch(() => null))?.size ?? 0
  if (size <= maxBytes) return false
  for (let at = keep - 1; at >= 1; at -= 1) await rename(`${file}.${at}`, `${file}.${at + 1}`).catch(() => undefined)
  if (keep > 0) await copyFile(file, `${file}.1`)
  await truncate(file, 0)
  return true
}
