/** Host and port of `/ip4/127.0.0.1/tcp/17513`, with the peer id where `/p2p/ID` follows; null for any other form. */
export function parseMultiaddress(text: string): { host: string; port: number; peer: string | null } | null {
  const match = /^\/(?:ip4|ip6|dns4)\/([^/]+)\/tcp\/(\d{1,5})(?:\/p2p\/([1-9A-HJ-NP-Za-km-z]+))?$/.exec(text)
  const [, host, port, peer] = match ?? []
  if (!host || !port || Number(port) > 65_535) return null
  return { host, port: Number(port), peer: peer ?? null }
}
