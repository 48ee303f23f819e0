import { defaultLayout } from '../../electron/devnet/rig/layout.ts'

/** The network's times as the rig was made with, reckoned here: nothing of it is asked of the app. */
export interface Network {
  readonly genesisAt: number
  readonly epochMs: number
  readonly shiftMs: number
  readonly gapMs: number
  readonly graceMs: number
}

export interface Moments {
  readonly open: number
  /** A sixth of the grace period before the round begins (docs/protocol.md §7). */
  readonly soft: number
  readonly close: number
  /** The end of the publish epoch. */
  readonly hard: number
}

export function networkOf(speed: number, nodeArguments: readonly string[]): Network {
  const { layerMs, layersPerEpoch, phaseShiftMs, cycleGapMs, gracePeriodMs } = defaultLayout({ speed, portOffset: 0 })
  const genesis = nodeArguments.find((word) => word.startsWith('--genesis-time='))?.slice('--genesis-time='.length) ?? ''
  return {
    genesisAt: Date.parse(genesis),
    epochMs: layerMs * layersPerEpoch,
    shiftMs: phaseShiftMs,
    gapMs: cycleGapMs,
    graceMs: gracePeriodMs,
  }
}

export function momentsOf({ genesisAt, epochMs, shiftMs, gapMs, graceMs }: Network, epoch: number): Moments {
  const close = genesisAt + epoch * epochMs + shiftMs
  return { open: close - gapMs, soft: close - graceMs / 6, close, hard: genesisAt + (epoch + 1) * epochMs }
}

export const epochAt = ({ genesisAt, epochMs }: Network, now: number): number => Math.max(0, Math.floor((now - genesisAt) / epochMs))

/** The next epoch whose gap opens only after `leadMs` from now. */
export function nextGap(network: Network, now: number, leadMs: number): number {
  let epoch = epochAt(network, now)
  while (momentsOf(network, epoch).open < now + leadMs) epoch += 1
  return epoch
}
