import { existsSync } from 'node:fs'
import { type BlindSpot, blindSpotsOf } from './coverage.ts'
import { linkOf, textOf } from './proc-entries.io.ts'

/** What this process can't see of the computer it runs on, whatever it looks at. Read anew each time: mounts change. */
export function ownBlindSpots(): readonly BlindSpot[] {
  if (process.platform !== 'linux') return ['platform']
  return blindSpotsOf({
    processSpace: linkOf('/proc/self/ns/pid'),
    networkSpace: linkOf('/proc/self/ns/net'),
    firstNetworkSpace: linkOf('/proc/1/ns/net'),
    seesNetworkSettings: existsSync('/proc/sys/net/core/dev_weight'),
    mounts: textOf('/proc/self/mountinfo'),
    status: textOf('/proc/self/status'),
  })
}
