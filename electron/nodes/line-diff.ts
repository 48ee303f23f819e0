export interface DiffLine {
  readonly is: 'same' | 'gone' | 'new'
  readonly text: string
}

const around = 3
/** More lines that differ are shown as all gone and all new: a table of their squares would be too large. */
const mostCompared = 1_500

/** Lengths of the longest common ends of two lists, from each place on. */
function commonFrom(before: readonly string[], after: readonly string[]): Uint16Array[] {
  const table = Array.from({ length: before.length + 1 }, () => new Uint16Array(after.length + 1))
  for (let i = before.length - 1; i >= 0; i--)
    for (let j = after.length - 1; j >= 0; j--) {
      const row = table[i]
      const below = table[i + 1]
      if (row === undefined || below === undefined) continue
      row[j] = before[i] === after[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0)
    }
  return table
}

function middle(before: readonly string[], after: readonly string[]): DiffLine[] {
  if (before.length > mostCompared || after.length > mostCompared)
    return [...before.map((text) => ({ is: 'gone' as const, text })), ...after.map((text) => ({ is: 'new' as const, text }))]
  const table = commonFrom(before, after)
  const lines: DiffLine[] = []
  let [i, j] = [0, 0]
  while (i < before.length || j < after.length) {
    if (i < before.length && before[i] === after[j]) {
      lines.push({ is: 'same', text: before[i] ?? '' })
      i += 1
      j += 1
    } else if (i < before.length && (j >= after.length || (table[i + 1]?.[j] ?? 0) >= (table[i]?.[j + 1] ?? 0))) {
      lines.push({ is: 'gone', text: before[i] ?? '' })
      i += 1
    } else {
      lines.push({ is: 'new', text: after[j] ?? '' })
      j += 1
    }
  }
  return lines
}

/** The lines that differ, and three around them; empty when nothing does. */
export function lineDiff(before: string, after: string): readonly DiffLine[] {
  if (before === after) return []
  const [old, now] = [before.split('\n'), after.split('\n')]
  let head = 0
  while (head < Math.min(old.length, now.length) && old[head] === now[head]) head += 1
  let tail = 0
  while (tail < Math.min(old.length, now.length) - head && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail += 1
  const same = (lines: readonly string[]): DiffLine[] => lines.map((text) => ({ is: 'same', text }))
  const lines = middle(old.slice(head, old.length - tail), now.slice(head, now.length - tail))
  return [...same(old.slice(Math.max(0, head - around), head)), ...lines, ...same(old.slice(old.length - tail, old.length - tail + around))]
}
