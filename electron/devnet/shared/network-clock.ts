/**
 * One stretch of a network's time against the computer's: from `wall` on, `rate` milliseconds of the network pass in each one
 * of the computer's. All simulated programs of one rig read the same stretch.
 */
export interface ClockPiece {
  readonly wall: number
  readonly network: number
  /** 0 while the network stands. */
  readonly rate: number
  /** The rate that listeners tell: the last one above 0, because no node can tell a layer without an end. */
  readonly told: number
  /** The network's time goes no further by itself: it stands there until the clock is set again. */
  readonly until?: number
}

/** Faster than this is no clock but a mistake. */
export const fastestRate = 10_000

/** The network's time at a moment of the computer's; never before the stretch began. */
export const networkAt = ({ wall, network, rate, until = Number.POSITIVE_INFINITY }: ClockPiece, now: number): number =>
  Math.max(network, Math.min(until, network + Math.max(0, now - wall) * rate))

/** The stretch as it is at a moment: one that has come as far as it goes by itself stands. */
export function pieceAt(piece: ClockPiece, now: number): ClockPiece {
  const { wall, network, rate, told, until } = piece
  if (until === undefined || rate === 0 || networkAt(piece, now) < until) return piece
  return { wall: wall + Math.max(0, until - network) / rate, network: Math.max(network, until), rate: 0, told }
}

/** When a moment of the network is on the computer's clock, as it looks now. While the network stands, all of its moments move along. */
export function wallAt(stretch: ClockPiece, now: number, network: number): number {
  const piece = pieceAt(stretch, now)
  if (piece.rate > 0) return piece.wall + (network - piece.network) / piece.rate
  // Whole seconds, so that nodes that are asked one after the other tell the same.
  const from = Math.floor(Math.max(now, piece.wall) / 1000) * 1000
  return from + (network - piece.network) / piece.told
}

/** The stretch that follows at another rate: time goes on where it is. */
export function atRate(piece: ClockPiece, now: number, rate: number): ClockPiece {
  const told = rate > 0 ? rate : piece.told
  return { wall: Math.max(now, piece.wall), network: networkAt(piece, now), rate, told }
}

/** The stretch that follows from a later moment of the network on; an earlier one changes nothing, as time never goes back. */
export const skippedTo = (piece: ClockPiece, now: number, network: number): ClockPiece => ({
  ...pieceAt(piece, now),
  wall: Math.max(now, piece.wall),
  network: Math.max(network, networkAt(piece, now)),
})
