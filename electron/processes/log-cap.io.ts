import { open, readdir, rename, rm, stat, truncate } from 'node:fs/promises'
import { join } from 'node:path'

export interface LogCap {
  /** Bytes of the live file, and of each older one. */
  readonly maxBytes: number
  /** Bytes that are kept aside, where that is less. */
  readonly keptBytes?: number
  /** Older files that are kept: `NAME.log.1` is the youngest. */
  readonly keep: number
}

/** 150 MiB for each program, the live file among them. */
export const logCap: LogCap = { maxBytes: 50 * 1024 * 1024, keep: 2 }
/** Of all log files of a profile together. */
const budgetBytes = 2 * 1024 * 1024 * 1024
const stepBytes = 1024 * 1024

const sizeOf = async (file: string): Promise<number> => (await stat(file).catch(() => null))?.size ?? 0

/** The newest bytes of a file to another one, a step at a time: a burst is as long as it likes, and memory is not. */
async function copyEnd(from: string, to: string, bytes: number): Promise<void> {
  await using source = await open(from)
  await using target = await open(to, 'w', 0o600)
  const { size } = await source.stat()
  const step = Buffer.alloc(Math.min(stepBytes, Math.max(bytes, 1)))
  let at = Math.max(0, size - bytes)
  while (at < size) {
    const { bytesRead } = await source.read(step, 0, Math.min(step.length, size - at), at)
    if (bytesRead === 0) break
    await target.writeFile(step.subarray(0, bytesRead))
    at += bytesRead
  }
}

/**
 * Keeps a log file below its cap: its end copied aside, then cut to nothing. The child goes on with its own descriptor, which appends,
 * so it neither notices nor leaves a hole. Lines written between the copy and the cut (milliseconds) are lost.
 * Returns whether it was cut.
 */
export async function capLog(file: string, { maxBytes, keptBytes = maxBytes, keep }: LogCap = logCap): Promise<boolean> {
  if ((await sizeOf(file)) <= maxBytes) return false
  for (let at = keep - 1; at >= 1; at -= 1) await rename(`${file}.${at}`, `${file}.${at + 1}`).catch(() => undefined)
  try {
    if (keep > 0) await copyEnd(file, `${file}.1`, keptBytes)
  } finally {
    // A full disk above all: what can't be kept aside must not go on growing.
    await truncate(file, 0)
  }
  return true
}

/** Removes the oldest of what was cut off, until all log files below a folder are within the budget. Gives the bytes that are left. */
export async function keepBudget(folder: string, budget: number = budgetBytes): Promise<number> {
  const names = await readdir(folder, { recursive: true }).catch((): string[] => [])
  const files = await Promise.all(
    names
      .filter((name) => /\.log(?:\.\d+)?$/.test(name))
      .map(async (name) => {
        const seen = await stat(join(folder, name)).catch(() => null)
        return { file: join(folder, name), size: seen?.size ?? 0, at: seen?.mtimeMs ?? 0 }
      }),
  )
  let left = files.reduce((sum, { size }) => sum + size, 0)
  const old = files.filter(({ file }) => /\.\d+$/.test(file)).sort((one, other) => one.at - other.at)
  for (const { file, size } of old) {
    if (left <= budget) break
    await rm(file, { force: true })
    left -= size
  }
  return left
}
