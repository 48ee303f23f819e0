// Text as a terminal may show it: nothing in it is obeyed, and it fits.

/** Names, lines of programs and notes may hold what a terminal obeys or reads backwards: each such sign becomes a dot. */
export const inert = (text: string): string => text.replace(/[\p{C}\u2028\u2029]/gu, '·')

/** The same for a text of several lines that is ours. */
export const inertLines = (text: string): string => text.split('\n').map(inert).join('\n')

/** JSON in which no sign is obeyed either: it means the same to a program. */
export const inertJson = (value: unknown, indent = 2): string =>
  JSON.stringify(value, null, indent).replace(
    /[\p{Cf}\p{Co}\x7f-\x9f\u2028\u2029]/gu,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}${sign.length > 1 ? `\\u${sign.charCodeAt(1).toString(16)}` : ''}`,
  )

const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u
const cellsOf = (sign: string): number => (/\p{M}/u.test(sign) ? 0 : wide.test(sign) ? 2 : 1)
const widthOf = (text: string): number => Array.from(text).reduce((sum, sign) => sum + cellsOf(sign), 0)

/** No wider than that; what is cut off ends with a sign for it. */
function cut(text: string, most: number): string {
  if (widthOf(text) <= most) return text
  let [kept, width] = ['', 0]
  for (const sign of text) {
    width += cellsOf(sign)
    if (width > most - 1) break
    kept += sign
  }
  return `${kept}…`
}

const gap = 2
/** A column stays at least so wide. */
const least = 6

/** Takes from the widest until all fit. */
function fitted(widths: readonly number[], room: number | null): readonly number[] {
  const own = [...widths]
  if (room === null) return own
  const all = () => own.reduce((sum, width) => sum + width, gap * (own.length - 1))
  while (all() > room) {
    const widest = Math.max(...own)
    if (widest <= least) break
    own[own.indexOf(widest)] = widest - 1
  }
  return own
}

/** Heads and rows under each other; `room`: columns of the terminal, `null` where nobody looks. */
export function table(head: readonly string[], rows: readonly (readonly string[])[], room: number | null): string {
  const all = [head, ...rows].map((row) => row.map(inert))
  const widths = fitted(
    head.map((_, column) => Math.max(...all.map((row) => widthOf(row[column] ?? '')))),
    room,
  )
  const lineOf = (row: readonly string[]) =>
    row
      .map((text, column) => {
        const shown = cut(text, widths[column] ?? 0)
        return shown + ' '.repeat(Math.max(0, (widths[column] ?? 0) - widthOf(shown)))
      })
      .join(' '.repeat(gap))
      .trimEnd()
  return all.map(lineOf).join('\n')
}
