import { type Browser, chromium } from 'playwright'
import { chromiumPath } from '../../.ci/chromium.mjs'
import { doorProbes } from './door-probes.ts'
import { pageProbes } from './page-probes.ts'
import type { Probe } from './probe.ts'
import { asShipped, inWorld, type Setup } from './world.ts'

export interface ProbeResult {
  readonly name: string
  readonly guard: string
  /** As shipped: the attack failed. */
  readonly held: boolean
  /** Without the measure: the attack succeeded, so the probe would have seen it. */
  readonly redWithout: boolean
  readonly seen: string
  readonly seenWithout: string
}

const attackIn = async (browser: Browser, probe: Probe, setup: Setup) => {
  try {
    return await inWorld(browser, setup, (world) => probe.attack(world))
  } catch (error) {
    return { held: null, seen: `did not run: ${String(error).split('\n')[0]}` }
  }
}

const runProbe = async (browser: Browser, probe: Probe): Promise<ProbeResult> => {
  const shipped = await attackIn(browser, probe, asShipped)
  const open = await attackIn(browser, probe, probe.without)
  return {
    name: probe.name,
    guard: probe.guard,
    held: shipped.held === true,
    redWithout: open.held === false,
    seen: shipped.seen,
    seenWithout: open.seen,
  }
}

/** Runs every probe twice in a real Chromium: against the host as shipped, and with the one measure taken out. */
export const runProbes = async (onResult: (result: ProbeResult) => void): Promise<readonly ProbeResult[]> => {
  const browser = await chromium.launch({ executablePath: await chromiumPath(), args: ['--host-resolver-rules=MAP evil.test 127.0.0.1'] })
  const results: ProbeResult[] = []
  try {
    for (const probe of [...doorProbes, ...pageProbes]) {
      const result = await runProbe(browser, probe)
      results.push(result)
      onResult(result)
    }
  } finally {
    await browser.close()
  }
  return results
}
