import type { Page } from 'playwright'

/** One row of the table as it stood in a frame: its cells' words, and when that frame was drawn (`Date.now` of the same computer). */
export interface RowSeen {
  readonly id: string
  readonly cells: readonly string[]
  readonly at: number
}

/** Runs in the page: notes every row that changed, read when the browser is about to draw it and stamped when it has. */
function noteRows(): void {
  const seen: RowSeen[] = []
  const before = new Map<string, string>()
  const read = () =>
    [...document.querySelectorAll<HTMLElement>('tr[data-id]')].flatMap((row) => {
      const id = row.dataset.id ?? ''
      const cells = [...row.children].map((cell) => cell.textContent ?? '')
      const text = cells.join('\n')
      if (before.get(id) === text) return []
      before.set(id, text)
      return [{ id, cells }]
    })
  let waiting = false
  const beforeDrawing = () => {
    waiting = false
    const rows = read()
    const drawn = new MessageChannel()
    drawn.port1.onmessage = () => {
      const at = Date.now()
      for (const row of rows) seen.push({ ...row, at })
    }
    drawn.port2.postMessage(null)
  }
  const note = () => {
    if (!waiting) requestAnimationFrame(beforeDrawing)
    waiting = true
  }
  new MutationObserver(note).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true })
  note()
  Object.assign(globalThis, { benchRows: seen })
}

/** Begins to note the rows of the table. */
export const watchRows = (page: Page): Promise<void> => page.evaluate(noteRows)

export const rowsSeen = (page: Page): Promise<readonly RowSeen[]> =>
  page.evaluate(() => (globalThis as unknown as { benchRows: readonly RowSeen[] }).benchRows)

/** The floor of this page on this machine: milliseconds from a change that the page makes by itself until it is drawn. */
export const ownChangesMs = (page: Page, count: number): Promise<number[]> =>
  page.evaluate(async (times) => {
    const took: number[] = []
    for (let turn = 0; turn < times; turn += 1) {
      const began = performance.now()
      document.body.dataset.bench = String(turn)
      await new Promise<void>((resolve) =>
        requestAnimationFrame(() => {
          const drawn = new MessageChannel()
          drawn.port1.onmessage = () => resolve()
          drawn.port2.postMessage(null)
        }),
      )
      took.push(performance.now() - began)
    }
    return took
  }, count)
