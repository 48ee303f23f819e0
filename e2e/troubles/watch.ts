import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Page } from 'playwright'
import { until } from '../host/until.ts'
import type { Book } from './book.ts'
import type { Looks } from './judge.ts'
import type { Oracle } from './oracle.ts'
import { lookAtPage, type PageLook } from './page-look.ts'
import type { Trouble } from './trouble.ts'

const lookEveryMs = 500
/** A look that finds both pages busy comes later; longer than this it is told. */
const lookMs = 15_000
const picturesFolder = join(tmpdir(), 'troubles')

/** Two pages that nobody touches, read all the time while another one is worked with. */
export interface Watch {
  /** Waits until a trouble is told everywhere, or its time is over, which the book tells then. */
  told(trouble: Trouble): Promise<void>
  /** It is mended: waits until it is gone from every page. */
  gone(trouble: Trouble): Promise<void>
  /** The newest look; `null` before the first one. */
  last(): Looks | null
  note(said: string): void
  picture(name: string): Promise<void>
  pictureFile(name: string): string
  /** Other pages, after the host was started anew; `null` while none can be read. */
  use(pages: WatchedPages | null): void
  end(): Promise<void>
}

export interface WatchedPages {
  readonly table: Page
  readonly list: Page
}

const logFile = join(picturesFolder, 'log.txt')
const clock = (at: number): string => new Date(at).toISOString().slice(11, 23)

const linesOf = ({ table, list }: Looks): Readonly<Record<string, string>> => ({
  title: table.title,
  strip: `${table.strip.text} [${table.strip.acts.join('] [')}]`,
  needs: `${table.needs} of ${table.rows.length}; ${table.summary}`,
  band: table.band,
  ...Object.fromEntries(table.rows.map(({ name, state, tone }) => [`row ${name}`, `${state} (${tone})`])),
  list: (list.list ?? []).map(({ text, acts }) => `${text} [${acts.join('] [')}]`).join(' | '),
})

const pictureFile = (name: string): string => join(picturesFolder, `${name.replaceAll(/\W+/g, '-')}.png`)
const read = (page: Page): Promise<PageLook> => page.evaluate(lookAtPage)

export function watch(first: WatchedPages, { book, oracle }: { readonly book: Book; readonly oracle: Oracle }): Watch {
  mkdirSync(picturesFolder, { recursive: true })
  writeFileSync(logFile, '')
  let pages: WatchedPages | null = first
  let last: Looks | null = null
  let shown: Readonly<Record<string, string>> = {}
  let going = true
  const published = (epoch: number) => oracle.published(epoch)
  const hard = (epoch: number) => oracle.hard(epoch)
  const note = (said: string) => appendFileSync(logFile, `${clock(Date.now())}  ${said}\n`)
  const picture = async (name: string) => {
    for (const page of pages === null ? [] : [pages.table])
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
        await page.screenshot({ path: pictureFile(`${name}-${colorScheme}`) })
      }
  }
  const look = async () => {
    if (pages === null) return
    const [table, list] = await Promise.all([read(pages.table), read(pages.list)])
    last = { table, list }
    const lines = linesOf(last)
    for (const [what, said] of Object.entries(lines)) if (shown[what] !== said) note(`${what.padEnd(7)} ${said}`)
    shown = lines
    for (const name of book.take(last, { published, hard, now: Date.now() })) {
      note(`TOLD    ${name}`)
      await picture(name).catch(() => undefined)
    }
  }
  const run = async () => {
    while (going) {
      await look().catch((error: unknown) => note(`no look: ${String(error).split('\n')[0]}`))
      await wait(lookEveryMs)
    }
  }
  const running = run()
  return {
    told: async ({ name, withinMs }) => {
      await until(name, { deadlineMs: withinMs + lookMs, everyMs: 100 }, () => book.isTold(name)).catch(() => note(`UNTOLD  ${name}`))
    },
    gone: async ({ name, goneMs }) => {
      book.end(name)
      note(`MENDED  ${name}`)
      await until(name, { deadlineMs: goneMs + lookMs, everyMs: 100 }, () => book.isGone(name)).catch(() => note(`STAYS   ${name}`))
    },
    last: () => last,
    note,
    picture,
    pictureFile,
    use: (other) => {
      pages = other
      last = null
    },
    end: async () => {
      going = false
      await running
    },
  }
}
