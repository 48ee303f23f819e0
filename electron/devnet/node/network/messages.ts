import * as z from 'zod/mini'
import type { Atx, HareMessage, Layer, Malfeasance } from '../chain/chain-types.ts'

const hex = z.string().check(z.regex(/^[0-9a-f]{0,256}$/))
const count = z.number().check(z.nonnegative())
const name = z.string().check(z.maxLength(200))

const atx = z.object({
  id: hex,
  smesher: hex,
  publishEpoch: count,
  sequence: count,
  previous: hex,
  positioning: hex,
  coinbase: name,
  numUnits: count,
  weight: count,
  height: count,
})
const side = z.object({ hash: hex, signature: hex })
const hare = z.object({ smesher: hex, layer: count, round: count, hash: hex, signature: hex })
const malfeasance = z.object({ smesher: hex, type: z.union([z.literal(1), z.literal(3)]), layer: count, first: side, second: side })

const layer = z.object({ number: count, slots: z.array(z.tuple([hex, count])) })

/** What nodes of the simulated network say to one another, one JSON object a line. A protocol of our own, not Spacemesh's. */
const message = z.discriminatedUnion('is', [
  z.object({ is: z.literal('hello'), peer: name, genesis: hex }),
  z.object({ is: z.literal('atx'), atx }),
  z.object({ is: z.literal('hare'), hare }),
  z.object({ is: z.literal('malfeasance'), malfeasance }),
  z.object({ is: z.literal('layer'), layer }),
  /** Everything known so far has been sent: whoever waited to be in sync is. */
  z.object({ is: z.literal('caught-up') }),
])

export type Message =
  | { readonly is: 'hello'; readonly peer: string; readonly genesis: string }
  | { readonly is: 'atx'; readonly atx: Atx }
  | { readonly is: 'hare'; readonly hare: HareMessage }
  | { readonly is: 'malfeasance'; readonly malfeasance: Malfeasance }
  | { readonly is: 'layer'; readonly layer: Layer }
  | { readonly is: 'caught-up' }

/** Longest line that is read; a peer that sends more is dropped. */
export const maximumLine = 16_384

/** The message of a line, or null when it is none. */
export function parseMessage(line: string): Message | null {
  try {
    return message.parse(JSON.parse(line))
  } catch {
    return null
  }
}
