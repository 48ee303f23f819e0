/** A socket that listens, by its inode, with the address that it is bound to. */
export interface ListeningSocket {
  readonly inode: string
  /** `host:port`, IPv6 in brackets. */
  readonly address: string
}

/** The kernel prints each group of four bytes as one number in the machine's order; ours is little-endian everywhere we run. */
function bytesOf(hex: string): number[] {
  const groups = hex.match(/.{8}/g) ?? []
  return groups.flatMap((group) => (group.match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16)).reverse())
}

function hostOf(hex: string): string {
  const bytes = bytesOf(hex)
  if (bytes.length === 4) return bytes.join('.')
  if (bytes.every((byte) => byte === 0)) return '[::]'
  if (bytes.slice(0, 15).every((byte) => byte === 0) && bytes[15] === 1) return '[::1]'
  if (bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 255 && bytes[11] === 255) return bytes.slice(12).join('.')
  const words = Array.from({ length: 8 }, (_, at) => (((bytes[2 * at] ?? 0) << 8) | (bytes[2 * at + 1] ?? 0)).toString(16))
  return `[${words.join(':')}]`
}

/** Parses `/proc/net/tcp` or `tcp6`; other states than listening are left out. */
export function parseNetTable(text: string): ListeningSocket[] {
  return text
    .split('\n')
    .slice(1)
    .flatMap((line) => {
      const fields = line.trim().split(/\s+/)
      const [host, port] = (fields[1] ?? '').split(':')
      const inode = fields[9]
      if (fields[3] !== '0A' || host === undefined || port === undefined || inode === undefined) return []
      return [{ inode, address: `${hostOf(host)}:${Number.parseInt(port, 16)}` }]
    })
}
