import type { Atx, HareMessage, Malfeasance } from './chain-types.ts'

/** The proof that two messages make, or null: another smesher, layer or round, or the same message again. */
export function hareEquivocation(first: HareMessage, second: HareMessage): Malfeasance | null {
  if (first.smesher !== second.smesher || first.layer !== second.layer || first.round !== second.round) return null
  if (first.hash === second.hash) return null
  return { smesher: first.smesher, type: 3, layer: first.layer, first, second }
}

/** The proof that two ATXs make: one smesher, one publish epoch, two ids. */
export function doubleAtx(first: Atx, second: Atx, layer: number): Malfeasance | null {
  if (first.smesher !== second.smesher || first.publishEpoch !== second.publishEpoch || first.id === second.id) return null
  const side = (atx: Atx) => ({ hash: atx.id, signature: '' })
  return { smesher: first.smesher, type: 1, layer, first: side(first), second: side(second) }
}
