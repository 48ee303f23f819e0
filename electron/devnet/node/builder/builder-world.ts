import type { NodeEvent } from '../api/event-messages.ts'
import type { PostClients } from '../api/post-clients.ts'
import type { Chain } from '../chain/chain.ts'
import type { Atx } from '../chain/chain-types.ts'
import type { Timing } from '../chain/epoch-clock.ts'
import type { PoetServer } from '../config/read-config.ts'
import type { LocalRows } from '../database/local-rows.ts'
import type { Logger } from '../log/logger.ts'
import type { SignedAct } from '../oracle.ts'

/** What all builders of a node share. */
export interface BuilderWorld {
  readonly now: () => number
  readonly timing: Timing
  readonly tickSize: number
  readonly golden: Uint8Array
  readonly coinbase: () => string
  readonly synced: () => boolean
  readonly poets: readonly PoetServer[]
  readonly rows: LocalRows
  readonly chain: Chain
  readonly clients: PostClients
  readonly wait: (ms: number, signal?: AbortSignal) => Promise<void>
  /** Runs when the network's clock has come there; the result cancels it. */
  readonly alarm: (at: number, run: () => void) => () => void
  readonly event: (event: NodeEvent) => void
  readonly setState: (hex: string, state: 'IDLE' | 'PROVING') => void
  readonly publish: (atx: Atx) => void
  readonly signed: (act: SignedAct) => void
  readonly log: Logger
  /** Called when a proof is about to be taken from a PoET: a defect of two versions ends the node here. */
  readonly takingProof: (roundId: string) => void
}
