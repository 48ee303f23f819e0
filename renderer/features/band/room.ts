/** Where something stands on the page, in pixels. */
export type Box = Pick<DOMRect, 'left' | 'right' | 'top' | 'bottom'>

export interface Placed extends Box {
  /** The lower it is, the sooner it has a place; 0 stands in any case. */
  readonly weight: number
}

/** Between two labels of one line; and how far one may stick out of the axis. */
const apart = 5

const clear = (one: Box, other: Box): boolean =>
  one.right + apart <= other.left || other.right + apart <= one.left || one.bottom <= other.top || other.bottom <= one.top

/** Which of them have room: none touches one of more weight, none leaves the axis. In the order given; of one weight the first goes first. */
export const withRoom = (placed: readonly Placed[], axis: Box): readonly boolean[] => {
  const kept = placed.filter(({ weight }) => weight === 0)
  const fits = new Set(kept)
  for (const one of placed.toSorted((a, b) => a.weight - b.weight)) {
    const whole = one.left >= axis.left - apart && one.right <= axis.right + apart
    if (fits.has(one) || !whole || !kept.every((other) => clear(one, other))) continue
    kept.push(one)
    fits.add(one)
  }
  return placed.map((one) => fits.has(one))
}
