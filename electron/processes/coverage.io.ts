import { existsSync, readFileSync, readlinkSync } from 'node:fs'
import { type BlindSpot, blindSpotsOf } from './coverage.ts'

const known = (read: () => string): string | null => {
  try {
    return read()
  } catch {
    return null
  }
}

/** What this process can't see of the computer it runs on, whatever it looks at. Read anew each time: mounts change. */
export function ownBlindSpots(): readonly BlindSpot[] {
  if (process.platform !== 'linux') return ['platform']
  return blindSpotsOf({
    processSpace: known(() => readlinkSync('/proc/self/ns/pid')),
    networkSpace: known(() => readlinkSync('/proc/self/ns/net')),
    firstNetworkSpace: known(() => readlinkSync('/proc/1/ns/net')),
    seesNetworkSettings: existsSync('/proc/sys/net/core/dev_weight'),
    mounts: known(() => readFileSync('/proc/self/mountinfo', 'utf8')),
    status: known(() => readFileSync('/proc/self/status', 'utf8')),
  })
}
