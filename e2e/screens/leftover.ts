/**
 * Words that stand on the page as English says them, judged inside the page. Runs there as text: it may use nothing from outside itself.
 * What the second language says is in brackets; `known` is what the outside and a person said: names, lines of programs.
 */
export const leftoverWords = (known: readonly string[]): string[] => {
  const data = new Set(known)
  const isWord = (token: string) => !/[\d/\\_=@]|^--?[a-z]|\w\.\w/.test(token)
  const bare = (token: string) => token.replaceAll(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
  /** Brackets hold brackets; one that was cut short counts up to the end. */
  const outside = (text: string) => {
    let depth = 0
    return Array.from(text, (letter) => {
      if (letter === '[') depth += 1
      if (letter === ']' && depth > 0) depth -= 1
      return depth === 0 && letter !== ']' ? letter : ' '
    }).join('')
  }
  const english = (text: string) =>
    outside(text)
      .split(/\s+/)
      .filter(isWord)
      .map(bare)
      .filter((word) => /^[A-Za-z][A-Za-z’'-]+$/.test(word) && !data.has(word.toLowerCase()))
  const shown = (element: Element | null) =>
    element !== null &&
    (element.tagName === 'OPTION' || element.checkVisibility({ visibilityProperty: true })) &&
    element.tagName !== 'STYLE'

  const faults = new Set<string>()
  const judge = (where: string, text: string | null) => {
    const words = text === null ? [] : english(text)
    if (words.length > 0) faults.add(`${where} says “${words.join(' ')}” in “${text?.trim().slice(0, 90)}”`)
  }
  judge('the title', document.title)
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const parent = texts.currentNode.parentElement
    if (shown(parent)) judge(parent?.tagName.toLowerCase() ?? '', texts.currentNode.textContent)
  }
  const said = ['aria-label', 'title', 'placeholder', 'alt', 'aria-valuetext', 'aria-description']
  for (const name of said)
    for (const element of document.querySelectorAll(`[${name}]`)) if (shown(element)) judge(name, element.getAttribute(name))
  return [...faults]
}
