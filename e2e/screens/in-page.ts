/**
 * What every screen must hold at every size, judged inside the page. Runs there as text: it may use nothing from outside itself.
 * Gives back sentences; none is good.
 */
export const judgePage = (): string[] => {
  const faults: string[] = []
  const nameOf = (element: Element) => {
    const said = element.getAttribute('aria-label') ?? element.textContent ?? ''
    return `${element.tagName.toLowerCase()} “${said.trim().slice(0, 40)}”`
  }
  const boxOf = (element: Element) => element.getBoundingClientRect()
  const isShown = (element: Element) =>
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && boxOf(element).width > 1
  const cut = (element: Element) => element.scrollWidth > element.clientWidth + 1
  const inside = (element: Element) => {
    const { left, right } = boxOf(element)
    return left >= -1 && right <= window.innerWidth + 1
  }

  const sideways = () => {
    if (document.documentElement.scrollWidth > window.innerWidth) faults.push('the page scrolls sideways')
    for (const element of document.querySelectorAll('main, main *, nav, aside, section')) {
      const { overflowX } = getComputedStyle(element)
      if ((overflowX === 'auto' || overflowX === 'scroll') && cut(element) && isShown(element))
        faults.push(`${nameOf(element)} scrolls sideways`)
    }
  }

  /** The end of the page is in the window, or something scrolls to it. */
  const outOfReach = () => {
    const page = document.querySelector('main')
    if (!page || boxOf(page).bottom <= window.innerHeight + 1 || document.documentElement.scrollHeight > window.innerHeight) return
    for (let above: Element | null = page; above; above = above.parentElement)
      if (['auto', 'scroll'].includes(getComputedStyle(above).overflowY)) return
    faults.push('the end of the page is out of reach')
  }

  /** The first two columns of a list of identities are its name and its state: both whole, and on the screen. */
  const namesAndStates = () => {
    for (const row of document.querySelectorAll('tr[data-id]')) {
      if (!isShown(row)) continue
      const name = row.querySelector('td a')
      const state = row.querySelectorAll('td')[1]?.querySelector('span > span')
      for (const [what, element] of [
        ['name', name],
        ['state', state],
      ] as const) {
        if (!element) faults.push(`a row without its ${what}`)
        else if (!isShown(element) || boxOf(element).width < 24 || cut(element) || !inside(element))
          faults.push(`${what} is cut: ${nameOf(element)}`)
      }
    }
  }

  /** The word of a state is whole wherever it stands; what follows it may be cut. */
  const stateWords = () => {
    for (const word of document.querySelectorAll('[class*="_chip_"] > [class*="_word_"]'))
      if (isShown(word) && cut(word)) faults.push(`a state is cut: ${nameOf(word)}`)
  }

  const heads = () => {
    for (const head of document.querySelectorAll('th'))
      if (isShown(head) && (cut(head) || !inside(head))) faults.push(`the head of a column is cut: ${nameOf(head)}`)
    for (const title of document.querySelectorAll('h1, h2'))
      if (isShown(title) && cut(title)) faults.push(`a title is cut: ${nameOf(title)}`)
  }

  /** Boxes have parts of pixels, what is drawn has none: the last pixel may belong to what is beside. */
  const clippedAt = (element: Element, x: number, y: number) => {
    for (let above = element.parentElement; above; above = above.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(above)
      const box = boxOf(above)
      if (overflowX !== 'visible' && (x < box.left || x >= box.right - 1)) return true
      if (overflowY !== 'visible' && (y < box.top || y >= box.bottom - 1)) return true
    }
    return x < 0 || y < 0 || x >= window.innerWidth || y >= window.innerHeight
  }

  /** What can be pressed is on top where it stands. */
  const covered = () => {
    const dialog = document.querySelector('dialog[open]')
    for (const element of (dialog ?? document).querySelectorAll('button, a[href], select, summary, label')) {
      if (!isShown(element)) continue
      const box = boxOf(element)
      const [x, y] = [box.left + box.width / 2, box.top + box.height / 2]
      if (clippedAt(element, x, y)) continue
      const top = document.elementFromPoint(x, y)
      if (top && !element.contains(top) && !top.contains(element)) faults.push(`${nameOf(element)} is covered by ${nameOf(top)}`)
    }
  }

  const targets = () => {
    for (const element of document.querySelectorAll('button, summary, nav a, th button')) {
      const { width, height } = boxOf(element)
      if (isShown(element) && (width < 23.5 || height < 23.5))
        faults.push(`${nameOf(element)} is ${Math.round(width)} × ${Math.round(height)} px`)
    }
  }

  /** What stands in a page one below the other never prints over each other. */
  const overprinted = () => {
    for (const parent of document.querySelectorAll('main, main > *, main > * > *')) {
      const blocks = [...parent.children].filter((child) => {
        const { position, display } = getComputedStyle(child)
        return position === 'static' && display !== 'inline' && isShown(child)
      })
      for (const [index, above] of blocks.entries()) {
        const below = blocks[index + 1]
        if (!below) continue
        const [first, second] = [boxOf(above), boxOf(below)]
        const sideBySide = second.left >= first.right - 1 || second.top <= first.top + 1
        const bottom = getComputedStyle(above).overflowY === 'visible' ? first.top + above.scrollHeight : first.bottom
        if (!sideBySide && second.top < bottom - 2) faults.push(`${nameOf(below)} prints over what stands above it`)
      }
    }
  }

  /** Labels of a drawing never print over each other, nor out of the window. */
  const labels = () => {
    for (const drawing of document.querySelectorAll('section > div:has(> svg)')) {
      const shown = [...drawing.querySelectorAll('text')].filter(isShown)
      for (const [index, one] of shown.entries()) {
        if (!inside(one)) faults.push(`${nameOf(one)} leaves the window`)
        for (const other of shown.slice(index + 1)) {
          const [a, b] = [boxOf(one), boxOf(other)]
          if (a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1)
            faults.push(`${nameOf(one)} prints over ${nameOf(other)}`)
        }
      }
    }
  }

  sideways()
  outOfReach()
  labels()
  overprinted()
  namesAndStates()
  stateWords()
  heads()
  covered()
  targets()
  return faults
}
