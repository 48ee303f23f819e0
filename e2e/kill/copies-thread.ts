import { parentPort, workerData } from 'node:worker_threads'
import { copyViolations } from '../oracle/key-copies.ts'
import { type KnownTexts, readKeyFolders } from '../oracle/key-folders.ts'
import type { CopiesMessage, WatchedKeys } from './copies-watch.ts'

const everyMs = 3
/** So often everything is read anew, whatever its times and sizes say. */
const refreshEvery = 200
const { folders, keyTexts, stopping } = workerData as WatchedKeys & { readonly stopping: Int32Array }
const post = (message: CopiesMessage) => parentPort?.postMessage(message)

const known: KnownTexts = new Map()
const told = new Set<string>()
let samples = 0
let longestGapMs = 0
let last = performance.now()
while (Atomics.load(stopping, 0) === 0) {
  for (const violation of copyViolations(readKeyFolders(folders, known), keyTexts)) {
    if (!told.has(violation)) post({ violation: `${new Date().toISOString()} ${violation}` })
    told.add(violation)
  }
  samples += 1
  if (samples % refreshEvery === 0) known.clear()
  const now = performance.now()
  longestGapMs = Math.max(longestGapMs, now - last)
  last = now
  Atomics.wait(stopping, 0, 0, everyMs)
}
post({ samples, longestGapMs: Math.round(longestGapMs) })
