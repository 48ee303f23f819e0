export interface SeenRow {
  readonly name: string
  readonly state: string
  /** What was lost before; absent where nothing was. */
  readonly loss?: string
  readonly tone: string
}

/** One sentence that is said to a person, with the acts beside it. */
export interface Said {
  readonly text: string
  readonly acts: readonly string[]
}

/** Everything that a page says of the rig at one moment. */
export interface PageLook {
  readonly title: string
  readonly rows: readonly SeenRow[]
  readonly strip: Said & { readonly quiet: boolean; readonly tone: string }
  /** "3 alerts, all of them"; `null` where the strip names no number. */
  readonly all: number | null
  /** The list of open alerts, where the page shows it. */
  readonly list: readonly Said[] | null
  /** The number beside the filter "Needs you"; `null` where the page has no such filter. */
  readonly needs: number | null
  readonly summary: string
  readonly band: string
}

/** Runs inside the page as text: it may use nothing from outside itself. */
export const lookAtPage = (): PageLook => {
  const textOf = (element: Element | null | undefined) => (element?.textContent ?? '').replaceAll(/\s+/g, ' ').trim()
  const toneOf = (element: Element | null) => /_(good|active|warn|bad|odd|idle)_/.exec(element?.getAttribute('class') ?? '')?.[1] ?? ''
  const actsOf = (element: Element) => [...element.querySelectorAll('button, a')].map((act) => textOf(act))
  const region = document.querySelector('section[aria-label="Worst open alert"]')
  const filter = [...document.querySelectorAll('fieldset label')].find((label) => textOf(label).startsWith('Needs you'))
  const list = document.querySelector('ol[aria-label="Open alerts"]')
  const acts = region === null ? [] : actsOf(region)
  const all = acts.map((act) => /^(\d+) alerts?, all of them$/.exec(act)?.[1]).find((found) => found !== undefined)
  const numberIn = (element: Element | null | undefined) => (element ? Number(textOf(element)) : null)
  return {
    title: document.title,
    rows: [...document.querySelectorAll('tr[data-id]')].map((row) => {
      const chip = row.querySelectorAll('td')[1]?.querySelector('span > span') ?? null
      const loss = textOf(row.querySelector('[class*="_loss_"]'))
      return {
        name: textOf(row.querySelector('td a')),
        state: textOf(chip?.querySelector('span')),
        ...(loss !== '' && { loss }),
        tone: toneOf(chip),
      }
    }),
    strip: {
      text: region === null ? '' : textOf([...region.children][1]),
      acts: acts.filter((act) => !act.endsWith('all of them')),
      tone: toneOf(region),
      quiet: region === null || /_calm_/.test(region.className),
    },
    all: all === undefined ? null : Number(all),
    list: list === null ? null : [...list.children].map((item) => ({ text: textOf(item.querySelector('div')), acts: actsOf(item) })),
    needs: numberIn(filter?.querySelector('b')),
    summary: textOf(document.querySelector('main h1 + p')),
    band: textOf(document.querySelector('section[aria-label="Epoch band"] > span')),
  }
}
