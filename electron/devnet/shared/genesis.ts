import { blake3 } from '@noble/hashes/blake3.js'

/** The clock's zero and the identity of one network. */
export interface Genesis {
  readonly timeMs: number
  readonly extraData: string
}

/** The golden ATX id, 32 bytes: BLAKE3 of the decimal unix seconds followed by the extra data. Its first 20 bytes are the genesis id. */
export const goldenAtx = ({ timeMs, extraData }: Genesis): Uint8Array =>
  blake3(new TextEncoder().encode(`${Math.floor(timeMs / 1000)}${extraData}`))

/** Golden ATX ids of networks where real identities live: no simulator may ever pose as one of them. */
const knownNetworks: Readonly<Record<string, string>> = {
  '9eebff023abb17ccb775c602daade8ed708f0a50d3149a42801184f5b74f2865': 'mainnet',
  e956eff99be943fb70bd385dd509a3f84e9a75dd8e05f3e103845f72ca5d5f05: 'testnet',
}

/** Name of the known network that has this genesis, or null. */
export const knownNetwork = (genesis: Genesis): string | null => knownNetworks[Buffer.from(goldenAtx(genesis)).toString('hex')] ?? null
