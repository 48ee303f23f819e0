import { bech32 } from '@scure/base'

/** Human-readable parts of accounts by preset; mainnet without one. */
const networkOf: Readonly<Record<string, string>> = { mainnet: 'sm', testnet: 'stest', standalone: 'standalone' }

/** `null` for presets of which it is not known. */
export const accountNetwork = (preset: string): string | null => networkOf[preset] ?? null

/**
 * What a node says of such a coinbase at its start: an address of 24 bytes that begin with four zeros, of its own network
 * (docs/protocol.md §11). `null`: nothing. `network`: `null` when it is not known.
 */
export function coinbaseTrouble(text: string, network: string | null): 'coinbase-invalid' | 'coinbase-wrong-network' | null {
  try {
    const { prefix, words } = bech32.decode(text as `${string}1${string}`)
    const bytes = bech32.fromWords(words)
    if (bytes.length !== 24 || bytes.subarray(0, 4).some((byte) => byte !== 0)) return 'coinbase-invalid'
    return network === null || prefix === network ? null : 'coinbase-wrong-network'
  } catch {
    return 'coinbase-invalid'
  }
}
