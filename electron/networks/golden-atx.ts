import { blake3 } from '@noble/hashes/blake3.js'

const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

/**
 * The golden ATX of a network, 64 hex characters: BLAKE3 of its genesis in whole unix seconds, as decimal text, and the extra data
 * (facts: spacemesh-protocol 2.10). Its first 40 are the genesis id.
 */
export const goldenAtx = (genesisMs: number, extraData: string): string =>
  hex(blake3(new TextEncoder().encode(`${Math.floor(genesisMs / 1000)}${extraData}`)))
