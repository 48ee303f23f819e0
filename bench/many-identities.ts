import { readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import type { Browser, Page } from 'playwright'
import { atxEvent, mixedEvents } from './fake/events.ts'
import { type LiveNode, startLiveNode } from './fake/live-node.ts'
import { rigOf } from './fake/rig.ts'
import { type BenchFigure, quantile } from './figure.ts'
import { openDesk } from './open-desk.ts'
import { pageSlices, type Slice, scriptPerFrame, scriptPerTaskWith, type TraceEvent, tasksOf } from './trace.ts'

const count = 1_000
const updates = 40
const rowsPerUpdate = 50
const frames = 150
const floodSeconds = 5

async function traced(browser: Browser, page: Page, work: () => Promise<void>): Promise<Slice[]> {
  await browser.startTracing(page, { categories: ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline', 'v8'] })
  await work()
  const trace = JSON.parse((await browser.stopTracing()).toString('utf8')) as { readonly traceEvents: readonly TraceEvent[] }
  return pageSlices(trace.traceEvents)
}

/** Fifty of the thousand rows change at once, again and again. */
async function changeRows(node: LiveNode): Promise<void> {
  for (let turn = 0; turn < updates; turn += 1) {
    const first = (turn * rowsPerUpdate) % count
    node.send(Array.from({ length: rowsPerUpdate }, (_, index) => atxEvent(first + index, 1_000 + turn, Date.now())))
    await wait(150)
  }
}

/** From the top to the bottom, a good deal of a screen in each frame. */
const scroll = (page: Page): Promise<void> =>
  page.evaluate(
    (turns) =>
      new Promise<void>((resolve) => {
        const scroller = document.querySelector('table')?.parentElement
        let turn = 0
        const step = () => {
          turn += 1
          if (scroller) scroller.scrollTop = (scroller.scrollHeight * turn) / turns
          if (turn < turns) requestAnimationFrame(step)
          else resolve()
        }
        requestAnimationFrame(step)
      }),
    frames,
  )

/** Most memory that a process has resident while the node sends ten thousand events a second; MiB. */
async function busyMiB(pid: number, node: LiveNode): Promise<number> {
  const events = mixedEvents(20_000, count)
  const most: number[] = []
  const began = performance.now()
  for (let sent = 0; performance.now() - began < floodSeconds * 1_000; ) {
    const due = Math.floor((performance.now() - began) * 10)
    node.send(events.slice(sent % events.length, (sent % events.length) + due - sent))
    sent = due
    most.push(Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024)
    await wait(10)
  }
  return Math.max(...most)
}

const ms = (value: number) => `${value.toFixed(1)} ms`

function scrollFigures(slices: readonly Slice[]): BenchFigure[] {
  const perFrame = scriptPerFrame(slices)
  const tasks = tasksOf(slices).map(({ ran }) => ran)
  const baseline = `${perFrame.length} frames; p95 ${ms(quantile(perFrame, 0.95))}`
  return [
    {
      name: 'live table, script per frame of a scroll, median',
      value: quantile(perFrame, 0.5),
      unit: 'ms',
      bar: 8,
      want: 'below',
      baseline,
    },
    {
      name: 'live table, longest task of the scroll',
      value: quantile(tasks, 1),
      unit: 'ms',
      bar: 50,
      want: 'below',
      baseline: `${tasks.length} tasks`,
    },
  ]
}

/** A thousand identities on the screen: updates, a scroll, the host's memory under a flood. */
export async function manyIdentities(): Promise<readonly BenchFigure[]> {
  const listed = Array.from({ length: count }, (_, index) => ({ index, name: `identity-${index}.key`, proving: index % 4 === 0 }))
  const node = await startLiveNode(listed)
  const desk = await openDesk(rigOf([{ name: 'node', address: node.address, events: true }]), { width: 1440, height: 900 })
  try {
    await desk.page
      .locator(`table[aria-rowcount="${count + 1}"] tr[data-id]`)
      .first()
      .waitFor()
    const changing = await traced(desk.browser, desk.page, () => changeRows(node))
    const scrolling = await traced(desk.browser, desk.page, () => scroll(desk.page))
    const took = scriptPerTaskWith(changing, 'WebSocketReceive')
    const memory = await busyMiB(desk.host.pid, node)
    const baseline = `${took.length} messages, ${updates} of them with ${rowsPerUpdate} rows; p95 ${ms(quantile(took, 0.95))}`
    return [
      { name: 'live table of 1,000 identities, update, median', value: quantile(took, 0.5), unit: 'ms', bar: 8, want: 'below', baseline },
      ...scrollFigures(scrolling),
      {
        name: 'console host memory, busy',
        value: memory,
        unit: 'MiB',
        bar: 180,
        want: 'below',
        baseline: `${count} identities, 10,000 events/s`,
      },
    ]
  } finally {
    await desk.close()
    await node.stop()
  }
}
