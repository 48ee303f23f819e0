import type { SmesherId } from '../contract/model/basics.ts'

/** Hex of bytes; the io side passes a fast one where many are read. */
export const hexOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

/** The identity of 32 bytes, or `null` for any other length. */
export const smesherOf = (bytes: Uint8Array, hex: (bytes: Uint8Array) => string = hexOf): SmesherId | null =>
  bytes.length === 32 ? (hex(bytes) as SmesherId) : null

/** The 32 bytes of an identity. */
export const bytesOf = (id: SmesherId): Uint8Array =>
  Uint8Array.from({ length: 32 }, (_, at) => Number.parseInt(id.slice(2 * at, 2 * at + 2), 16))
