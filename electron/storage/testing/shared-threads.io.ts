import fs from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { onTestFinished } from 'vitest'

const watched = ['stat', 'lstat', 'access', 'readdir', 'readFile', 'statfs', 'open', 'realpath'] as const

/** Paths that are asked for through the few threads that all files of this process share, from now on until the test ends. */
export function askedOfSharedThreads(): readonly string[] {
  const asked: string[] = []
  const calls = fs as unknown as Record<string, (path: unknown, ...rest: unknown[]) => unknown>
  const before = { ...calls }
  for (const name of watched)
    calls[name] = (path, ...rest) => {
      asked.push(String(path))
      return before[name]?.(path, ...rest)
    }
  syncBuiltinESMExports()
  onTestFinished(() => {
    Object.assign(calls, before)
    syncBuiltinESMExports()
  })
  return asked
}
