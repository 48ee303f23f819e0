import type { Page } from 'playwright'
import { serveGallery } from '../e2e/gallery/served.ts'
import { type BenchFigure, quantile } from './figure.ts'
import { launchBrowser } from './open-desk.ts'

const changes = 60
/** Of the 1,000: what ten updates a second bring of a busy rig. */
const changedRows = 100
const scrolledFrames = 180
const stepPx = 240
/** Ten changes a second, of sixty frames. */
const framesPerChange = 6

declare global {
  interface Window {
    galleryChange(count: number): number
  }
}

/** Milliseconds that one patch of 100 rows keeps the page busy, 60 times. */
const changeTimes = (page: Page): Promise<number[]> =>
  page.evaluate(
    async ([times, rows]) => {
      const taken: number[] = []
      for (let turn = 0; turn < times; turn += 1) {
        taken.push(window.galleryChange(rows))
        await new Promise(requestAnimationFrame)
      }
      return taken
    },
    [changes, changedRows] as const,
  )

interface TraceEvent {
  readonly name: string
  readonly tid: number
  readonly dur?: number
  readonly tdur?: number
  readonly args?: { readonly name?: string }
}

/** Milliseconds of processor time of each task of the page's main thread: what other programs take from it is not its doing. */
const taskTimes = (trace: Buffer): number[] => {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: readonly TraceEvent[] }
  const threads = new Set(
    traceEvents.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain').map(({ tid }) => tid),
  )
  return traceEvents.flatMap(({ name, tid, tdur }) => (name === 'RunTask' && threads.has(tid) && tdur !== undefined ? [tdur / 1000] : []))
}

/** Back at the top, and drawn there. */
const toTop = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    document.querySelector('table')?.parentElement?.scrollTo(0, 0)
    for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame)
  })

/** Frame by frame; with `rows` so many change ten times a second meanwhile, as the core tells it. */
const scrollDown = (page: Page, rows: number): Promise<void> =>
  page.evaluate(
    async ([frames, step, changing, every]) => {
      const scroller = document.querySelector('table')?.parentElement
      for (let frame = 0; frame < frames; frame += 1) {
        if (scroller) scroller.scrollTop += step
        if (changing > 0 && frame % every === 0) window.galleryChange(changing)
        await new Promise(requestAnimationFrame)
      }
    },
    [scrolledFrames, stepPx, rows, framesPerChange] as const,
  )

/** Scrolls down frame by frame: script milliseconds per frame, and the longest task. */
async function scroll(page: Page, rows: number): Promise<{ perFrame: number; longest: number }> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  const scriptMs = async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return (metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? Number.NaN) * 1000
  }
  const browser = page.context().browser()
  if (browser === null) throw new Error('no browser to trace')
  await toTop(page)
  const before = await scriptMs()
  await browser.startTracing(page, { categories: ['toplevel', 'disabled-by-default-devtools.timeline'] })
  await scrollDown(page, rows)
  const tasks = taskTimes(await browser.stopTracing())
  return { perFrame: ((await scriptMs()) - before) / scrolledFrames, longest: tasks.length === 0 ? Number.NaN : Math.max(...tasks) }
}

const scrollFigures = (how: string, { perFrame, longest }: Awaited<ReturnType<typeof scroll>>): readonly BenchFigure[] => [
  {
    name: `table of 1,000 identities, script per scrolled frame${how}`,
    value: perFrame,
    unit: 'ms',
    bar: 8,
    want: 'below',
    baseline: `${scrolledFrames} frames of ${stepPx} px${how === '' ? '' : `, ${changedRows} rows changed every ${framesPerChange} frames`}`,
  },
  {
    name: `table of 1,000 identities, longest task of a scroll${how}`,
    value: longest,
    unit: 'ms',
    bar: 50,
    want: 'below',
    baseline: 'processor time of the page’s main thread',
  },
]

/** A table of 1,000 identities: what an update costs, and what scrolling costs. */
export async function identityTable(): Promise<readonly BenchFigure[]> {
  const gallery = await serveGallery()
  const browser = await launchBrowser()
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    await page.goto(`${gallery.address}?scene=identities-many`)
    await page.waitForSelector('tr[data-id]')
    if ((await page.getByText('1,000 of 1,000 shown').count()) !== 1) throw new Error('the table does not hold 1,000 identities')
    await changeTimes(page)
    const taken = await changeTimes(page)
    // As on a page that has been open for a while: its code is compiled.
    await scrollDown(page, changedRows)
    const still = await scroll(page, 0)
    const live = await scroll(page, changedRows)
    const baseline = `1,000 rows, ${changedRows} of them changed, ${changes} times; worst ${Math.max(...taken).toFixed(1)} ms`
    return [
      { name: 'table of 1,000 identities, update, median', value: quantile(taken, 0.5), unit: 'ms', bar: 8, want: 'below', baseline },
      ...scrollFigures('', still),
      ...scrollFigures(', live', live),
    ]
  } finally {
    await browser.close()
    gallery.close()
  }
}
