/** How many letters are wrong, missing, too many, or in the other order. */
function distance(left: string, right: string): number {
  let before = Array.from({ length: right.length + 1 }, () => Number.MAX_SAFE_INTEGER)
  let row = Array.from({ length: right.length + 1 }, (_, at) => at)
  for (let i = 1; i <= left.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= right.length; j += 1) {
      const same = left[i - 1] === right[j - 1]
      const swapped = i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1]
      next[j] = Math.min(
        (row[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        (row[j - 1] ?? 0) + (same ? 0 : 1),
        swapped ? (before[j - 2] ?? 0) + 1 : Number.MAX_SAFE_INTEGER,
      )
    }
    ;[before, row] = [row, next]
  }
  return row[right.length] ?? 0
}

const plain = (name: string): string => name.toLowerCase().replaceAll(/[-_ ]/g, '')

/** The known name that a misspelt one looks like most; `null` when none is near. */
export function nearName(name: string, known: readonly string[]): string | null {
  const [best] = known
    .map((one) => ({ one, wrong: distance(plain(name), plain(one)) }))
    .filter(({ one, wrong }) => wrong <= Math.max(1, Math.floor(one.length / 3)))
    .sort((left, right) => left.wrong - right.wrong)
  return best?.one ?? null
}
