/** A piece of the time axis, and where an instant lies on it. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** 0 to 100, not cut off. */
export const place = (span: Span, at: number): number => ((at - span.from) / (span.to - span.from)) * 100

const clamp = (value: number) => Math.min(100, Math.max(0, value))
const round = (value: number) => Math.round(value * 1000) / 1000

/** A length of the axis as SVG attributes in percent, cut off at its ends. */
export const stretch = (span: Span, from: number, to: number): { x: string; width: string } => {
  const left = clamp(place(span, from))
  return { x: `${round(left)}%`, width: `${round(Math.max(0, clamp(place(span, to)) - left))}%` }
}

/** A point of the axis as an SVG attribute. */
export const point = (span: Span, at: number): string => `${round(clamp(place(span, at)))}%`

export const inside = (span: Span, at: number): boolean => at >= span.from && at <= span.to

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour
const steps = [
  10 * second,
  30 * second,
  minute,
  2 * minute,
  5 * minute,
  10 * minute,
  30 * minute,
  hour,
  3 * hour,
  6 * hour,
  12 * hour,
  day,
  2 * day,
  4 * day,
  7 * day,
] as const

export interface Ticks {
  readonly stepMs: number
  readonly at: readonly number[]
}

/** Full local steps inside the span, at most `most` of them. `shiftMs`: milliseconds east of UTC. */
export const ticks = (span: Span, most: number, shiftMs: (at: number) => number): Ticks => {
  const length = span.to - span.from
  const stepMs = steps.find((step) => length / step <= most) ?? Math.ceil(length / most / day) * day
  const shift = shiftMs(span.from)
  const first = Math.ceil((span.from + shift) / stepMs) * stepMs - shift
  const count = Math.max(0, Math.floor((span.to - first) / stepMs) + 1)
  // A change to summer time inside the span moves the marks after it.
  return { stepMs, at: Array.from({ length: count }, (_, index) => first + index * stepMs).map((at) => at + shift - shiftMs(at)) }
}

/** Epochs so short that deadlines need their seconds, as in a simulation. */
export const isFine = (epochMs: number): boolean => epochMs < 10 * minute
