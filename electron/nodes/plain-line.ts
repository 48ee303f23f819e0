/** Free text of a node as one short line: no control characters, nothing that turns the writing around; `null` when nothing is left. */
export function lineOf(text: string, limit = 200): string | null {
  const line = text
    .slice(0, 4 * limit)
    .replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, '')
    .slice(0, limit)
  return line === '' ? null : line
}
