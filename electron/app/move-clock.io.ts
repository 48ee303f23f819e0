import { readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { Instant } from '../contract/model/basics.ts'
import { saw } from '../contract/seen.ts'
import type { MoveClock } from '../migration/index.ts'

/** Where the clock is read from; tests put their own in. */
interface ClockSources {
  /** The text of a file, `null` where it can't be read. */
  readonly read: (path: string) => string | null
  readonly hrtimeNs: () => bigint
}

const real: ClockSources = {
  read: (path) => {
    try {
      return readFileSync(path, 'utf8')
    } catch {
      return null
    }
  },
  hrtimeNs: () => process.hrtime.bigint(),
}

const uptimePath = '/proc/uptime'

/** Milliseconds since the computer's start; Linux counts its sleep here, as CLOCK_BOOTTIME does. `null`: no such text. */
function uptimeMs(text: string | null): number | null {
  const found = /^(\d+)\.(\d\d)(?=\s)/.exec(text ?? '')
  return found === null ? null : Number(found[1]) * 1_000 + Number(found[2]) * 10
}

/**
 * Time since the computer's start, not since this program's, so that waits go on where a killed app left them; with its sleep, so that
 * a look before it is old after it. Node has no such clock: on Linux the kernel's own figure is read.
 * guess: elsewhere than on Linux sleep may not count; not verified.
 */
function monotonic({ read, hrtimeNs }: ClockSources): { readonly name: string; readonly ms: () => number } {
  if (uptimeMs(read(uptimePath)) === null) return { name: 'hrtime', ms: () => Number(hrtimeNs() / 1_000n) / 1_000 }
  return {
    name: 'uptime',
    ms: () => {
      const now = uptimeMs(read(uptimePath))
      // Another clock in its place would make old looks young.
      if (now === null) throw new Error(saw('unreadable', uptimePath))
      return now
    },
  }
}

export function createMoveClock(sources: ClockSources = real): MoveClock {
  const { name, ms } = monotonic(sources)
  const boot = sources.read('/proc/sys/kernel/random/boot_id')?.trim() ?? `unknown boot ${Math.round(Date.now() - performance.now())}`
  return {
    now: () => Instant.parse(Date.now()),
    monotonicMs: ms,
    // A wait alone keeps no app alive: what waits for it is cut short when the app closes.
    wait: (waitMs) => wait(waitMs, undefined, { ref: false }),
    // Moments of one clock are never compared with those of another.
    bootId: `${boot} ${name}`,
  }
}
