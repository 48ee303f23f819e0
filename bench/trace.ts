/** One slice of a browser's trace, as far as it is read here. Times in microseconds. */
export interface TraceEvent {
  readonly name: string
  /** `X` for a slice, `I` for a moment; others are not read. */
  readonly ph: string
  readonly pid: number
  readonly tid: number
  readonly ts: number
  readonly dur?: number
  /** Time that the thread itself ran: without waiting for a processor. */
  readonly tdur?: number
}

/** Work of the page's main thread; milliseconds. `ran`: of the thread itself where the browser tells it. */
export interface Slice {
  readonly name: string
  readonly from: number
  readonly to: number
  readonly ran: number
}

const scriptNames = new Set([
  'FunctionCall',
  'EvaluateScript',
  'EventDispatch',
  'FireAnimationFrame',
  'TimerFire',
  'RunMicrotasks',
  'v8.callFunction',
])

const sliceOf = ({ name, ts, dur = 0, tdur }: TraceEvent): Slice => ({
  name,
  from: ts / 1000,
  to: (ts + dur) / 1000,
  ran: (tdur ?? dur) / 1000,
})

/** The slices of the page's main thread: the one with the most calls of script. */
export function pageSlices(events: readonly TraceEvent[]): Slice[] {
  const threadOf = ({ pid, tid }: TraceEvent) => `${pid}/${tid}`
  const calls = Map.groupBy(
    events.filter(({ name }) => name === 'FunctionCall'),
    threadOf,
  )
  const [busiest] = [...calls].sort(([, left], [, right]) => right.length - left.length)
  return events
    .filter((event) => (event.ph === 'X' || event.ph === 'I') && threadOf(event) === busiest?.[0])
    .map(sliceOf)
    .sort((left, right) => left.from - right.from || right.to - left.to)
}

export const tasksOf = (slices: readonly Slice[]): Slice[] => slices.filter(({ name }) => name === 'RunTask')

/** The outermost slices in which script ran, so that none is counted twice. */
export function scriptsOf(slices: readonly Slice[]): Slice[] {
  const outer: Slice[] = []
  for (const slice of slices) if (scriptNames.has(slice.name) && slice.from >= (outer.at(-1)?.to ?? 0)) outer.push(slice)
  return outer
}

const sum = (slices: readonly Slice[]): number => slices.reduce((total, { ran }) => total + ran, 0)

const renderingNames = new Set(['UpdateLayoutTree', 'Layout'])

/** Script only: where it asks for a size, the browser works out styles and places inside its slice, which is no scripting. */
function scriptIn(scripts: readonly Slice[], slices: readonly Slice[]): number {
  let rendering = 0
  let until = Number.NEGATIVE_INFINITY
  let at = 0
  for (const slice of slices) {
    if (!renderingNames.has(slice.name) || slice.from < until) continue
    while (at < scripts.length && (scripts[at]?.to ?? 0) < slice.to) at += 1
    if ((scripts[at]?.from ?? Number.POSITIVE_INFINITY) > slice.from) continue
    rendering += slice.ran
    until = slice.to
  }
  return sum(scripts) - rendering
}

/** Milliseconds of script in each frame, from one frame's beginning to the next. */
export function scriptPerFrame(slices: readonly Slice[]): number[] {
  const begins = slices.filter(({ name }) => name === 'FireAnimationFrame').map(({ from }) => from)
  const scripts = scriptsOf(slices)
  return begins.slice(0, -1).map((begin, at) => {
    const end = begins[at + 1] ?? begin
    return scriptIn(
      scripts.filter(({ from }) => from >= begin && from < end),
      slices,
    )
  })
}

/** Milliseconds of script in each task that has a slice of this name. */
export function scriptPerTaskWith(slices: readonly Slice[], name: string): number[] {
  const marks = slices.filter((slice) => slice.name === name)
  const scripts = scriptsOf(slices)
  const inside = (task: Slice) => (slice: Slice) => slice.from >= task.from && slice.to <= task.to
  return tasksOf(slices)
    .filter((task) => marks.some(inside(task)))
    .map((task) => scriptIn(scripts.filter(inside(task)), slices))
}
