import { createHash } from 'node:crypto'

const made = new Map<number, Buffer>()

/** The n-th made-up identity: 32 bytes, always the same ones. */
export function identityBytes(index: number): Buffer {
  const known = made.get(index) ?? createHash('sha256').update(`bench identity ${index}`).digest()
  made.set(index, known)
  return known
}
export const identityHex = (index: number): string => identityBytes(index).toString('hex')
